"""A selection in words: its phase and its filters."""

from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.selection.phases import phase_name
from geo.selection.selection import Selection, facet_name, options


def describe_filters(atlas: Atlas, selection: Selection) -> str:
    """Describe the facets in use, `role “Receiving” and partner “CWCC” or “CCPCR”`; empty where all are open."""
    parts = []
    for facet in selection.active:
        names = options(atlas.record, facet)
        words = _(" or ").join(f"“{names[code]}”" for code in names if code in selection.codes(facet))
        parts.append(f"{facet_name(facet).lower()} {words}")
    return _(" and ").join(parts)


def describe_scope(atlas: Atlas, selection: Selection) -> str:
    """Describe the phase and the facets in use as words, `Phase II; role “Receiving”`."""
    phase = phase_name(atlas.record, selection.phase)
    return "; ".join(filter(None, [phase, describe_filters(atlas, selection)]))
