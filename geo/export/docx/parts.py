"""The parts of a document as native, editable ones: paragraphs, tables, pictures, references. Sizes are points."""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from geo.export.letters import clean
from geo.map.palette import COLOURS
from geo.text import has_khmer

FONT = "Arial"  # on every machine, or in one of the same widths
SMALL = 8.5
_BREAKS = re.compile("[\t\n]+")
_NAME = re.compile("[^A-Za-z0-9]+")


def colour_of(name: str) -> RGBColor:
    """Return a colour by its name in geo.map.palette."""
    return RGBColor.from_string(COLOURS[name].removeprefix("#").upper())


def fonts(properties: Any, khmer: str) -> None:
    """Name the fonts of a style's or a run's properties: one for Latin letters, one for Khmer."""
    element = properties.get_or_add_rFonts()
    element.attrib.clear()  # the template's own refer to a theme
    for script, font in (("ascii", FONT), ("hAnsi", FONT), ("eastAsia", FONT), ("cs", khmer)):
        element.set(qn(f"w:{script}"), font)


def add_run(paragraph: Any, text: str, *, size: float = 0, quiet: bool = False, **looks: bool) -> Any:
    """Add words of one look. size : 0 for that of the paragraph; looks : bold, italic."""
    run = paragraph.add_run(_BREAKS.sub(" ", clean(text)))
    for look, value in looks.items():
        setattr(run, look, value)
    if size:
        run.font.size = Pt(size)
    if quiet:
        run.font.color.rgb = colour_of("quiet")
    if has_khmer(text):
        run.font.complex_script = True  # Word takes the font and the language for it from there
        if size:
            element = OxmlElement("w:szCs")
            element.set(qn("w:val"), str(round(size * 2)))
            run._r.get_or_add_rPr().append(element)  # noqa: SLF001  # python-docx has no words for it
    return run


def set_language(properties: Any, lang: str) -> None:
    """Name the language of a style's text, and Khmer for letters that are."""
    element = OxmlElement("w:lang")
    element.set(qn("w:val"), "en-GB" if lang == "en" else f"{lang}-KH" if lang == "km" else lang)
    element.set(qn("w:bidi"), "km-KH")
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(element)


def bookmark(paragraph: Any, name: str, number: int) -> None:
    """Let references lead to a paragraph. number : one of its own in the document."""
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(number))
        if tag == "w:bookmarkStart":
            mark.set(qn("w:name"), anchor_of(name))
        paragraph._p.append(mark)  # noqa: SLF001  # python-docx has no words for bookmarks


def anchor_of(passage: str) -> str:
    """Name the bookmark of a passage of the source, `S4.1` of `S4.1 s2`."""
    return f"source-{_NAME.sub('-', passage)}"[:40]


def add_references(paragraph: Any, citation: Sequence[str], passages: frozenset[str]) -> None:
    """Add citations in brackets, `[S4.1 s2; S4.3]`, each of which leads to its line among the sources."""
    for number, reference in enumerate(citation):
        add_run(paragraph, "[" if number == 0 else "; ", size=SMALL, quiet=True)
        passage = reference.partition(" ")[0]
        run = add_run(paragraph, reference.replace(" ", "\N{NO-BREAK SPACE}"), size=SMALL, quiet=True)
        if passage in passages:
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), anchor_of(passage))
            run._r.addprevious(link)  # noqa: SLF001  # python-docx reads links, but makes none
            link.append(run._r)  # noqa: SLF001
    if citation:
        add_run(paragraph, "]", size=SMALL, quiet=True)


def add_picture(document: Any, png: bytes, width: float, alt: str, name: str) -> None:
    """Add a picture in a paragraph of its own. alt : its words for those who do not see it."""
    shape = document.add_picture(BytesIO(png), width=Pt(width))
    about = shape._inline.docPr  # noqa: SLF001  # python-docx has no words for alt text
    about.set("descr", clean(alt))
    about.set("name", name)
    document.paragraphs[-1].paragraph_format.keep_with_next = True


def add_table(document: Any, widths: Sequence[float], heading: Sequence[str]) -> Any:
    """Add a table with a heading that is said again on every page, and fine lines under its rows."""
    table = document.add_table(rows=0, cols=len(widths))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    _draw_lines(table)
    if any(heading):
        row = table.add_row()
        mark = OxmlElement("w:tblHeader")
        row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001  # python-docx has no words for repeated headings
        for cell, text in zip(row.cells, heading, strict=True):
            add_run(cell.paragraphs[0], text, size=SMALL, quiet=True)
    return table


def add_row(table: Any, widths: Sequence[float]) -> Iterator[Any]:
    """Add a row that stays on one page; yield the first paragraph of each of its cells."""
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001  # likewise
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = Pt(width)
        yield cell.paragraphs[0]


def _draw_lines(table: Any) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("color", COLOURS["line"].removeprefix("#"))):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)  # noqa: SLF001  # python-docx has no words for borders


def add_page_number(paragraph: Any) -> None:
    """Add the number of the page as a field."""
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = add_run(paragraph, "", size=SMALL, quiet=True)
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)  # noqa: SLF001  # python-docx has no words for fields
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
