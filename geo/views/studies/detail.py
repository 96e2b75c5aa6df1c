"""What opens beside the surveys and assessments: one of them, what they inform, a place, or what is uncertain."""

from collections.abc import Iterable
from dataclasses import dataclass

from geo.i18n import current, ngettext
from geo.i18n import gettext as _
from geo.map.locator import small_map
from geo.record.atlas import Atlas
from geo.record.models import Study
from geo.record.years import year_words
from geo.selection.phases import phase_name, pick
from geo.selection.selection import Selection
from geo.selection.words import capital
from geo.views.cautions import doubt_line
from geo.views.lines import silence, sure_words
from geo.views.model import Item, Section
from geo.views.place import others
from geo.views.studies.inventory import (
    ABROAD,
    COUNTED,
    MENTIONED,
    UNNUMBERED,
    Entry,
    Group,
    Target,
    entry,
    group_of,
    targets,
    use_line,
)


@dataclass(frozen=True, slots=True)
class Opened:
    """What is chosen: what it is, how much is told of it and what, where it is at home, what the small map paints."""

    kicker: str
    title: str
    sentence: str
    home: tuple[str, str] | tuple[()]
    sections: tuple[Section, ...]
    mapped: Selection
    caption: str


def opened(atlas: Atlas, selection: Selection, item: str) -> Opened | None:
    """Open a study, or what studies are to inform, by its id, whatever the filters leave. None for another id."""
    study = atlas.record.studies_by_id.get(item)
    if study:
        return _study(atlas, selection, entry(atlas, study, selection.area))
    found = [
        target for use in atlas.record.uses for target in targets(atlas, use) if item in (target.ref, target.use.use_id)
    ]
    return _target(atlas, selection, found) if found else None


def beside(atlas: Atlas, selection: Selection, shown: tuple[Group, ...]) -> Opened:
    """Where nothing is opened: the studies of the place that is chosen, else what is not certain about them all."""
    codes = selection.study or frozenset(atlas.record.studies_by_id)
    who = _("the studies filtered") if selection.study else _("a survey or assessment, mentions included")
    mapped, caption = small_map(atlas, selection, who=who, facet="study", codes=codes)
    if selection.area:
        return _place(atlas, selection.area, mapped, caption)
    return Opened(
        kicker=_("Choose a study in the drawing or in the list"),
        title=_("What is not certain"),
        sentence="",
        home=(),
        sections=(Section(_("Of this view"), _uncertain(atlas, shown) or (silence(_("Nothing is noted")),)),),
        mapped=mapped,
        caption=caption,
    )


def _study(atlas: Atlas, selection: Selection, one: Entry) -> Opened:
    study, what = one.study, group_of(atlas, one.study)
    mapped, caption = small_map(
        atlas,
        selection,
        who=f"“{_(study.label)}”",
        facet="study",
        codes=frozenset({study.study_id}),
        places=study.place_ids,
    )
    country = _(atlas.record.profile.country)
    counting = {
        COUNTED: _("counted"), UNNUMBERED: _("stated without a number, not counted"),
        MENTIONED: _("a mention that may be work stated elsewhere, not counted"),
        ABROAD: _("outside {country}, not counted here").format(country=country),
    }  # fmt: skip
    how = " · ".join([phase_name(atlas.record, study.phase_code), one.how])
    subject, year = _("Who or what was studied: not stated"), _("Year: not stated")
    facts = (
        Item(_(study.subject), _("who or what was studied")) if study.subject else silence(subject),
        Item(one.when, _("when")) if one.when else silence(year),
        Item(
            _("How it is stated"),
            how,
            study.citation,
            note=capital(_(study.note)),
            target=("statement", study.study_id),
            statements=(study.study_id,),
        ),
    )
    served = tuple(
        Item(
            target.label, sure_words(atlas, target.use.certainty, target.use.state_code), target.use.citation,
            note=capital("; ".join(filter(None, (_(target.use.serves) if target.key else "", _(target.use.note))))),
            target=("statement", target.key) if target.key else (),
        )
        for target in one.targets
    ) or (silence(_("Not stated in the source")),)  # fmt: skip
    places = tuple(Item(name, target=("area", place)) for place, name in one.places)
    sections = [
        Section(_("What is stated"), facts),
        Section(_("Where"), places or (silence(_("Not stated in the source")),)),
        Section(_("To inform"), served),
    ]
    if one.same_place:
        sections.append(Section(_("Stated for the same area"), tuple(_named(atlas, other) for other in one.same_place)))
    related = [row for row in atlas.record.studies if study.study_id == row.part_of or row.study_id == study.part_of]
    if related:
        told = tuple(_named(atlas, other, told=other.part_of == study.study_id) for other in related)
        sections.append(Section(_("Belongs together"), told))
    sections += _events(atlas, study)
    sections += _doubts(atlas, study.citation)
    sections += others(atlas, study.study_id) if selection.context else ()
    return Opened(one.kind, _(study.label), f"{capital(counting[what])}.", (), tuple(sections), mapped, caption)


def _target(atlas: Atlas, selection: Selection, found: list[Target]) -> Opened:
    first = found[0]
    served = dict.fromkeys(key for target in found for key in target.use.study_ids)
    studies = [atlas.record.studies_by_id[key] for key in served]
    mapped, caption = small_map(
        atlas, selection, who=_("the studies that are to inform it"), facet="study", codes=frozenset(served)
    )
    told = tuple(use_line(atlas, target.use) for target in found)
    return Opened(
        kicker=_("To be informed by studies"),
        title=first.label,
        sentence=_study_count(len(studies)),
        home=("statement", first.key) if first.key else (),
        sections=(
            Section(_("What for"), told),
            Section(_("Informed by"), tuple(_named(atlas, study, told=True) for study in studies)),
        ),
        mapped=mapped,
        caption=caption,
    )


def _place(atlas: Atlas, place: str, mapped: Selection, caption: str) -> Opened:
    found = [one for one in (entry(atlas, study, place) for study in atlas.record.studies) if one.here]
    kinds = {one.study.kind_code for one in found}
    silent = []
    if place in atlas.by_area and "baseline-survey" not in kinds:
        silent.append(silence(_("Baseline survey: none stated for this area")))
    if place in atlas.by_area and "rapid-assessment" not in kinds:
        silent.append(silence(_("Rapid assessment: none stated for this area")))
    if not found and not silent:
        silent.append(silence(_("None stated here")))
    scope = pick(atlas.record, _("In the phase"), _("In either phase"), _("In all phases"))
    return Opened(
        kicker=_("Surveys and assessments of"),
        title=_(atlas.record.place_name(place, current())),
        sentence=_study_count(len(found)) if found else _("None stated in the source."),
        home=("area", place),
        sections=(Section(scope, (*(_named(atlas, one.study, told=True) for one in found), *silent)),),
        mapped=mapped,
        caption=caption,
    )


def _events(atlas: Atlas, study: Study) -> list[Section]:
    """Events told of for a place beyond the areas that the study is about, such as the report on a survey abroad."""
    there = set(study.place_ids) & set(atlas.by_place)
    kinds = {code.code: _(code.label) for code in atlas.record.codes if code.list == "event_kind"}
    found = tuple(
        Item(
            _(row.label),
            " · ".join(filter(None, (kinds[row.kind_code], year_words(row)))),
            row.citation,
            target=("statement", row.event_id),
        )
        for row in atlas.record.events
        if there & set(row.place_ids)
    )
    return [Section(_("Events stated for the same place"), found)] if found else []


def _doubts(atlas: Atlas, citation: Iterable[str]) -> tuple[Section, ...]:
    """List the points at which these passages can be read in more than one way, and how the record keeps each."""
    asked = set(citation)
    found = tuple(doubt_line(row) for row in atlas.record.ambiguities if asked & set(row.citation))
    label = ngettext("{count} point of these passages", "{count} points of these passages", len(found))
    heading = _("Can be read in more than one way")
    return (Section(heading, (), found, label.format(count=len(found))),) if found else ()


def _uncertain(atlas: Atlas, shown: Iterable[Group]) -> tuple[Item, ...]:
    """List what is noted of studies not counted or not plainly stated, and of their uses; each note once."""
    studies = [one.study for group in shown for one in group.entries]
    doubtful = [row for row in studies if not row.counted or row.certainty != "stated"]
    ids = {row.study_id for row in studies}
    uses = [row for row in atlas.record.uses if ids & set(row.study_ids)]
    noted: dict[str, tuple[list[str], tuple[str, ...]]] = {}
    for row in doubtful:
        noted.setdefault(_(row.note), ([], row.citation))[0].append(_(row.label))
    for use in uses:
        noted.setdefault(_(use.note), ([], use.citation))[0].append(_(use.serves))
    return tuple(
        Item(capital(note), "; ".join(names[:4]), citation) for note, (names, citation) in noted.items() if note
    )


def _named(atlas: Atlas, study: Study, *, told: bool = False) -> Item:
    one = entry(atlas, study)
    detail = " · ".join(filter(None, (one.when, one.how)))
    ids = (study.study_id,) if told else ()
    return Item(_(study.label), detail, study.citation, target=("study", study.study_id), statements=ids)


def _study_count(count: int) -> str:
    return ngettext("{count} survey or assessment is mentioned.", "{count} surveys or assessments are mentioned.",
                    count).format(count=count)  # fmt: skip
