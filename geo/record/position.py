"""Whether the layers lie where they belong: on each other, and round the seats that areas.csv gives in degrees."""

from collections.abc import Iterator, Mapping

import geopandas as gpd
import shapely

from geo.errors import Fault
from geo.record.reader import Sheet, quote

NEAR = 0.02  # degrees, two kilometres: what generalising for 1:10 million moves a boundary
TOUCHING = 0.1  # degrees: between a neighbouring country and the areas
OVERLAP = 0.01  # of the areas' ground, that a neighbouring country may cover
MEND = "Build the layer again with the scripts in data/build."


def position_faults(frames: Mapping[str, gpd.GeoDataFrame], files: Mapping[str, str], sheet: Sheet) -> Iterator[Fault]:
    """Check sound layers against each other and against areas.csv. files : name of a layer -> its file."""
    areas = frames["areas"]
    yield from _area_faults(areas, files["areas"], sheet)
    ground = shapely.union_all(areas.geometry.values)
    if "neighbours" in frames:
        for code, shape in zip(frames["neighbours"]["code"], frames["neighbours"].geometry, strict=True):
            if shape.distance(ground) > TOUCHING or shape.intersection(ground).area > OVERLAP * ground.area:
                reason = "the country does not lie beside the areas"
                yield Fault(files["neighbours"], None, str(code), reason, MEND)
    for name in (name for name in frames if name not in ("areas", "water", "neighbours")):
        line = shapely.union_all(frames[name].geometry.values)
        if shapely.get_coordinates(line).size and _farthest(line, ground.boundary) > NEAR:
            yield Fault(files[name], None, None, "the line does not follow the boundary of the areas", MEND)
    if {"water", "neighbours"} <= frames.keys():
        west, south, east, north = frames["neighbours"].total_bounds
        frame = shapely.box(west, south, east, north)
        for number, shape in enumerate(frames["water"].geometry, start=1):
            if not frame.covers(shape):
                reason = "the water lies beyond the areas and their neighbours"
                yield Fault(files["water"], None, f"feature {number}", reason, MEND)


def _farthest(line: shapely.Geometry, other: shapely.Geometry) -> float:
    """How far the point of a line that is farthest from another line is from it."""
    return float(shapely.distance(shapely.points(shapely.get_coordinates(line)), other).max())


def _area_faults(areas: gpd.GeoDataFrame, file: str, sheet: Sheet) -> Iterator[Fault]:
    shapes = dict(zip(areas["code"], zip(areas["name"], areas.geometry, strict=True), strict=True))
    outside = []
    for row in sheet.rows:
        code, english = row.cells["area_code"], row.cells["name"]
        name, shape = shapes.get(code, (english, None))
        if name != english:
            reason = f"the layer calls the area {quote(name)}, areas.csv {quote(english)}"
            yield Fault(file, None, code, reason, "Give it one name, and see that the codes are not swapped.")
        seat = _seat(row.cells)
        if shape is not None and seat is not None and shape.distance(seat) > NEAR:
            outside.append((row, f"{quote(row.cells['seat'])}, the seat of {quote(english)}, does not lie in its area"))
    remedy = f"Correct latitude and longitude in {sheet.file}, or the shape and the code in {file}."
    for row, reason in outside:
        if len(outside) == 1:
            yield Fault(sheet.file, row.line, "seat_latitude", reason, remedy)
        else:  # one seat may be a slip of the pen; where there are several, the layer is more likely to be wrong
            yield Fault(file, None, row.cells["area_code"], reason, remedy)


def _seat(cell: Mapping[str, str]) -> shapely.Point | None:
    try:
        return shapely.Point(float(cell["seat_longitude"]), float(cell["seat_latitude"]))
    except ValueError:
        return None
