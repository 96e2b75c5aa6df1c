"""Which areas lie beside each other, by the boundaries of the record."""

from functools import lru_cache

from geo.record.atlas import Atlas


@lru_cache(256)
def areas_beside(atlas: Atlas, code: str) -> tuple[str, ...]:
    """List the areas whose boundary meets that of an area, by code, in the record's order; none for another place."""
    shapes = atlas.layers.areas.geometry
    if code not in shapes.index:
        return ()
    meeting = set(shapes.index[shapes.intersects(shapes[code])]) - {code}
    return tuple(area.area_code for area in atlas.record.areas if area.area_code in meeting)
