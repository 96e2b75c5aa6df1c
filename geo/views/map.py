"""The map in words: what the filters leave of a phase; or all that is said of the chosen place."""

from geo.i18n import gettext as _
from geo.map.legend import legend
from geo.map.summary import describe
from geo.record.atlas import Atlas
from geo.record.models import NOT_STATED
from geo.selection.selection import Selection
from geo.views.lines import by_table, kept, line, silence
from geo.views.model import Content, Params, Section
from geo.views.place import dossier, role_words


def show_map(atlas: Atlas, selection: Selection, _params: Params) -> Content:
    """Say what the map shows of a selection; everything of the place that is chosen on it, whatever the filters."""
    entries = legend(atlas, selection)
    if selection.area:
        return _show_place(atlas, selection, selection.area)
    words, rows = describe(atlas, selection), kept(atlas, selection)
    # without a phase there are few statements and no roles: they are what there is to read beside the map
    few = rows if selection.phase == NOT_STATED else ()
    lines = tuple(line(atlas, row) for row in few if row.table == "interventions" and row.counted)
    return Content(title=words.title, sentence=str(words), lines=lines, sections=by_table(atlas, rows), legend=entries)


def _show_place(atlas: Atlas, selection: Selection, place: str) -> Content:
    told = dossier(atlas, place, selection)
    said = tuple(one for section in told.sections for one in section.items if one.citation)
    roles = (Section(_("Roles"), told.roles),) if told.roles else ()
    return Content(
        title=f"{told.name} {told.other_name}".strip(),
        sentence=f"{'. '.join(role_words(atlas, role) for role in told.roles)}." if told.roles else told.kicker,
        lines=said or (silence(_("Nothing is placed here by the source.")),),
        sections=(*roles, *told.sections),
        legend=legend(atlas, selection),
        area=place,
        opened=True,
    )
