"""A selection: what a person asked to see. A frozen value that can apply itself and be written as an address.

'Or' inside a facet, 'and' between facets. Only statements that name a place make an area match; what is said of
the project as a whole never does.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from urllib.parse import urlencode

from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.record.models import NOT_STATED
from geo.record.record import Record
from geo.record.statements import Statement
from geo.selection.phases import ALL, JOINT, OLD_ALL, choices, phase_name, scopes
from geo.selection.words import capital

FACETS = ("role", "intervention", "partner", "study", "certainty")
SWITCHES = ("basemap", "context")
LONGEST = 40  # characters of a wrong value that are repeated to the person
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Selection:
    """phase : a scope, see geo.selection.phases. The facets hold codes. area : an area code or a place id, or None.

    basemap, context : the optional online basemap and the facts from other sources, both off unless asked for.
    """

    phase: str = ALL
    role: frozenset[str] = NOTHING
    intervention: frozenset[str] = NOTHING
    partner: frozenset[str] = NOTHING
    study: frozenset[str] = NOTHING
    certainty: frozenset[str] = NOTHING
    area: str | None = None
    lang: str = "en"
    basemap: bool = False
    context: bool = False

    def codes(self, facet: str) -> frozenset[str]:
        """Return the codes chosen in a facet; none chosen means that the facet is open."""
        value: frozenset[str] = getattr(self, facet)
        return value

    def changed(self, **changes: object) -> "Selection":
        """Return the same selection with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]  # field names are checked by replace itself

    @property
    def active(self) -> tuple[str, ...]:
        """The facets in which something is chosen."""
        return tuple(facet for facet in FACETS if self.codes(facet))

    def without_filters(self) -> "Selection":
        """Return the same view with every facet open."""
        return replace(self, **dict.fromkeys(FACETS, NOTHING))  # type: ignore[arg-type]  # facets hold codes

    def only_facets(self) -> "Selection":
        """Return the same facets, everything else as at the start: equal for all selections with the same filters."""
        return Selection(**{facet: self.codes(facet) for facet in FACETS})  # type: ignore[arg-type]  # facets hold codes

    def matching_areas(self, atlas: Atlas, phase: str | None = None) -> frozenset[str]:
        """Return the codes of the areas that the statements of a phase (else the selection's) leave standing."""
        phase = phase or self.phase
        return frozenset(code for code, rows in atlas.by_area.items() if self.area_matches(rows, phase))

    def area_matches(self, rows: Iterable[Statement], phase: str, skip: str = "") -> bool:
        """Whether what is said of an area leaves it standing in a phase; skip : a facet that is taken as open."""
        eligible = [row for row in rows if self.in_scope(row, phase)]
        facets = [facet for facet in self.active if facet not in ("certainty", skip)]
        return bool(eligible) and all(
            any(self.codes(facet) & row.values.get(facet, NOTHING) for row in eligible) for facet in facets
        )

    def in_scope(self, row: Statement, phase: str | None = None) -> bool:
        """Whether a statement is of the phase and of a chosen certainty."""
        return in_phase(row, phase or self.phase) and (not self.certainty or row.certainty in self.certainty)

    def statement_matches(self, row: Statement) -> bool:
        """Whether a statement itself answers to every facet that is chosen and that it can answer to."""
        facets = [facet for facet in self.active if facet in row.values]
        return self.in_scope(row) and all(self.codes(facet) & row.values[facet] for facet in facets)

    def counts(self, atlas: Atlas, facet: str) -> dict[str, int]:
        """How many areas each option of a facet would leave, the other facets as they are."""
        return dict(_counts(atlas, self.only_facets().changed(phase=self.phase), facet))

    def to_params(self) -> dict[str, str]:
        """Write the selection as query parameters: the phase always, the rest where it differs from the start."""
        params = {"phase": ALL if JOINT in self.phase else self.phase}
        params |= {facet: ",".join(sorted(self.codes(facet))) for facet in self.active}
        if self.area:
            params["area"] = self.area
        if self.lang != "en":
            params["lang"] = self.lang
        return params | {switch: "on" for switch in SWITCHES if getattr(self, switch)}

    def to_query(self) -> str:
        """Return the query string of the address, `phase=II&role=receiving`."""
        return urlencode(self.to_params(), safe=",")


PARAMS = frozenset(field.name for field in fields(Selection))
"""The parameters of an address that every page takes."""


@lru_cache(1024)
def _counts(atlas: Atlas, selection: Selection, facet: str) -> dict[str, int]:
    if facet == "certainty":
        return {
            code: len(selection.changed(certainty=frozenset({code})).matching_areas(atlas))
            for code in options(atlas.record, facet)
        }
    counts = dict.fromkeys(options(atlas.record, facet), 0)
    for rows in atlas.by_area.values():
        if not selection.area_matches(rows, selection.phase, skip=facet):
            continue
        for code in {code for row in rows if selection.in_scope(row) for code in row.values.get(facet, NOTHING)}:
            counts[code] += 1
    return counts


def in_phase(row: Statement, phase: str) -> bool:
    """Whether a statement belongs to a scope; ALL means any phase, never a statement without one."""
    if phase == ALL:
        return row.phases != (NOT_STATED,)
    return phase in row.phases or (JOINT in phase and not set(phase.split(JOINT)).isdisjoint(row.phases))


def facet_name(facet: str) -> str:
    """Say what a facet is called in front of people."""
    return {
        "phase": _("Phase"), "role": _("Role"), "intervention": _("Intervention"), "partner": _("Partner"),
        "study": _("Survey or assessment"), "certainty": _("Certainty"),
    }[facet]  # fmt: skip


def options(record: Record, facet: str) -> dict[str, str]:
    """List the codes of a facet and what people read for them, in the record's order."""
    if facet == "phase":
        return {scope: phase_name(record, scope) for scope in choices(record)}
    if facet == "role":
        codes = {code for row in record.symbols for code in row.answers_to}
        return {
            row.code: capital(_(row.label)) for row in record.codes if row.list == "role_filter" and row.code in codes
        }
    if facet == "intervention":
        codes = {row.type_code for row in record.interventions}
        return {
            code.code: capital(_(code.label))
            for code in record.codes
            if code.list == "intervention_type" and code.code in codes
        }
    if facet == "partner":
        return {row.partner_id: row.short_name or row.name for row in record.partners}
    if facet == "study":
        return {row.study_id: row.label for row in record.studies}
    return {code.code: capital(_(code.label)) for code in record.codes if code.list == facet}


def first_language(record: Record) -> str:
    """Return the language that an address without one means: English, else that of the record's tables."""
    return "en" if "en" in record.languages else next(iter(record.languages))


def from_params(params: Mapping[str, Sequence[str]], atlas: Atlas) -> tuple[Selection, tuple[str, ...]]:
    """Read an address. Returns the selection and a sentence for each thing that could not be read as it stands.

    params : parameter name -> its values, as often as each stands in the address; those of pages among them, see
    geo.views.params. Nothing raises: an unknown value is dropped with a sentence, a repeated single value takes the
    first, letters' case does not matter.
    """
    reader = _Reader(params, atlas)
    values: dict[str, object] = {facet: reader.several(facet) for facet in FACETS}
    scope = reader.first("phase", (*scopes(atlas.record), OLD_ALL)) or atlas.default_phase
    # all of a single phase is that phase
    every = ALL if ALL in choices(atlas.record) else atlas.default_phase
    values["phase"] = every if scope in (ALL, OLD_ALL) else scope
    values["area"] = reader.first("area", [*atlas.by_area, *atlas.by_place])
    values["lang"] = reader.first("lang", atlas.record.languages) or first_language(atlas.record)
    values |= {switch: reader.first(switch, ("on", "off")) == "on" for switch in SWITCHES}
    return Selection(**values), tuple(reader.notices)  # type: ignore[arg-type]  # the names are the fields' own


@dataclass(slots=True)
class _Reader:
    """Reads parameter after parameter and collects what has to be said about them."""

    params: Mapping[str, Sequence[str]]
    atlas: Atlas
    notices: list[str]

    def __init__(self, params: Mapping[str, Sequence[str]], atlas: Atlas) -> None:
        self.params, self.atlas, self.notices = params, atlas, []

    def first(self, name: str, codes: Iterable[str]) -> str | None:
        values = self.params.get(name, ())
        if len(values) > 1:
            self.notices.append(_("The address gives {name} more than once; the first is used.").format(name=name))
        return next(self._codes_in(name, values[:1], codes), None)

    def several(self, facet: str) -> frozenset[str]:
        values = [value for text in self.params.get(facet, ())[:100] for value in text.split(",")[:100] if value]
        return frozenset(self._codes_in(facet, values, options(self.atlas.record, facet)))

    def _codes_in(self, name: str, values: Iterable[str], codes: Iterable[str]) -> Iterator[str]:
        by_key = {code.casefold(): code for code in codes}
        unknown = []
        for value in values:
            code = by_key.get(value.casefold()) if len(value) <= LONGEST * 5 else None
            if code is None:
                unknown.append(value)
            else:
                yield code
        if unknown:
            text = ", ".join(f"“{shorten(value)}”" for value in unknown[:3])
            self.notices.append(
                _("The address asks for {name} {values}, which the record does not have; it is left out.").format(
                    name=name, values=text
                )
            )


def shorten(text: str) -> str:
    """Return a value of the address, short enough to be repeated in a sentence."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
