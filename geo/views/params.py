"""The parameters of an address that belong to single pages: what each may hold. Which page takes which: registry."""

from collections.abc import Collection, Mapping, Sequence

from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.record.citations import source_of
from geo.selection.selection import PARAMS, shorten
from geo.views.coverage.matrix import TABLES
from geo.views.partners.relations import relations
from geo.views.record.tables import tables
from geo.views.studies.inventory import targets

MISSING = "missing"  # a page that an address asked for and that there is not, see pages/common/redirects.py
LINES = "lines"  # names what stands on a slide of the view, see geo.story.faces
EVERYWHERE = frozenset({"embed", "embed_options", "hxl", LINES, MISSING})  # and Streamlit's own, one of old addresses
MAX_QUERY = 200  # characters of a search
MAX_DIGITS = 5
PAIR = frozenset({"first", "second"})  # the phases that are compared


MAX_NAMES = 5  # of parameters that a sentence repeats


def read(
    atlas: Atlas, page: str, names: Collection[str], given: Mapping[str, Sequence[str]]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Read what an address says for one page: the values that it can show, and a sentence for each that it cannot.

    names : the parameters that the page takes. given : parameter -> its values, those of the selection among them.
    Nothing raises.
    """
    taken, notices, foreign = {}, [], []
    for name in sorted(set(given) - PARAMS):
        values = [value.strip() for value in given[name] if value.strip()]
        if values and name == MISSING:
            notices.append(_("There is no page “{name}”; this is the map.").format(name=shorten(values[0])))
        if not values or name in EVERYWHERE:
            continue
        if name not in names:
            foreign.append(shorten(name))
            continue
        if len(values) > 1:
            notices.append(_("The address gives {name} more than once; the first is used.").format(name=name))
        value, notice = _value(atlas, page, name, values[0])
        if value:
            taken[name] = value
        if notice:
            notices.append(notice)
    if len({taken.get("first"), taken.get("second")}) < len(PAIR & set(taken)):
        notices.append(_("The address compares a phase with itself; another is set beside it."))
    if foreign:
        text = _("The address asks for {names}, which this page does not know.")
        notices.append(text.format(names=", ".join(foreign[:MAX_NAMES])))
    return taken, tuple(notices)


def _value(atlas: Atlas, page: str, name: str, text: str) -> tuple[str, str]:
    """Return the value that a parameter can have, '' for none, and a sentence where it is not the one given."""
    if name == "q" and len(text) > MAX_QUERY:
        return text[:MAX_QUERY], _("The search is too long; its first {count} letters are used.").format(
            count=MAX_QUERY
        )
    if name in ("page", "slide"):
        if text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS and int(text):
            return text, ""
        text = shorten(text)
        return "", _("The address asks for {name} “{text}”, which is no number; the first is shown.").format(
            name=name, text=text
        )
    if name in ("q", "story", "notes") or _has(atlas, page, name, text):
        return text, ""
    wrong = f"“{shorten(text)}”"
    sentence = _("The address asks for {name} {values}, which the record does not have; it is left out.")
    return "", sentence.format(name=name, values=wrong)


def _has(atlas: Atlas, page: str, name: str, text: str) -> bool:
    """Whether the page has the table, the paragraph or the thing of this name."""
    record = atlas.record
    if name in PAIR:
        return text in record.phases
    if name == "table":
        return text in (TABLES if page == "coverage" else tables())
    if name == "paragraph":
        return source_of(record, text.strip()) is not None
    if page == "partners":
        tied = any(text in (one.row.statement_id, one.about) for one in relations(atlas))
        return text in record.partners_by_id or tied
    if page == "studies":
        served = any(text in (to.ref, to.use.use_id) for use in record.uses for to in targets(atlas, use))
        return text in record.studies_by_id or served
    return any(row.statement_id == text for row in atlas.statements)


def number_within(name: str, text: str, count: int) -> tuple[int, str]:
    """Return the number of a page or a slide as far as there are so many, and a sentence where there are not.

    text : as `read` returns it, '' for the first; count : how many there are, at least one.
    """
    asked = int(text or 1)
    if asked <= count:
        return asked, ""
    sentence = _("The address asks for {name} {asked}; the last one, {count}, is shown.")
    return count, sentence.format(name=name, asked=asked, count=count)
