"""The record as the application holds it: checked, typed, frozen. `python -m geo.record data/` checks it by hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from geo import i18n
from geo.errors import Fault, RecordError
from geo.record import consistency, constraints, models, validation
from geo.record.citations import sources_of, spell_citation
from geo.record.columns import Column, columns_of
from geo.record.layers import layer_faults, read_label
from geo.record.reader import Sheet, read_sheets
from geo.record.schema import schema_faults


@dataclass(frozen=True, kw_only=True, eq=False)  # compared by identity: it is large, and there is one
class Record:
    """All tables of the record, each a tuple of rows in the order of its file, and the folder that they came from."""

    folder: Path
    sources: tuple[models.Source, ...]
    paragraphs: tuple[models.Paragraph, ...]
    codes: tuple[models.Code, ...]
    areas: tuple[models.Area, ...]
    places: tuple[models.Place, ...]
    aliases: tuple[models.Alias, ...]
    roles: tuple[models.Role, ...]
    symbols: tuple[models.RoleSymbol, ...]
    interventions: tuple[models.Intervention, ...]
    partners: tuple[models.Partner, ...]
    involvements: tuple[models.Involvement, ...]
    studies: tuple[models.Study, ...]
    uses: tuple[models.Use, ...]
    events: tuple[models.Event, ...]
    contacts: tuple[models.Contact, ...]
    ambiguities: tuple[models.Ambiguity, ...]
    silences: tuple[models.Silence, ...]
    context: tuple[models.Context, ...]
    names: tuple[models.Name, ...]
    atlas: tuple[models.Profile, ...]
    layers: tuple[models.Layer, ...]
    slides: tuple[models.SlideRow, ...]
    slide_lines: tuple[models.SlideLine, ...]

    @property
    def profile(self) -> models.Profile:
        """What the atlas is."""
        return self.atlas[0]

    @cached_property
    def languages(self) -> dict[str, str]:
        """The languages that can be chosen, each by its own name: those of the names, and those of catalogues."""
        labels = {row.code: row.label for row in self.codes if row.list == "language"}
        return {lang: labels.get(lang, lang) for lang in (*self.profile.languages, *i18n.catalogues())}

    @cached_property
    def map_labels(self) -> tuple[tuple[str, float, float], ...]:
        """Words on the map, each with its latitude and longitude in degrees."""
        return tuple(read_label(label) for row in self.layers for label in row.labels)

    @cached_property
    def _names(self) -> dict[tuple[str, str], str]:
        return {(row.place_id, row.lang): row.name for row in self.names}

    @cached_property
    def sources_by_id(self) -> dict[str, models.Source]:
        """Source id -> source."""
        return {row.source_id: row for row in self.sources}

    @cached_property
    def sources_by_name(self) -> dict[str, models.Source]:
        """What source lines call a source -> source."""
        return {row.short: row for row in self.sources}

    @cached_property
    def sources_of_facts(self) -> tuple[models.Source, ...]:
        """The sources on which the record rests: those that have passages here, and those that a fact cites."""
        ids = {row.source_id for row in self.paragraphs}
        ids |= {source.source_id for source in sources_of(self, self.citations)}
        return tuple(row for row in self.sources if row.source_id in ids)

    @property
    def citations(self) -> Iterable[tuple[str, ...]]:
        """The citations of all facts."""
        return (row.citation for table in models.CITING for row in getattr(self, table))

    @cached_property
    def paragraphs_by_id(self) -> dict[str, models.Paragraph]:
        """Address such as `S4.4` -> paragraph."""
        return {row.paragraph_id: row for row in self.paragraphs}

    @cached_property
    def areas_by_code(self) -> dict[str, models.Area]:
        """ISO 3166-2 code -> area."""
        return {row.area_code: row for row in self.areas}

    @cached_property
    def places_by_id(self) -> dict[str, models.Place]:
        """Place id -> place; areas are not among them."""
        return {row.place_id: row for row in self.places}

    @cached_property
    def symbols_by_role(self) -> dict[str, models.RoleSymbol]:
        """Role -> how it looks."""
        return {row.role_code: row for row in self.symbols}

    @cached_property
    def interventions_by_id(self) -> dict[str, models.Intervention]:
        """Intervention id -> intervention."""
        return {row.intervention_id: row for row in self.interventions}

    @cached_property
    def partners_by_id(self) -> dict[str, models.Partner]:
        """Partner id -> partner."""
        return {row.partner_id: row for row in self.partners}

    @cached_property
    def studies_by_id(self) -> dict[str, models.Study]:
        """Study id -> study."""
        return {row.study_id: row for row in self.studies}

    @cached_property
    def events_by_id(self) -> dict[str, models.Event]:
        """Event id -> event."""
        return {row.event_id: row for row in self.events}

    @cached_property
    def involvements_by_partner(self) -> dict[str, tuple[models.Involvement, ...]]:
        """Partner id -> the involvements that concern it, from either side; every partner is a key."""
        by_partner: dict[str, list[models.Involvement]] = {partner: [] for partner in self.partners_by_id}
        for row in self.involvements:
            for partner in {row.partner_id, row.other_partner_id} & by_partner.keys():
                by_partner[partner].append(row)
        return {partner: tuple(rows) for partner, rows in by_partner.items()}

    @cached_property
    def phases(self) -> tuple[str, ...]:
        """The codes of the phases in the order of codes.csv; NOT_STATED, which is none, is left out."""
        return tuple(row.code for row in self.codes if row.list == "phase" and row.code != models.NOT_STATED)

    @cached_property
    def _codes(self) -> dict[tuple[str, str], models.Code]:
        return {(row.list, row.code): row for row in self.codes}

    def language_note(self, lang: str) -> str:
        """Return what a language is called in the record's own words, to be said aloud among them; else its code."""
        row = self._codes.get(("language", lang))
        return row.note or row.label if row else lang

    def label(self, vocabulary: str, code: str) -> str:
        """Return what people read for a code of a list in codes.csv. Raises KeyError for one that is not there."""
        return self._codes[vocabulary, code].label

    def has_code(self, vocabulary: str, code: str) -> bool:
        """Whether a list of codes.csv has this code."""
        return (vocabulary, code) in self._codes

    def place_name(self, place_id: str, lang: str = "") -> str:
        """Return the name of an area or a place in a language, in the first one where it has none in that.

        Raises KeyError for an id that is neither.
        """
        place = self.areas_by_code.get(place_id) or self.places_by_id[place_id]
        return self._names.get((place_id, lang), place.name)

    def names_of(self, place_id: str) -> dict[str, str]:
        """Return the names of an area or a place, language -> name, as far as it has one in a language."""
        names = {
            lang: self._names[place_id, lang] for lang in self.profile.languages if (place_id, lang) in self._names
        }
        return {self.profile.languages[0]: self.place_name(place_id)} | names


def load(folder: Path) -> Record:
    """Read and check the record in `folder`. Raises RecordError with every fault of tables, schema and geometry."""
    folder = Path(folder)
    if not folder.is_dir():
        raise RecordError([Fault(str(folder), None, None, "there is no such folder", "Name the folder of the record.")])
    sheets, faults = read_sheets(folder)
    faults += validation.faults_in(sheets)
    # several may see the same fault of a cell; the first of them names it best
    faults = _with_new(faults, [*constraints.faults_in(sheets), *consistency.faults_in(sheets)])
    faults += schema_faults(folder)
    areas = sheets.get("areas")
    faults += layer_faults(folder, sheets.get("layers"), areas if areas and areas.complete else None)
    if faults:
        raise RecordError(sorted(faults, key=lambda fault: (fault.file, fault.row or 0)))
    names = {row.source_id: row.short for row in _rows(sheets["sources"], models.Source, {})}
    return Record(
        folder=folder, **{table: _rows(sheet, models.TABLES[table], names) for table, sheet in sheets.items()}
    )


def _with_new(faults: list[Fault], others: Iterable[Fault]) -> list[Fault]:
    """Return the faults, and of the others the first of each cell in which nothing is known to be wrong."""
    places = {(fault.file, fault.row, fault.field) for fault in faults}
    result = list(faults)
    for fault in others:
        cell = (fault.file, fault.row, fault.field)
        if fault.row is None or cell not in places:
            result.append(fault)
        places.add(cell)
    return result


def _rows(sheet: Sheet, row_class: type, names: Mapping[str, str]) -> tuple[Any, ...]:
    columns = columns_of(row_class)

    def value(column: Column, cell: str) -> object:
        if column.cites:
            return tuple(spell_citation(entry, names) for entry in column.entries(cell))
        return column.value(cell)

    return tuple(row_class(**{col.name: value(col, row.cells[col.name]) for col in columns}) for row in sheet.rows)
