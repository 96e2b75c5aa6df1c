"""An SVG file as a PNG picture.

Drawn by the renderer inside the typst package, which the handout needs anyway: wheels for every platform, no system
library, 0.1 s a picture. resvg-py draws as well, but looks for fonts each time and takes 1 s; cairosvg needs cairo.
"""

import re
import struct
import zlib
from html import unescape

import typst

from geo.export.errors import ExportError
from geo.export.image.outlines import KHMER
from geo.export.image.text_lines import part_unseen
from geo.export.image.typesetting import typeset
from geo.i18n import gettext as _

SOURCE = """
#set page(width: float(sys.inputs.width) * 1pt, height: float(sys.inputs.height) * 1pt, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%)
"""
POINTS_PER_INCH = 72  # so that a point of the page is a pixel of the picture
LARGEST = 20_000  # pixels
INCHES_PER_METRE = 39.37
AFTER_HEADER = 33  # bytes: the signature, and the first chunk of every PNG file
_SIZE = re.compile(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"')
_MAKER = re.compile(r"<metadata>([^<]*)</metadata>")
_LETTERS = re.compile(r"<(?:text|tspan)\b[^>]*>([^<]+)")


def png(svg: str, width_px: int, *, dots_per_inch: float | None = None) -> bytes:
    """Paint a picture of an SVG file that map_svg made, `width_px` wide, as high as its shape asks for.

    dots_per_inch : written into the file, so that documents give the picture its size on paper.
    Raises ExportError where the picture cannot be drawn, ValueError for a width that is out of bounds.
    """
    match = _SIZE.search(svg)
    if not match or not 0 < width_px <= LARGEST:
        raise ValueError(f"an SVG file with a size is needed, and a width of 1 to {LARGEST} pixels")
    svg, _words = part_unseen(svg)
    # Khmer words are shapes already, unless there was no font for them
    if any(KHMER.search(letters) for letters in _LETTERS.findall(svg)):
        raise ExportError(_("no Khmer font found: install fonts-noto-core or fonts-khmeros, or export in English"))
    height = width_px * float(match[2]) / float(match[1])
    inputs = {"width": str(width_px), "height": f"{round(height)}", "svg": svg}
    try:
        picture = typeset(SOURCE, inputs, "png", dots_per_inch=POINTS_PER_INCH)
    except typst.TypstError as error:
        raise ExportError(_("the picture could not be drawn: {reason}").format(reason=error.args[0])) from error
    maker = _MAKER.search(svg)
    return with_notes(picture, unescape(maker[1]) if maker else "", dots_per_inch)


def with_notes(picture: bytes, maker: str, dots_per_inch: float | None = None) -> bytes:
    """Write into a PNG file what made it, and how large it is on paper; nothing for '' and None."""
    chunks = [b"tEXtSoftware\0" + maker.encode("latin-1", errors="replace")] if maker else []
    if dots_per_inch:
        dots = round(dots_per_inch * INCHES_PER_METRE)
        chunks.append(b"pHYs" + struct.pack(">IIB", dots, dots, 1))  # 1: to the metre
    return picture[:AFTER_HEADER] + b"".join(map(_chunk, chunks)) + picture[AFTER_HEADER:]


def _chunk(content: bytes) -> bytes:
    """Frame a chunk of a PNG file. content : its name, four letters, and what it holds."""
    return struct.pack(">I", len(content) - 4) + content + struct.pack(">I", zlib.crc32(content))
