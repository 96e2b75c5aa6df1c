"""What is said of a place beside its roles, in sections: what was done, with whom, on what evidence, and silence."""

from collections.abc import Iterable
from dataclasses import replace

from geo.i18n import gettext as _
from geo.i18n import ngettext
from geo.record.atlas import Atlas
from geo.record.models import NOT_STATED
from geo.record.statements import Statement
from geo.selection.phases import covered, phase_name
from geo.selection.selection import Selection
from geo.views.grouping import merge
from geo.views.lines import item, line, silence, silences, without_phase
from geo.views.model import Item, Section


def project_wide(atlas: Atlas, phase: str) -> tuple[Statement, ...]:
    """List the interventions of a phase that name no area: of the project as a whole, or of other places or none."""
    return tuple(
        row for row in atlas.statements if row.table == "interventions" and row.phase == phase and not row.areas
    )


def list_sections(atlas: Atlas, rows: tuple[Statement, ...], selection: Selection, *, area: bool) -> Iterable[Section]:
    """Yield the sections of a place: its work by phase, then who took part, what was surveyed, what happened."""
    for phase in () if selection.phase == NOT_STATED else covered(atlas.record, selection.phase):
        here = [row for row in rows if row.table == "interventions" and row.phase == phase]
        placed = merge(atlas, here, item)
        elsewhere = [row for row in project_wide(atlas, phase) if row not in here]
        unsaid = [] if placed else [silence(_("None stated for this place") if area else _("None stated here"))]
        yield Section(
            _("Work in {phase}").format(phase=phase_name(atlas.record, phase)),
            (*placed, *unsaid),
            merge(atlas, elsewhere, line),
            _wide_words(elsewhere),
        )
    undated = tuple(_without_phase(atlas, rows))
    mine = tuple(part for part in undated if any(not line.silent for line in part.items))
    yield from mine
    yield Section(_("With whom"), _bodies(atlas, rows, area=area))
    yield from _studies(atlas, rows, area=area)
    events = tuple(item(atlas, row) for row in rows if row.table == "events")
    if events:
        yield Section(_("Events and agreements"), events)
    # what is tied neither to a phase nor to this place is of least weight here
    yield from (part for part in undated if part not in mine)


def _wide_words(rows: Iterable[Statement]) -> str:
    """How many activities name no area: without any place, and of places named beyond the areas; parts apart."""
    rows = tuple(rows)
    loose, placed = ([row for row in rows if row.counted and bool(row.places) == far] for far in (False, True))
    parts = sum(not row.counted for row in rows)
    said = [
        (len(loose), ngettext("{count} more activity; the source does not say where",
                              "{count} more activities; the source does not say where", len(loose))),
        (len(placed), ngettext("{count} of other places named", "{count} of other places named",
                               len(placed))),
        (parts, ngettext("{count} told as a part or purpose of others", "{count} told as parts or purposes of others",
                         parts)),
    ]  # fmt: skip
    return " · ".join(words.format(count=count) for count, words in said if count)


def _without_phase(atlas: Atlas, rows: tuple[Statement, ...]) -> Iterable[Section]:
    """Gather activities without a phase: they stand under their own heading, whichever phase is chosen."""
    everywhere = [row for row in atlas.statements if row.table == "interventions" and row.phase == NOT_STATED]
    if not everywhere:
        return
    here = [item(atlas, row) for row in rows if row in everywhere]
    elsewhere = [row for row in everywhere if row not in rows]
    unsaid = [] if here else [silence(_("None placed here by the source"))]
    count, parts = sum(row.counted for row in elsewhere), sum(not row.counted for row in elsewhere)
    label = ngettext("{count} elsewhere or without a place", "{count} elsewhere or without a place", count)
    with_parts = ngettext("{label}; {count} told as a part or purpose of others",
                          "{label}; {count} told as parts or purposes of others", parts)  # fmt: skip
    label = label.format(count=count)
    yield Section(
        without_phase(atlas),
        (*here, *unsaid),
        merge(atlas, elsewhere, line),
        with_parts.format(label=label, count=parts) if parts else label,
    )


def _bodies(atlas: Atlas, rows: tuple[Statement, ...], *, area: bool) -> tuple[Item, ...]:
    """List the relations told of the place, and those of the activities that are told of it, with all who take part."""
    activities = {row.statement_id for row in rows if row.table == "interventions"}
    by_activity = {row.involvement_id for row in atlas.record.involvements if row.intervention_id in activities}
    told = [row for row in atlas.statements if row.table == "involvements"]
    found = [_who(atlas, row) for row in told if row in rows or row.statement_id in by_activity]
    if area:
        found += [silence(text) for text in silences(atlas, "area")]
    return tuple(found) or (silence(_("Not stated in the source")),)


def _who(atlas: Atlas, row: Statement) -> Item:
    """Show a relation as a line under the names of those whom it concerns; the project goes without saying."""
    others = [partner for partner in atlas.record.partners if partner.partner_id in row.values["partner"]]
    names = [row.title, *(one.name for one in others if one.partner_id != row.subject and one.kind_code != "project")]
    return _with_phase(atlas, row, item(atlas, row, "; ".join(names)))


def _with_phase(atlas: Atlas, row: Statement, made: Item) -> Item:
    """Add its phase to a line: of lists that go through all phases, whichever is chosen."""
    return replace(made, detail=" · ".join((phase_name(atlas.record, row.phase), made.detail)))


def _studies(atlas: Atlas, rows: tuple[Statement, ...], *, area: bool) -> Iterable[Section]:
    studies = [row for row in rows if row.table == "studies"]
    found = [_with_phase(atlas, row, item(atlas, row)) for row in studies]
    kinds, record = {row.kind for row in studies}, atlas.record
    if area and "baseline-survey" not in kinds and record.has_code("study_kind", "baseline-survey"):
        found.append(silence(_("Baseline survey: none stated for this area")))
    # what is called research and rapid assessments answers the question, though it may be work listed elsewhere
    if area and not kinds & {"rapid-assessment", "research"} and record.has_code("study_kind", "rapid-assessment"):
        found.append(silence(_("Rapid assessment: none stated for this area")))
    if found:
        yield Section(_("Evidence"), tuple(found))
