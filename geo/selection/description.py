"""A selection in words: its phase and its filters."""

from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.selection.phases import phase_name
from geo.selection.selection import Selection, facet_name, options
from geo.selection.words import list_words


def describe_filters(atlas: Atlas, selection: Selection) -> str:
    """Describe the facets in use, `role “Receiving” and partner “CWCC” or “CCPCR”`; empty where all are open."""
    parts = []
    for facet in selection.active:
        names = options(atlas.record, facet)
        labels = [f"“{names[code]}”" for code in names if code in selection.codes(facet)]
        values = list_words(labels, alternatives=True)
        parts.append(_("{facet} {values}").format(facet=facet_name(facet).lower(), values=values))
    return list_words(parts)


def describe_scope(atlas: Atlas, selection: Selection) -> str:
    """Describe the phase and the facets in use as words, `Phase II; role “Receiving”`."""
    phase = phase_name(atlas.record, selection.phase)
    return "; ".join(filter(None, [phase, describe_filters(atlas, selection)]))
