"""The rows of the record: a dataclass is a table, a field a column of `data/*.csv`. The one description of both.

An annotation says in words what a cell holds, and what it must be like; a docstring begins with what a row is.
`geo.record.schema` writes data/datapackage.json from them. An empty text, an empty tuple and None all mean that the
source does not say.
"""

import re
from dataclasses import dataclass
from typing import Annotated

from geo.record.columns import CODE, SLUG, Rule, columns_of


def between(minimum: int, maximum: int) -> Rule:
    """Ask for a number between two, these included."""
    return Rule(minimum=minimum, maximum=maximum)


REQUIRED, UNIQUE = Rule(required=True), Rule(unique=True)

Texts = tuple[str, ...]
Filled = Annotated[str, REQUIRED]
Id = Annotated[str, Rule(key=True, pattern=SLUG)]
RowId = Annotated[str, "Id of the row"]
Label = Annotated[Filled, "What people read"]
Note = Annotated[str, "What a careful reader should know; empty if nothing"]
Certainty = Annotated[Filled, "How sure it is that the source says this", Rule(vocabulary="certainty")]
Citation = Annotated[
    Texts,
    "Where a source says it: passages, each with or without a sentence, or sources by their id, with or without a "
    "page, such as S4.1; S4.3 s1; progress-2007 p. 4",
    Rule(cites=True),
]
Cited = Annotated[Citation, REQUIRED]
Phase = Annotated[Filled, "Phase of the project, as the source has it", Rule(vocabulary="phase")]
State = Annotated[str, "How far it had come when the source was written; empty if not stated", Rule(vocabulary="state")]
StateGiven = Annotated[State, "How far it had come when the source was written", REQUIRED]
Year = Annotated[int | None, "Year, in four digits; empty if not stated", between(1900, 2100)]
YearPrecision = Annotated[
    str, "How the year is known; empty exactly where the year is", Rule(vocabulary="year_precision")
]

OF_AREAS, OF_PLACES = Rule(tables=("areas",)), Rule(tables=("areas", "places"))
OF_EVENTS, OF_INTERVENTIONS, OF_STUDIES = (
    Rule(tables=("events",)),
    Rule(tables=("interventions",)),
    Rule(tables=("studies",)),
)
OF_PARTNERS, OF_SOURCES = Rule(tables=("partners",)), Rule(tables=("sources",))
OF_ANY = Rule(tables=("areas", "places", "partners", "studies", "events"))

_BETWEEN = re.compile(r"(?<=\.)\s+(?=\S)")


def sentences_of(text: str) -> tuple[str, ...]:
    """List the sentences of a text: each ends with a full stop that white space follows."""
    return tuple(_BETWEEN.split(text)) if text else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document that facts cite, or that context rows come from."""

    source_id: Annotated[Id, "Id of the document"]
    title: Annotated[Filled, "Title as printed, or what the page is where it has none"]
    short_name: Annotated[str, "What source lines call it; empty where its title serves"]
    publisher: Annotated[Filled, "Who published it"]
    address: Annotated[Filled, "Address at which it was published", Rule(pattern="https?://.+")]
    dated: Annotated[str, "Date as far as it is known; empty if not known"]
    complete: Annotated[bool, "true if each of its passages is cited by a fact or left out for a reason"]
    note: Note

    @property
    def short(self) -> str:
        """What source lines call it."""
        return self.short_name or self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A passage of a source, numbered by section and order; a heading has number 0.

    section : 0 header, 1 contact, 2 to 4 the texts, 5 footer.
    """

    paragraph_id: Annotated[
        str,
        "Address of the passage: S, section, point, order, such as S4.4",
        Rule(key=True, pattern=r"S[0-9]\.(0|[1-9][0-9]?)"),
    ]
    source_id: Annotated[Filled, "Id of the document that it stands in", OF_SOURCES]
    section: Annotated[int, "Section: the digit after the S", between(0, 9)]
    sentences: Annotated[int, "Number of sentences, which citations name as s1, s2 and so on", between(1, 9)]
    about: Annotated[Filled, "What the passage is about, in our words"]
    content: Annotated[str, "All that the passage says, in our words, sentence by sentence"]
    states: Annotated[bool, "true if it states something about the project, false if not"]
    left_out: Annotated[str, "Why no row of facts cites it; empty exactly where one does"]

    @property
    def told(self) -> tuple[str, ...]:
        """Its sentences in our own words, as many as the source has."""
        return sentences_of(self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A word of one of the vocabularies: the code that the tables use, and the label that people read."""

    list: Annotated[str, "Vocabulary that the code belongs to", Rule(key=True, pattern="[a-z]+(_[a-z]+)*")]
    code: Annotated[str, "The code", Rule(key=True, pattern=CODE)]
    label: Annotated[Filled, "What people read: short, lower case but for names"]
    note: Note
    near_codes: Annotated[
        Texts, "Codes of the list under which another phase tells of much the same", Rule(pattern=CODE)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One of the areas that the map is made of."""

    area_code: Annotated[str, "ISO 3166-2 code, such as KH-14", Rule(key=True, pattern="[A-Z]{2}-[A-Z0-9]{1,3}")]
    name: Annotated[Filled, "Usual name in the first language of the atlas", UNIQUE]
    name_iso: Annotated[str, "Name in ISO 3166-2; empty if it is not known", UNIQUE]
    type: Annotated[Filled, "Type of unit at the date of the boundaries"]
    type_now: Annotated[str, "Type of unit today; empty if not known"]
    seat: Annotated[Filled, "Chief town"]
    seat_latitude: Annotated[float, "Latitude of the chief town in degrees, EPSG:4326", between(-90, 90)]
    seat_longitude: Annotated[float, "Longitude of the chief town in degrees, EPSG:4326", between(-180, 180)]
    later_change: Annotated[str, "What changed of the unit since then; empty if nothing is known"]
    boundary_id: Annotated[str, "Id of the unit in the boundary source; empty where it has none", UNIQUE]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Whatever else the record speaks of: a compound of areas, a border, a country, a place that is not named."""

    place_id: Annotated[Id, "Id of the place"]
    name: Label
    kind_code: Annotated[Filled, "Kind of place", Rule(vocabulary="place_kind")]
    member_codes: Annotated[Texts, "Areas that a compound stands for; empty otherwise", OF_AREAS]
    drawn_code: Annotated[Filled, "How the map shows it", Rule(vocabulary="drawn")]
    drawn_reason: Annotated[str, "Why it is not drawn; filled exactly where it is not"]
    citation: Cited
    certainty: Certainty
    note: Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """Another name, exactly as printed, of an area, a place, a partner or the project."""

    alias: Annotated[str, "The name exactly as printed", Rule(key=True)]
    refers_to: Annotated[Filled, "Id of what it means: an area, a place, a partner, or project", Rule(pattern=CODE)]
    refers_kind: Annotated[Filled, "What kind of thing that is", Rule(vocabulary="refers_kind")]
    source_id: Annotated[Filled, "Id of the document that prints it", OF_SOURCES]
    citation: Citation
    note: Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """The role that the source gives a place in a phase. A compound's row stands beside those of its members."""

    role_id: Annotated[RowId, Rule(key=True, pattern="role-[0-9]{2,}")]
    place_id: Annotated[Filled, "Area or place; its id", OF_PLACES]
    phase_code: Phase
    role_code: Annotated[Filled, "The role", Rule(vocabulary="role")]
    citation: Cited
    certainty: Certainty
    note: Note


def paint_key(letters: str) -> str:
    """Return the paint key that the letters of a role stand for: `ST` for `S·T`."""
    return letters.replace("·", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSymbol:
    """How a role looks on maps, and which options of the role filter find it."""

    role_code: Annotated[str, "The role", Rule(vocabulary="role"), Rule(key=True)]
    letters: Annotated[
        Filled, "One to three capital letters for the role on the map, with or without · between", UNIQUE
    ]
    fill_colour: Annotated[Filled, "Colour of areas with the role: # and six digits, red, green, blue"]
    pattern_code: Annotated[Filled, "What is drawn over the colour", Rule(vocabulary="pattern")]
    pattern_colour: Annotated[str, "Colour of the pattern, likewise; empty without a pattern"]
    pattern_width: Annotated[float | None, "Width of a stripe or dot in pixels; empty without one", between(1, 6)]
    tile: Annotated[int | None, "Side of the square in which it repeats, in pixels; empty without one", between(6, 24)]
    answers_to: Annotated[
        Texts, "Options of the role filter that find the role", Rule(vocabulary="role_filter"), REQUIRED
    ]

    @property
    def key(self) -> str:
        """Its paint key: the letters alone, `ST`."""
        return paint_key(self.letters)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervention:
    """One activity as the source tells it; at three places it is one row."""

    intervention_id: Annotated[str, "Id of the activity", Rule(key=True, pattern=f"act-{SLUG}")]
    label: Label
    type_code: Annotated[Filled, "Type of activity", Rule(vocabulary="intervention_type")]
    phase_code: Phase
    scope_code: Annotated[
        Filled, "Whether it is of the project as a whole, places, unnamed places, or none", Rule(vocabulary="scope")
    ]
    place_ids: Annotated[Texts, "Where: areas or places; empty for the project or none", OF_PLACES]
    state_code: StateGiven
    part_of: Annotated[str, "Id of the activity that this one is a means of; empty if none", OF_INTERVENTIONS]
    beneficiaries: Annotated[str, "For whom; the source's own terms in quotation marks; empty if not stated"]
    year: Year
    year_precision: YearPrecision
    counted: Annotated[
        bool, "true if it is counted; false for a component beside its whole, or a purpose beside what serves it"
    ]
    citation: Cited
    certainty: Certainty
    note: Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """An organisation that the source names or hints at."""

    partner_id: Annotated[Id, "Id of the organisation"]
    name: Annotated[Filled, "Name as printed", UNIQUE]
    short_name: Annotated[Filled, "Short name for narrow columns", UNIQUE]
    kind_code: Annotated[Filled, "Kind of organisation", Rule(vocabulary="partner_kind")]
    kind_from: Annotated[Filled, "Where the kind is known from", Rule(vocabulary="kind_from")]
    citation: Cited
    certainty: Certainty
    note: Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Involvement:
    """An organisation in a relation to an activity, to another organisation or to places; each relation once.

    Read as a sentence: partner, relation, other partner. The row concerns both of them and is counted once.
    """

    involvement_id: Annotated[RowId, Rule(key=True, pattern="inv-[0-9]{2,}")]
    partner_id: Annotated[Filled, "Organisation; its id", OF_PARTNERS]
    relation_code: Annotated[
        Filled, "Relation, read from the organisation to the other one", Rule(vocabulary="relation")
    ]
    statement: Annotated[Filled, "The relation in one short sentence"]
    intervention_id: Annotated[str, "Activity; its id; empty if none", OF_INTERVENTIONS]
    other_partner_id: Annotated[str, "The organisation at the other end; its id; empty if none", OF_PARTNERS]
    place_ids: Annotated[Texts, "Where: areas or places; empty if no place is stated", OF_PLACES]
    phase_code: Phase
    heading_phase_code: Annotated[
        str, "Phase that only the heading over the sentence names; empty if none", Rule(vocabulary="phase")
    ]
    state_code: StateGiven
    citation: Cited
    certainty: Certainty
    note: Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """A survey, an assessment or research."""

    study_id: Annotated[Id, "Id of the study"]
    label: Label
    kind_code: Annotated[Filled, "Kind of study", Rule(vocabulary="study_kind")]
    subject: Annotated[str, "Whom or what it looked at; the source's own terms in quotation marks"]
    place_ids: Annotated[Texts, "Where: areas or places", OF_PLACES, REQUIRED]
    year: Year
    year_precision: YearPrecision
    phase_code: Phase
    part_of: Annotated[str, "Id of the study that this one belongs to; empty if none", OF_STUDIES]
    state_code: State
    counted: Annotated[bool, "true if it is counted; false for a second mention, work without a number, or work abroad"]
    citation: Cited
    certainty: Certainty
    note: Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What studies are to serve: activities, events, or a purpose in words."""

    use_id: Annotated[RowId, Rule(key=True, pattern="use-[0-9]{2,}")]
    study_ids: Annotated[Texts, "Studies; their ids", OF_STUDIES, REQUIRED]
    serves: Annotated[Filled, "What they are to serve, in our words"]
    intervention_ids: Annotated[Texts, "Activities that build on them", OF_INTERVENTIONS]
    event_ids: Annotated[Texts, "Events that build on them", OF_EVENTS]
    state_code: StateGiven
    citation: Cited
    certainty: Certainty
    note: Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something dated or planned: an agreement, a workshop, a publication, a start."""

    event_id: Annotated[Id, "Id of the event"]
    label: Annotated[Filled, "Title as printed, or what people read"]
    kind_code: Annotated[Filled, "Kind of event", Rule(vocabulary="event_kind")]
    year: Year
    year_precision: YearPrecision
    state_code: State
    place_ids: Annotated[Texts, "Areas or places concerned; empty if none is stated", OF_PLACES]
    partner_ids: Annotated[Texts, "Organisations concerned; empty if none is stated", OF_PARTNERS]
    intervention_ids: Annotated[Texts, "Activities that the source ties it to; empty if none", OF_INTERVENTIONS]
    phase_code: Phase
    counted: Annotated[bool, "true if it is counted; false for a mere mention or for what is said in general"]
    citation: Cited
    certainty: Certainty
    note: Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A line of the project's contact data, kept as history."""

    contact_id: Annotated[Id, "Id of the row"]
    label: Annotated[Filled, "What the value is"]
    value: Annotated[Filled, "The value as printed"]
    citation: Cited
    note: Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambiguity:
    """A point at which the source can be read in more than one way, and how the record keeps it."""

    ambiguity_id: Annotated[RowId, Rule(key=True, pattern="ambiguity-[0-9]{2,}")]
    citation: Cited
    issue: Annotated[Filled, "What is open, in our words"]
    kept: Annotated[Filled, "How the record keeps it, in our words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Something that the source does not say and that the record therefore does not hold."""

    silence_id: Annotated[RowId, Rule(key=True, pattern="silence-[0-9]{2,}")]
    topic: Annotated[Filled, "Subject, in a few words", UNIQUE]
    statement: Annotated[Filled, "What is not said, in one sentence"]
    shown_on: Annotated[
        Texts,
        "Pages that say it where they are silent: area, partners, studies",
        Rule(pattern="(area|partners|studies)"),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A fact from another source, shown only when asked for; it never fills a gap of the record."""

    context_id: Annotated[RowId, Rule(key=True, pattern="context-[0-9]{2,}")]
    statement: Annotated[Filled, "The fact, in our words"]
    about_ids: Annotated[Texts, "What it is about", OF_ANY, REQUIRED]
    source_id: Annotated[Filled, "Id of the document that says it", OF_SOURCES]
    certainty: Certainty
    note: Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """The name of an area or a place in a language other than the first."""

    place_id: Annotated[str, "Code of the area, or id of the place", OF_PLACES, Rule(key=True)]
    lang: Annotated[str, "Language", Rule(vocabulary="language"), Rule(key=True)]
    name: Annotated[Filled, "The name in that language"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the atlas is: the one row of its table."""

    atlas_id: Annotated[Id, "What names of files begin with, such as ticw-atlas"]
    title: Annotated[Filled, "What the atlas is called, in titles, footers and documents"]
    subject: Annotated[Filled, "What it is about, as a title; the story that it tells by itself is called so"]
    description: Annotated[Filled, "What it is about, in one sentence"]
    country: Annotated[Filled, "The country, or another word for all areas together"]
    area_word: Annotated[Filled, "What an area is called, such as province"]
    areas_word: Annotated[Filled, "What areas are called, such as provinces"]
    boundaries_date: Annotated[Filled, "Date of the boundaries, such as 2003-06"]
    default_phase: Annotated[
        str, "The phase that is shown at first; empty for the last that a fact is of", Rule(vocabulary="phase")
    ]
    without_phase: Annotated[str, "What the activities of no phase are called together; empty for no name of their own"]
    languages: Annotated[
        Texts, "Languages of the names, the one of the tables first", Rule(vocabulary="language"), REQUIRED
    ]
    licence: Annotated[Filled, "Licence of the wording of the record, such as CC BY 4.0"]
    credits: Annotated[Texts, "Whom else to name beside the licences of layers.csv; empty for nobody"]
    contact: Annotated[str, "Whom to ask about the record; empty if it is not to be said"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A file of the folder geography, from which the map is drawn."""

    file: Annotated[
        str, "Name of the file in the folder geography", Rule(key=True, pattern=r"[a-z0-9]+([_-][a-z0-9]+)*\.geojson")
    ]
    kind: Annotated[Filled, "What it draws", Rule(vocabulary="layer_kind")]
    place_id: Annotated[str, "The place that a line draws; empty for other kinds", Rule(tables=("places",))]
    labels: Annotated[Texts, "Words on the map, each with latitude and longitude in degrees, such as SEA 14.5 102.65"]
    credit: Annotated[Filled, "Whom to name for it"]
    licence: Annotated[Filled, "Under which terms it may be used"]
    note: Note


@dataclass(frozen=True, slots=True, kw_only=True)
class SlideRow:
    """A slide of the atlas's own story, in its order.

    A record may lack this table, and that of the lines: its story is then made of what it holds.
    """

    slide_id: Annotated[Id, RowId]
    title: Annotated[
        Filled, "Headline: what is found, in 80 characters; {areas} and the like stand for what the record has"
    ]
    page: Annotated[str, "Page of the view whose map it shows, as in an address; empty for the map"]
    query: Annotated[Filled, "Address of that view, such as phase=II&role=receiving"]
    note: Annotated[str, "What whoever presents it should know; empty if nothing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlideLine:
    """A line of such a slide, in its order, with the rows that it rests on.

    See geo.record.slides for what text and row_ids may hold.
    """

    line_id: Annotated[Id, RowId]
    slide_id: Annotated[Filled, "The slide that it stands on", Rule(tables=("slides",))]
    level: Annotated[
        Filled, "What it is: a line, a head over the lines after it, a figure", Rule(pattern="line|head|figure")
    ]
    text: Annotated[Filled, "At most nine words; {places} and the like stand for what the record has"]
    row_ids: Annotated[
        Texts,
        "Ids of the rows that it rests on; studies:baseline-survey:II stands for the counted rows of a table, a kind "
        "and a phase, of which the last two may be left out",
        Rule(pattern="[A-Za-z0-9:_-]+"),
        REQUIRED,
    ]


TABLES: dict[str, type] = {
    "sources": Source, "paragraphs": Paragraph, "codes": Code, "areas": Area, "places": Place, "aliases": Alias,
    "roles": Role, "symbols": RoleSymbol, "interventions": Intervention, "partners": Partner,
    "involvements": Involvement, "studies": Study, "uses": Use, "events": Event, "contacts": Contact,
    "ambiguities": Ambiguity, "silences": Silence, "context": Context, "names": Name, "atlas": Profile,
    "layers": Layer, "slides": SlideRow, "slide_lines": SlideLine,
}  # fmt: skip
"""The tables by the name of their file, with the class of their rows."""

OPTIONAL = ("slides", "slide_lines")
"""The tables that a record may lack, file and description: its story is then made of what it holds."""

KEYS: dict[str, tuple[str, ...]] = {
    table: tuple(column.name for column in columns_of(row_class) if column.key) for table, row_class in TABLES.items()
}
"""The columns by which a row of each table is known; no two rows share them."""


NOT_STATED = "not-stated"
"""The code of the list phase for what the source ties to no phase; every other code of that list is a phase."""

CITING = (
    "places", "aliases", "roles", "interventions", "partners", "involvements", "studies", "uses", "events", "contacts",
)  # fmt: skip
"""The tables of facts: a paragraph that none of their rows cites is left out and says why."""
