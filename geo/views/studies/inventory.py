"""Surveys and assessments: what is counted, what has no number, mere mentions, work abroad; what they are to inform."""

from dataclasses import dataclass

from geo.i18n import current, ngettext
from geo.i18n import gettext as _
from geo.map.summary import Description
from geo.record.atlas import Atlas
from geo.record.models import Study, Use
from geo.record.statements import areas_of
from geo.record.years import year_words
from geo.selection.description import describe_filters
from geo.selection.filtering import statement_filter
from geo.selection.phases import phase_name
from geo.selection.selection import Selection
from geo.selection.words import capital, list_words, shorten
from geo.views.lines import silences, sure_words
from geo.views.model import Item

MAX_SUBJECTS, MAX_USES = 4, 3  # in the sentence over the page
LONG = 60  # studies in a group of the list
COUNTED, UNNUMBERED, MENTIONED, ABROAD = "counted", "unnumbered", "mentioned", "abroad"


@dataclass(frozen=True, slots=True)
class Target:
    """What studies are to inform: the activity or event `key`, or for '' a purpose in words alone.

    use : the row that says so.
    """

    key: str
    label: str
    use: Use

    @property
    def ref(self) -> str:
        """The id by which it opens."""
        return self.key or self.use.use_id


@dataclass(frozen=True, slots=True)
class Entry:
    """A study in the list.

    when, how : year, and state and certainty, in words; places : (id, name); targets : what it is to inform;
    same_place : counted studies of the same area, of which an ambiguous mention may speak.
    """

    study: Study
    kind: str
    when: str
    how: str
    places: tuple[tuple[str, str], ...]
    targets: tuple[Target, ...]
    same_place: tuple[Study, ...]
    here: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Studies that are counted alike; what : one of COUNTED to ABROAD; entries : those in the list; studies : all."""

    what: str
    heading: str
    entries: tuple[Entry, ...]
    studies: tuple[Study, ...]

    @property
    def more(self) -> int:
        """How many are left out of the list."""
        return len(self.studies) - len(self.entries)


def group_of(atlas: Atlas, study: Study) -> str:
    """How a study is counted: as one; as work without a number; as a mere mention; not here, because abroad."""
    places = [atlas.record.places_by_id[place] for place in study.place_ids if place in atlas.record.places_by_id]
    if places and len(places) == len(study.place_ids) and all(row.kind_code == "province-abroad" for row in places):
        return ABROAD
    if study.counted:
        return COUNTED
    return MENTIONED if study.certainty == "ambiguous" else UNNUMBERED


def groups(atlas: Atlas, selection: Selection) -> tuple[Group, ...]:
    """Gather what the filters leave, by how it is counted; an empty group is left out."""
    headings = {
        COUNTED: _("Counted"), UNNUMBERED: _("Stated without a number, not counted"),
        MENTIONED: _("Mentions that may be work listed above, not counted"),
        ABROAD: _("Outside {country}, not counted here").format(country=_(atlas.record.profile.country)),
    }  # fmt: skip
    made = []
    left = studies_left(atlas, selection)
    for what, heading in headings.items():
        mine = [study for study in left if group_of(atlas, study) == what]
        if mine:
            entries = tuple(entry(atlas, study, selection.area) for study in mine[:LONG])
            made.append(Group(what, heading, entries, tuple(mine)))
    return tuple(made)


def studies_left(atlas: Atlas, selection: Selection) -> list[Study]:
    """List the studies that the filters leave, in the record's order."""
    keeps, studies = statement_filter(atlas, selection), atlas.record.studies_by_id
    return [
        studies[row.statement_id] for row in atlas.statements if row.table == "studies" and keeps(row, selection.phase)
    ]


def entry(atlas: Atlas, study: Study, area: str | None = None) -> Entry:
    """Describe a study with all that is told of it; `here` if it is of the area, or at the place, that is chosen."""
    record = atlas.record
    areas = areas_of(record, study.place_ids)
    mention = group_of(atlas, study) == MENTIONED
    there = {
        other.study_id
        for other in record.studies
        if other.counted and set(areas_of(record, other.place_ids)) & set(areas)
    }
    return Entry(
        study=study,
        kind=capital(_(record.label("study_kind", study.kind_code))),
        when=year_words(study),
        how=sure_words(atlas, study.certainty, study.state_code),
        places=tuple((place, _(record.place_name(place, current()))) for place in study.place_ids),
        targets=targets_of(atlas, study),
        same_place=tuple(other for other in record.studies if mention and other.study_id in there),
        here=area is not None and (area in areas or area in study.place_ids),
    )  # fmt: skip


def use_line(atlas: Atlas, use: Use) -> Item:
    """Make a line of what studies are to serve: what for, how surely, where it stands."""
    sure = sure_words(atlas, use.certainty, use.state_code)
    return Item(_(use.serves), sure, use.citation, note=capital(_(use.note)))


def targets_of(atlas: Atlas, study: Study) -> tuple[Target, ...]:
    """List what a study is to inform, also as a part of another."""
    own = {study.study_id, study.part_of}
    return tuple(target for use in atlas.record.uses if own & set(use.study_ids) for target in targets(atlas, use))


def targets(atlas: Atlas, use: Use) -> tuple[Target, ...]:
    """List the activities and events of a use, or its purpose where it names none."""
    activities, events = atlas.record.interventions_by_id, atlas.record.events_by_id
    found = [Target(key, _(activities[key].label), use) for key in use.intervention_ids]
    found += [Target(key, _(events[key].label), use) for key in use.event_ids]
    return tuple(found) or (Target("", _(use.serves), use),)


def description(atlas: Atlas, selection: Selection, shown: tuple[Group, ...]) -> Description:
    """Write the words over the page: what was studied and where, what for; last, what may be the same work."""
    told = {group.what: group for group in shown}
    said = [_of_group(atlas, group) for what, group in told.items() if what in (COUNTED, UNNUMBERED)]
    studied = {study.study_id for group in shown for study in group.studies}
    uses = [use for use in atlas.record.uses if studied & set(use.study_ids)]
    aims = [_aim(atlas, target) for use in uses for target in targets(atlas, use)]
    if aims:
        said.append(_("To inform: {aims}.").format(aims="; ".join(shorten(list(dict.fromkeys(aims)), MAX_USES))))
    if not shown:
        text = _("{phase}: the source mentions no survey or assessment.")
        said.append(text.format(phase=phase_name(atlas.record, selection.phase)))
    if selection.active:
        said.append(_("Shown: {filters}.").format(filters=describe_filters(atlas, selection)))
    finding = " ".join(said)
    caution = " ".join(_of_group(atlas, group) for what, group in told.items() if what in (MENTIONED, ABROAD))
    silence = " ".join(silences(atlas, "studies")) if shown else ""
    title = _("Surveys and assessments: {phase}").format(phase=phase_name(atlas.record, selection.phase))
    return Description(title, f"{finding} {caution}".strip(), silence, finding, f"{caution} {silence}".strip())


def _of_group(atlas: Atlas, group: Group) -> str:
    count, kinds = len(group.studies), {study.kind_code for study in group.studies}
    codes = {code for study in group.studies for code in areas_of(atlas.record, study.place_ids)}
    areas = [atlas.record.place_name(code, current()) for code in atlas.by_area if code in codes]
    if group.what == COUNTED:
        few = group.entries[:MAX_SUBJECTS] if count <= MAX_SUBJECTS else ()
        text = ngettext("{count} survey or assessment: {places}.", "{count} surveys or assessments: {places}.", count)
        if kinds == {"baseline-survey"}:
            text = ngettext("{count} baseline survey: {places}.", "{count} baseline surveys: {places}.", count)
        places = [_studied(one) for one in few] or shorten(areas) or [_("no place stated")]
    elif group.what == UNNUMBERED:
        text = _("Work with its number not stated: {places}.")
        if kinds == {"rapid-assessment"}:
            text = _("Rapid assessments, their number not stated: {places}.")
        places = shorten(areas) or [_("no place stated")]
    elif group.what == MENTIONED:
        text = ngettext("{count} mention may be the same work.", "{count} mentions may be the same work.", count)
        places = []
    else:
        text = ngettext("{count} survey or assessment is outside {country}.",
                        "{count} surveys or assessments are outside {country}.", count)  # fmt: skip
        places = []
    country = _(atlas.record.profile.country)
    return text.format(count=count, places=list_words(places), country=country)


def _studied(one: Entry) -> str:
    """Say where a study is of, and who or what was studied: `Siem Reap (hotel and guest house workers)`."""
    where = list_words([name for _place, name in one.places]) or _(one.study.label)
    if not one.study.subject:
        return where
    return _("{place} ({subject})").format(place=where, subject=_(one.study.subject))


def _aim(atlas: Atlas, target: Target) -> str:
    if not target.use.state_code:
        return target.label
    state = _(atlas.record.label("state", target.use.state_code))
    return _("{aim} ({state})").format(aim=target.label, state=state)
