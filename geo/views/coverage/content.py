"""Coverage in words: what is stated area by area, of interventions, of studies or of partners."""

from geo.i18n import gettext as _
from geo.map.symbology import OUTSIDE
from geo.record.atlas import Atlas
from geo.selection.selection import Selection
from geo.views.coverage.matrix import matrix, table_of
from geo.views.coverage.summary import describe_coverage
from geo.views.lines import by_table, digest, silence
from geo.views.model import Content, Params


def show_coverage(atlas: Atlas, selection: Selection, params: Params) -> Content:
    """Say of each area what the table of the matrix states there; then what it states of no area."""
    made = matrix(atlas, selection, table_of(params))
    words = describe_coverage(atlas, selection, made)
    nothing = {
        "interventions": _("{place}: no intervention stated"), "studies": _("{place}: no study stated"),
        "partners": _("{place}: no partner stated"),
    }[made.table]  # fmt: skip
    lines = []
    for group in made.groups:
        for code, name in group.places if group.key not in ("", OUTSIDE) else ():
            here = [row for row in made.statements if code in row.areas]
            titles = ", ".join(sorted({_(row.title) for row in here}))
            lines.append(digest(atlas, name, here, titles) if here else silence(nothing.format(place=name)))
    wide = [row for row in made.statements if not row.areas]
    if wide:
        lines.append(digest(atlas, _("Without an area"), wide, ", ".join(sorted({_(row.title) for row in wide}))))
    return Content(
        title=words.title, sentence=str(words), lines=tuple(lines), sections=by_table(atlas, made.statements),
        finding=words.sentence,
    )  # fmt: skip
