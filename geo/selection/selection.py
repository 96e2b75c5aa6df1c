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

    def chosen(self, facet: str) -> frozenset[str]:
        """Return the codes chosen in a facet; none chosen means that the facet is open."""
        value: frozenset[str] = getattr(self, facet)
        return value

    def changed(self, **changes: object) -> "Selection":
        """Return the same selection with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]  # field names are checked by replace itself

    @property
    def active(self) -> tuple[str, ...]:
        """The facets in which something is chosen."""
        return tuple(facet for facet in FACETS if self.chosen(facet))

    def without_filters(self) -> "Selection":
        """Return the same view with every facet open."""
        return replace(self, **dict.fromkeys(FACETS, NOTHING))  # type: ignore[arg-type]  # facets hold codes

    def only_facets(self) -> "Selection":
        """Return the same facets, everything else as at the start: equal for all selections with the same filters."""
        return Selection(**{facet: self.chosen(facet) for facet in FACETS})  # type: ignore[arg-type]  # facets hold codes

    def matching_areas(self, atlas: Atlas, phase: str | None = None) -> frozenset[str]:
        """Return the codes of the areas that the statements of a phase (else the selection's) leave standing."""
        phase = phase or self.phase
        return frozenset(code for code, rows in atlas.by_area.items() if self.area_matches(rows, phase))

    def area_matches(self, rows: Iterable[Statement], phase: str, skip: str = "") -> bool:
        """Whether what is said of an area leaves it standing in a phase; skip : a facet that is taken as open."""
        eligible = [row for row in rows if self.in_scope(row, phase)]
        wanted = [facet for facet in self.active if facet not in ("certainty", skip)]
        return bool(eligible) and all(
            any(self.chosen(facet) & row.values.get(facet, NOTHING) for row in eligible) for facet in wanted
        )

    def in_scope(self, row: Statement, phase: str | None = None) -> bool:
        """Whether a statement is of the phase and of a chosen certainty."""
        return in_phase(row, phase or self.phase) and (not self.certainty or row.certainty in self.certainty)

    def statement_matches(self, row: Statement) -> bool:
        """Whether a statement itself answers to every facet that is chosen and that it can answer to."""
        asked = [facet for facet in self.active if facet in row.values]
        return self.in_scope(row) and all(self.chosen(facet) & row.values[facet] for facet in asked)

    def counts(self, atlas: Atlas, facet: str) -> dict[str, int]:
        """How many areas each option of a facet would leave, the other facets as they are."""
        return dict(_counts(atlas, self.only_facets().changed(phase=self.phase), facet))

    def to_params(self) -> dict[str, str]:
        """Write the selection as query parameters: the phase always, the rest where it differs from the start."""
        params = {"phase": ALL if JOINT in self.phase else self.phase}
        params |= {facet: ",".join(sorted(self.chosen(facet))) for facet in self.active}
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
def _counts(atlas: Atlas, chosen: Selection, facet: str) -> dict[str, int]:
    if facet == "certainty":
        return {
            code: len(chosen.changed(certainty=frozenset({code})).matching_areas(atlas))
            for code in options(atlas.record, facet)
        }
    counts = dict.fromkeys(options(atlas.record, facet), 0)
    for rows in atlas.by_area.values():
        if not chosen.area_matches(rows, chosen.phase, skip=facet):
            continue
        for code in {code for row in rows if chosen.in_scope(row) for code in row.values.get(facet, NOTHING)}:
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
        used = {code for row in record.symbols for code in row.answers_to}
        return {
            row.code: capital(_(row.label)) for row in record.codes if row.list == "role_filter" and row.code in used
        }
    if facet == "intervention":
        used = {row.type_code for row in record.interventions}
        return {
            code.code: capital(_(code.label))
            for code in record.codes
            if code.list == "intervention_type" and code.code in used
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
    asked = reader.one("phase", (*scopes(atlas.record), OLD_ALL)) or atlas.default_phase
    # all of a single phase is that phase
    every = ALL if ALL in choices(atlas.record) else atlas.default_phase
    values["phase"] = every if asked in (ALL, OLD_ALL) else asked
    values["area"] = reader.one("area", [*atlas.by_area, *atlas.by_place])
    values["lang"] = reader.one("lang", atlas.record.languages) or first_language(atlas.record)
    values |= {switch: reader.one(switch, ("on", "off")) == "on" for switch in SWITCHES}
    return Selection(**values), tuple(reader.notices)  # type: ignore[arg-type]  # the names are the fields' own


@dataclass(slots=True)
class _Reader:
    """Reads parameter after parameter and collects what has to be said about them."""

    params: Mapping[str, Sequence[str]]
    atlas: Atlas
    notices: list[str]

    def __init__(self, params: Mapping[str, Sequence[str]], atlas: Atlas) -> None:
        self.params, self.atlas, self.notices = params, atlas, []

    def one(self, name: str, allowed: Iterable[str]) -> str | None:
        given = self.params.get(name, ())
        if len(given) > 1:
            self.notices.append(_("The address gives {name} more than once; the first is used.").format(name=name))
        return next(self._known(name, given[:1], allowed), None)

    def several(self, facet: str) -> frozenset[str]:
        given = [value for text in self.params.get(facet, ())[:100] for value in text.split(",")[:100] if value]
        return frozenset(self._known(facet, given, options(self.atlas.record, facet)))

    def _known(self, name: str, given: Iterable[str], allowed: Iterable[str]) -> Iterator[str]:
        by_folded = {code.casefold(): code for code in allowed}
        wrong = []
        for value in given:
            code = by_folded.get(value.casefold()) if len(value) <= LONGEST * 5 else None
            if code is None:
                wrong.append(value)
            else:
                yield code
        if wrong:
            shown = ", ".join(f"“{_short(value)}”" for value in wrong[:3])
            self.notices.append(
                _("The address asks for {name} {values}, which the record does not have; it is left out.").format(
                    name=name, values=shown
                )
            )


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
