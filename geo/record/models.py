"""The rows of the record, one dataclass a table, fields named as the columns of `data/*.csv`.

An empty text, an empty tuple and None all mean that the source does not say. What a column may hold is marked in its
annotation; `data/datapackage.json` describes every column in words.
"""

import re
from dataclasses import dataclass
from typing import Annotated

from geo.record.columns import Cites, IdIn, OneOf, columns_of

_BETWEEN = re.compile(r"(?<=\.)\s+(?=\S)")
AreaCodes = Annotated[tuple[str, ...], IdIn(("areas",))]
Certainty = Annotated[str, OneOf("certainty")]
Citation = Annotated[tuple[str, ...], Cites()]
EventIds = Annotated[tuple[str, ...], IdIn(("events",))]
InterventionId = Annotated[str, IdIn(("interventions",))]
InterventionIds = Annotated[tuple[str, ...], IdIn(("interventions",))]
PartnerId = Annotated[str, IdIn(("partners",))]
PartnerIds = Annotated[tuple[str, ...], IdIn(("partners",))]
Phase = Annotated[str, OneOf("phase")]
PlaceId = Annotated[str, IdIn(("areas", "places"))]
PlaceIds = Annotated[tuple[str, ...], IdIn(("areas", "places"))]
SourceId = Annotated[str, IdIn(("sources",))]
State = Annotated[str, OneOf("state")]
StudyIds = Annotated[tuple[str, ...], IdIn(("studies",))]
YearPrecision = Annotated[str, OneOf("year_precision")]


def sentences_of(text: str) -> tuple[str, ...]:
    """List the sentences of a text: each ends with a full stop that white space follows."""
    return tuple(_BETWEEN.split(text)) if text else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document that facts cite, or that context rows come from.

    short_name : what source lines call it, '' for its title. complete : each of its passages is cited by a fact, or
    left out for a reason.
    """

    source_id: str
    title: str
    short_name: str
    publisher: str
    address: str
    dated: str
    complete: bool
    note: str

    @property
    def short(self) -> str:
        """What source lines call it."""
        return self.short_name or self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A passage of a source: what it is about, and why it is left out where no fact cites it.

    section : 0 header, 1 contact, 2 to 4 the texts, 5 footer. sentences : how many, so that `S2.1 s4` can be checked.
    content : all that it says, in our own words, sentence by sentence.
    """

    paragraph_id: str
    source_id: SourceId
    section: int
    sentences: int
    about: str
    content: str
    states: bool
    left_out: str

    @property
    def told(self) -> tuple[str, ...]:
        """Its sentences in our own words, as many as the source has."""
        return sentences_of(self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A word of one of the record's vocabularies: the code that rows hold and the label that people read.

    near_codes : codes of the same list under which another phase tells of much the same.
    """

    list: str
    code: str
    label: str
    note: str
    near_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One of the areas that the map is made of.

    area_code : ISO 3166-2. name : in the first language of the atlas. type : at the date of the boundaries.
    seat_latitude, seat_longitude : its chief town, degrees, EPSG:4326. later_change : what changed of its boundary
    since then. boundary_id : its id in the boundary source.
    """

    area_code: str
    name: str
    name_iso: str
    type: str
    type_now: str
    seat: str
    seat_latitude: float
    seat_longitude: float
    later_change: str
    boundary_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Whatever else the record speaks of: a compound, the border, a country, communities that are not named.

    member_codes : the areas that a compound stands for. drawn_reason : why the place is not drawn.
    """

    place_id: str
    name: str
    kind_code: Annotated[str, OneOf("place_kind")]
    member_codes: AreaCodes
    drawn_code: Annotated[str, OneOf("drawn")]
    drawn_reason: str
    citation: Citation
    certainty: Certainty
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """Another name, exactly as printed, of an area, a place, a partner or the project.

    citation : where the source prints it; empty where only the source itself is known.
    """

    alias: str
    refers_to: str
    refers_kind: Annotated[str, OneOf("refers_kind")]
    source_id: SourceId
    citation: Citation
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """The role that the source gives a place in a phase. A compound's row stands beside those of its members."""

    role_id: str
    place_id: PlaceId
    phase_code: Phase
    role_code: Annotated[str, OneOf("role")]
    citation: Citation
    certainty: Certainty
    note: str


def paint_key(letters: str) -> str:
    """Return the paint key that the letters of a role stand for: `ST` for `S·T`."""
    return letters.replace("·", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSymbol:
    """How a role looks on maps, and which options of the role filter find it.

    letters : on the map and in legends, `S·T`. fill_colour, pattern_colour : `#rrggbb`. pattern_width, tile : pixels,
    of a stripe or dot and of the square in which it repeats, None without a pattern.
    """

    role_code: Annotated[str, OneOf("role")]
    letters: str
    fill_colour: str
    pattern_code: Annotated[str, OneOf("pattern")]
    pattern_colour: str
    pattern_width: float | None
    tile: int | None
    answers_to: Annotated[tuple[str, ...], OneOf("role_filter")]

    @property
    def key(self) -> str:
        """Its paint key: the letters alone, `ST`."""
        return paint_key(self.letters)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervention:
    """One activity as the source tells it; in three provinces it is one row with three places.

    scope_code : of the project as a whole, at places, at places not named, or without a place. part_of : the
    activity that this one is a means of. year : None if not stated. counted : false for a component beside its whole,
    and for a purpose beside what serves it.
    """

    intervention_id: str
    label: str
    type_code: Annotated[str, OneOf("intervention_type")]
    phase_code: Phase
    scope_code: Annotated[str, OneOf("scope")]
    place_ids: PlaceIds
    state_code: State
    part_of: InterventionId
    beneficiaries: str
    year: int | None
    year_precision: YearPrecision
    counted: bool
    citation: Citation
    certainty: Certainty
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """An organisation that the source names or hints at. kind_from : where its kind is known from."""

    partner_id: str
    name: str
    short_name: str
    kind_code: Annotated[str, OneOf("partner_kind")]
    kind_from: Annotated[str, OneOf("kind_from")]
    citation: Citation
    certainty: Certainty
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Involvement:
    """An organisation in a relation to an activity, to another organisation or to places.

    Read as a sentence: partner, relation, other partner. The row concerns both of them and is counted once.
    heading_phase_code : the phase that only the heading over the sentence names, '' if none does.
    """

    involvement_id: str
    partner_id: PartnerId
    relation_code: Annotated[str, OneOf("relation")]
    statement: str
    intervention_id: InterventionId
    other_partner_id: PartnerId
    place_ids: PlaceIds
    phase_code: Phase
    heading_phase_code: Phase
    state_code: State
    citation: Citation
    certainty: Certainty
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """A survey, assessment or research. counted : false for a second mention, for work without a number, or abroad."""

    study_id: str
    label: str
    kind_code: Annotated[str, OneOf("study_kind")]
    subject: str
    place_ids: PlaceIds
    year: int | None
    year_precision: YearPrecision
    phase_code: Phase
    part_of: Annotated[str, IdIn(("studies",))]
    state_code: State
    counted: bool
    citation: Citation
    certainty: Certainty
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What studies are to serve: activities, events, or a purpose in words."""

    use_id: str
    study_ids: StudyIds
    serves: str
    intervention_ids: InterventionIds
    event_ids: EventIds
    state_code: State
    citation: Citation
    certainty: Certainty
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something dated or planned: an agreement, a workshop, a publication. counted : false for a mere mention.

    intervention_ids : the activities that the source ties it to.
    """

    event_id: str
    label: str
    kind_code: Annotated[str, OneOf("event_kind")]
    year: int | None
    year_precision: YearPrecision
    state_code: State
    place_ids: PlaceIds
    partner_ids: PartnerIds
    intervention_ids: InterventionIds
    phase_code: Phase
    counted: bool
    citation: Citation
    certainty: Certainty
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A line of the project's contact data of about 2005-06, kept as history."""

    contact_id: str
    label: str
    value: str
    citation: Citation
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambiguity:
    """A point at which the source can be read in more than one way, and how the record keeps it."""

    ambiguity_id: str
    citation: Citation
    issue: str
    kept: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Something that the source does not say and that the record therefore does not hold.

    shown_on : where it is said besides the list of silences: `area`, `partners`, `studies`.
    """

    silence_id: str
    topic: str
    statement: str
    shown_on: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A fact from another source, shown only when asked for; it never fills a gap of the record."""

    context_id: str
    statement: str
    about_ids: Annotated[tuple[str, ...], IdIn(("areas", "places", "partners", "studies", "events"))]
    source_id: SourceId
    certainty: Certainty
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """The name of an area or a place in a language other than the first."""

    place_id: PlaceId
    lang: Annotated[str, OneOf("language")]
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the atlas is: the one row of atlas.csv.

    atlas_id : what names of files begin with. subject : what it is about, as a title; description : as a sentence.
    area_word, areas_word : what areas are called. without_phase : what the activities of no phase are called together,
    '' for no name of their own. languages : of the names, that of the tables first. credits : whom else to name.
    """

    atlas_id: str
    title: str
    subject: str
    description: str
    country: str
    area_word: str
    areas_word: str
    boundaries_date: str
    default_phase: Phase
    without_phase: str
    languages: Annotated[tuple[str, ...], OneOf("language")]
    licence: str
    credits: tuple[str, ...]
    contact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A file of the folder geography.

    place_id : the place that a line draws. labels : words on the map, each with its latitude and longitude in degrees.
    """

    file: str
    kind: Annotated[str, OneOf("layer_kind")]
    place_id: Annotated[str, IdIn(("places",))]
    labels: tuple[str, ...]
    credit: str
    licence: str
    note: str


TABLES: dict[str, type] = {
    "sources": Source, "paragraphs": Paragraph, "codes": Code, "areas": Area, "places": Place, "aliases": Alias,
    "roles": Role, "symbols": RoleSymbol, "interventions": Intervention, "partners": Partner,
    "involvements": Involvement, "studies": Study, "uses": Use, "events": Event, "contacts": Contact,
    "ambiguities": Ambiguity, "silences": Silence, "context": Context, "names": Name, "atlas": Profile,
    "layers": Layer,
}  # fmt: skip
"""The tables by the name of their file, with the class of their rows."""

KEYS: dict[str, tuple[str, ...]] = {
    table: {"codes": ("list", "code"), "names": ("place_id", "lang")}.get(table, (columns_of(row_class)[0].name,))
    for table, row_class in TABLES.items()
}
"""The columns by which a row of each table is known; no two rows share them."""


NOT_STATED = "not-stated"
"""The code of the list phase for what the source ties to no phase; every other code of that list is a phase."""

CITING = (
    "places", "aliases", "roles", "interventions", "partners", "involvements", "studies", "uses", "events", "contacts",
)  # fmt: skip
"""The tables of facts: a paragraph that none of their rows cites is left out and says why."""
