"""What must hold of the tables that say what the atlas is, and which layers it draws."""

from collections.abc import Iterator

from geo.errors import Fault
from geo.record.columns import SEPARATOR
from geo.record.indexes import Indexes, Sheets
from geo.record.layers import read_label
from geo.record.reader import quote


def profile(sheets: Sheets) -> Iterator[Fault]:
    """Check that atlas.csv says in one row what the atlas is, and names.csv keeps to its languages."""
    if "atlas" not in sheets:
        return
    rows = sheets["atlas"].rows
    if len(rows) != 1:
        remedy = "Write one row: what the atlas is called, what it is about, and the rest."
        yield Fault("atlas.csv", None, None, f"the table has {len(rows)} rows, and needs one", remedy)
        return
    first, *others = rows[0].cells["languages"].split(SEPARATOR)
    if not first:
        yield Fault("atlas.csv", rows[0].line, "languages", "no language is named", "Write that of the tables first.")
    for row in sheets["names"].rows if "names" in sheets else ():
        if row.cells["lang"] not in others:
            reason = f"{quote(row.cells['lang'])} is no further language of the atlas"
            remedy = f"Write one of those after {first} in atlas.csv, or add it there."
            yield Fault("names.csv", row.line, "lang", reason, remedy)


def layers(sheets: Sheets) -> Iterator[Fault]:
    """Check that there is one file of areas, and a line for just the places that are drawn as lines."""
    if not Indexes(sheets).is_complete("layers"):
        return
    firsts: dict[str, int] = {}
    for row in sheets["layers"].rows:
        cell = row.cells
        name = cell["place_id"] if cell["kind"] == "line" else cell["kind"]
        if (cell["kind"] == "line") != bool(cell["place_id"]):
            remedy = "Name the place that a line draws, and none for any other kind."
            yield Fault("layers.csv", row.line, "place_id", "kind and place_id do not agree", remedy)
        elif firsts.setdefault(name, row.line) != row.line:
            reason = f"line {firsts[name]} draws {quote(name)} already"
            yield Fault("layers.csv", row.line, "kind", reason, "Put both into one file, or take one out.")
        for label in filter(None, cell["labels"].split(SEPARATOR)):
            try:
                read_label(label)
            except ValueError:
                remedy = "Write the words, latitude and longitude in degrees, such as THAILAND 14.5 102.65."
                yield Fault("layers.csv", row.line, "labels", f"{quote(label)} has no point", remedy)
    if "areas" not in firsts:
        reason = "no file is of kind areas, without which nothing can be drawn"
        yield Fault("layers.csv", None, "kind", reason, "Put the row of the areas back.")


def lines(sheets: Sheets) -> Iterator[Fault]:
    """Check that layers.csv has a line for just the places that are drawn as one."""
    if not Indexes(sheets).is_complete("layers", "places"):
        return
    ids = {row.cells["place_id"] for row in sheets["layers"].rows if row.cells["kind"] == "line"}
    for row in sheets["places"].rows:
        place, is_line = row.cells["place_id"], row.cells["drawn_code"] == "border-line"
        if is_line and place not in ids:
            remedy = "Add a row of kind line with its file to layers.csv, or write not-drawn and a reason."
            yield Fault("places.csv", row.line, "drawn_code", f"layers.csv has no line for {quote(place)}", remedy)
        elif place in ids and not is_line:
            remedy = "Write border-line here, or take the row out of layers.csv."
            yield Fault("places.csv", row.line, "drawn_code", f"layers.csv draws {quote(place)} as a line", remedy)
