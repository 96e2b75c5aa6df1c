"""Under which terms what is shown may be used."""

from collections.abc import Iterable

from geo.i18n import gettext as _
from geo.map.credits import boundaries_line
from geo.record.atlas import Atlas
from geo.record.citations import sources_of
from geo.record.models import Source
from geo.version import VERSION


def source_parts(source: Source) -> tuple[str, ...]:
    """Say what a source is: title, publisher, address, date, as far as they are known."""
    return tuple(filter(None, (_(source.title), source.publisher, source.address, _(source.dated))))


def list_sources(atlas: Atlas, citations: Iterable[tuple[str, ...]]) -> str:
    """Name the sources of what is cited in full; those on which the record rests where nothing is."""
    found = sources_of(atlas.record, citations) or atlas.record.sources_of_facts
    return "; ".join(", ".join((_(row.title), row.publisher, row.address)) for row in found)


def licence_line(atlas: Atlas, *, on_map: bool = True) -> str:
    """Say under which terms the picture's parts may be used. on_map : it has boundaries, else only words."""
    profile = atlas.record.profile
    others = [f"{_(one)}." for one in profile.credits]
    words = _("Words: {title}, {licence}.").format(title=profile.title, licence=profile.licence)
    return " ".join([boundaries_line(atlas.record), *others, words] if on_map else [words, *others])


def product(atlas: Atlas) -> str:
    """Say what made a file: the atlas and its version."""
    return f"{atlas.record.profile.title} {VERSION}"
