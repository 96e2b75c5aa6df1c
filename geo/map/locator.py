"""What the small map beside a list paints: the areas of what is chosen in the list, and in words what they are."""

from collections.abc import Iterable

from geo.i18n import current
from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.selection.phases import phase_name
from geo.selection.selection import Selection
from geo.selection.words import list_words


def small_map(
    atlas: Atlas, selection: Selection, *, who: str, facet: str, codes: frozenset[str], places: Iterable[str] = ()
) -> tuple[Selection, str]:
    """Return the selection that paints the areas tied to `codes` of a facet, whatever else is filtered, and a caption.

    who : what people call these codes; places : where what is chosen is told of, in any phase. The phase is the one
    that is shown. Where the only place is told of in another, it is outlined, unless a person has chosen a place.
    """
    plain = Selection(selection.phase, area=selection.area, lang=selection.lang, basemap=selection.basemap)
    # nothing in a facet would mean that it is open; what nobody answers to paints nothing
    mapped = plain.changed(**{facet: codes or frozenset({""})})
    areas = mapped.matching_areas(atlas)
    names = [atlas.record.place_name(code, current()) for code in atlas.by_area if code in areas]
    caption = _("On the map: areas tied to {who}, {phase}: {areas}.").format(
        who=who, phase=phase_name(atlas.record, selection.phase), areas=list_words(names) or _("none")
    )
    only = set(places)
    if len(only) == 1 and not areas and not selection.area:
        (place,) = only
        name = _(atlas.record.place_name(place, current()))
        outlined = _("Outlined: {place}, stated for another phase or without one.").format(place=name)
        caption = f"{caption} {outlined}"
        mapped = mapped.changed(area=place)
    return mapped, caption
