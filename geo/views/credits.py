"""Under which terms what is shown may be used."""

from collections.abc import Iterable

from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.record.citations import sources_of
from geo.record.models import Source


def source_parts(source: Source) -> tuple[str, ...]:
    """Say what a source is: title, publisher, address, date, as far as they are known."""
    return tuple(filter(None, (_(source.title), source.publisher, source.address, _(source.dated))))


def list_sources(atlas: Atlas, citations: Iterable[tuple[str, ...]]) -> str:
    """Name the sources of what is cited in full; those on which the record rests where nothing is."""
    found = sources_of(atlas.record, citations) or atlas.record.sources_of_facts
    return "; ".join(", ".join((_(row.title), row.publisher, row.address)) for row in found)


def licence_line(*, on_map: bool = True) -> str:
    """Say under which terms the picture's parts may be used. on_map : it has boundaries, else only words."""
    if not on_map:
        return _("Words: TICW Atlas, CC BY 4.0. Khmer names: Unicode CLDR.")
    return _(
        "Boundaries of 2003-06: Natural Earth, public domain, generalised; no statement on any border. "
        "Water: GSHHG, LGPL. Khmer names: Unicode CLDR. Words: TICW Atlas, CC BY 4.0."
    )
