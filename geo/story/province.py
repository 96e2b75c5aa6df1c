"""The story of one place: what the source calls it, what was done, with whom, on what evidence, what is left out."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

from geo.i18n import current, ngettext
from geo.i18n import gettext as _
from geo.map.classification import roles_in
from geo.record.atlas import Atlas
from geo.record.models import NOT_STATED
from geo.record.slides import MAX_LINES
from geo.record.statements import Statement
from geo.selection.phases import ALL, phase_name
from geo.selection.selection import Selection
from geo.selection.view import View
from geo.selection.words import capital, list_words
from geo.story.faces import Face, Point, cut, mark_of
from geo.story.story import Story
from geo.views.lines import by_table, silence, silences
from geo.views.model import Section
from geo.views.params import LINES

PARTS = ("roles", "work", "partners", "evidence", "silences")
"""The slides of a place, as the parameter `lines` names them."""
TABLES = {"roles": ("roles",), "work": ("interventions",), "partners": ("involvements",),
          "evidence": ("studies", "events")}  # fmt: skip


def province_story(atlas: Atlas, place: str) -> Story:
    """Tell all that the record has of an area, or of a place beyond them, in five slides. KeyError for neither."""
    name = _name(atlas, place)
    query = Selection(lang=current()).changed(phase=ALL, area=place).to_query()
    return Story(name, tuple(View(f"{query}&{urlencode({LINES: part})}") for part in PARTS))


def place_face(atlas: Atlas, view: View) -> Face | None:
    """Make the face of a slide of a place, in the language in use; None where the view names none."""
    part, place = (view.params.get(name, [""])[0] for name in (LINES, "area"))
    if part not in PARTS or not atlas.is_place(place):
        return None
    if part == "silences":
        return _unknown(atlas, place)
    rows = [row for row in atlas.rows_of(place) if row.table in TABLES[part]]
    facts = [row for row in rows if row.counted] or rows
    points = tuple(_point(atlas, part, row) for row in facts)
    title = _title(atlas, place, part, facts)
    visible = points[:MAX_LINES] or (Point(text=_("Nothing is placed here by the source."), silent=True),)
    return Face(title=title, points=visible, more=max(0, len(points) - len(visible)), sections=by_table(atlas, rows))


def _name(atlas: Atlas, place: str) -> str:
    return _(atlas.record.place_name(place, current()))


def _point(atlas: Atlas, part: str, row: Statement) -> Point:
    if part == "roles":
        text = _("{phase}: {role}").format(phase=phase_name(atlas.record, row.phase), role=_(row.title))
    elif part == "partners":
        partner = atlas.record.partners_by_id[row.subject]
        name, relation = partner.short_name or partner.name, _(atlas.record.label("relation", row.kind))
        text = _("{name}: {statement}").format(name=name, statement=relation)
    else:
        text = _(row.title)
    mark = mark_of(atlas, [row], with_years=part == "evidence")
    return Point(text=capital(cut(text)), mark=mark, citation=row.citation, statements=(row.statement_id,))


def _title(atlas: Atlas, place: str, part: str, rows: Iterable[Statement]) -> str:
    """Say the finding of a slide as its headline."""
    rows, name = list(rows), _name(atlas, place)
    if not rows:
        nothing = {
            "roles": _("{place}: no role is stated"), "work": _("{place}: no activity is stated here"),
            "partners": _("{place}: no organisation is named with it"), "evidence": _("{place}: no study is named"),
        }  # fmt: skip
        return nothing[part].format(place=name)
    if part == "roles":
        roles_by_phase = [
            _("{role} in {phase}").format(role=_(roles[0].title), phase=phase_name(atlas.record, phase))
            for phase in (*atlas.record.phases, NOT_STATED) if (roles := roles_in(rows, phase))
        ]  # fmt: skip
        return _("{place}: {roles}").format(place=name, roles=list_words(roles_by_phase))
    if part == "evidence":
        return _("{place}: what is known of evidence").format(place=name)
    if part == "work":
        count = len(rows)
        title = ngettext("{place}: {count} activity", "{place}: {count} activities", count)
    else:
        count = len({row.subject for row in rows})
        title = ngettext("{place}: {count} organisation with it", "{place}: {count} organisations with it", count)
    return title.format(place=name, count=count)


def _unknown(atlas: Atlas, place: str) -> Face:
    """Say what the source does not say of a place: phases that do not name it, and what holds for all of them."""
    points = tuple(Point(text=cut(text), silent=True) for text in _silent(atlas, place))
    title = _("{place}: what the source does not say").format(place=_name(atlas, place))
    visible = points[:MAX_LINES]
    return Face(title=title, points=visible, more=len(points) - len(visible), sections=(*_behind(atlas, place),))


def _silent(atlas: Atlas, place: str) -> Iterator[str]:
    rows = atlas.rows_of(place)
    for phase in atlas.record.phases:
        if not any(phase in row.phases for row in rows):
            yield _("{phase}: not mentioned in the source").format(phase=phase_name(atlas.record, phase))
    missing = {
        "interventions": _("No activity is stated here"), "involvements": _("No organisation is named with it"),
        "studies": _("No survey or assessment is named here"),
    }  # fmt: skip
    yield from (words for table, words in missing.items() if not any(row.table == table for row in rows))
    yield from silences(atlas, "area")


def _behind(atlas: Atlas, place: str) -> Iterator[Section]:
    yield Section(_("What the source does not say"), tuple(silence(text) for text in _silent(atlas, place)))
