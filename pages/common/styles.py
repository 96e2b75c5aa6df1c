"""The style sheets of the pages, in one piece: for the live page, and for the one before the framework."""

from functools import lru_cache
from pathlib import Path

from geo.map import symbology
from geo.map.palette import css
from geo.record.atlas import Atlas
from geo.record.files import list_files
from geo.web.leaflet import STATIC

PAGES = Path(__file__).parents[1]


@lru_cache(maxsize=2)
def style_sheet(atlas: Atlas | None) -> str:
    """Write all rules, those of the looks of an atlas among them; None where there is none yet."""
    # the rules for paper come last: they undo what the others say of heights and of what sticks
    sheets = [
        STATIC / "atlas.css",
        PAGES / "common" / "app.css",
        *list_files(PAGES, "*.css"),
        PAGES / "common" / "print.css",
    ]
    looks = symbology.css(atlas) if atlas else ""
    return f"{css()}{looks}{''.join(sheet.read_text(encoding='utf-8') for sheet in sheets)}"
