"""What the dashboard's rivals paint: the same areas by role, in plain colours."""

from functools import cache

from geo.map.classification import paint
from geo.map.palette import COLOURS
from geo.map.symbology import DOUBT, NAMED, symbols
from geo.record.atlas import Atlas, data_folder, open_atlas
from geo.selection.selection import Selection

BOUNDARIES = data_folder() / "geography" / "areas.geojson"  # EPSG:4326
AREAS = 24


@cache
def atlas() -> Atlas:
    """Load the record, once per process."""
    return open_atlas(data_folder())


def keys() -> dict[str, dict[str, str]]:
    """For every phase: area code -> the paint key that the dashboard gives it, '' where it is not named."""
    paints = paint(atlas(), Selection("II"))
    return {phase: {code: names.get(code, "") for code in atlas().by_area} for phase, names in paints.items()}


def fills() -> dict[str, dict[str, str]]:
    """For every phase: area code -> its colour, `#rrggbb`. An area of both phases takes the later one's."""
    colours = {key: look.ground for key, look in symbols(atlas()).by_key.items()} | {NAMED: COLOURS["pale"]}
    return {
        phase: {code: colours[(key.rpartition(">")[2] or key.strip(">")).rstrip(DOUBT)] for code, key in names.items()}
        for phase, names in keys().items()
    }


def watch_area() -> str:
    """Find the code of the first area whose paint and colour differ in each two of the phases I, II and not stated."""
    colours = fills()
    for code in atlas().by_area:
        if len({colours[phase][code] for phase in ("I", "II", "not-stated")}) == len(("I", "II", "not-stated")):
            return code
    raise LookupError("no area looks different in every phase; the benchmark has nothing to wait for")
