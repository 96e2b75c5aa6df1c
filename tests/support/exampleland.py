"""A record of a country that there is not: Exampleland, six squares, one phase, two roles, one language.

Its tables take nothing from the shipped record but the program's own lists of codes; its facts are invented.
"""

import csv
import json
import shutil
from pathlib import Path

from geo.record.columns import columns_of
from geo.record.models import TABLES
from geo.record.vocabulary import FIXED
from tests.support.worlds import DATA

Row = dict[str, str]
AREAS = ("Northmark", "Eastvale", "Southport", "Westfield", "Midlands", "Lakeside")
CITED = {"citation": "S1.1 s1", "certainty": "stated"}
OPEN = {
    "intervention_type": {"training": "training", "information": "information"}, "study_kind": {"survey": "survey"},
    "partner_kind": {"project": "project", "council": "council"}, "relation": {"leads": "leads"},
    "event_kind": {"meeting": "meeting"}, "place_kind": {"group": "group of districts"}, "language": {"en": "English"},
    "phase": {"I": "Phase I", "not-stated": "phase not stated"},
    "role": {"sending": "people leave", "receiving": "people arrive"},
    "role_filter": {"sending": "leave", "receiving": "arrive"},
}  # fmt: skip
"""The record's own lists: list -> code -> label."""


def write_exampleland(folder: Path) -> Path:
    """Write the record into `folder`; return the folder of its data."""
    data = folder / "exampleland"
    (data / "geography").mkdir(parents=True)
    shutil.copy(DATA / "datapackage.json", data)
    for table, row_class in TABLES.items():
        names = [column.name for column in columns_of(row_class)]
        with (data / f"{table}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, names, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(_tables().get(table, _closed_rows(table)))
    features = [
        {"type": "Feature", "properties": {"code": f"EX-{number}", "name": name}, "geometry": _square(number)}
        for number, name in enumerate(AREAS, start=1)
    ]
    (data / "geography" / "areas.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return data


def _square(number: int) -> dict[str, object]:
    """Draw a square of a degree, the third beside the second, the fourth above the first."""
    x, y = 20 + (number - 1) % 3, (number - 1) // 3
    corners = [[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]]
    return {"type": "Polygon", "coordinates": [corners]}


def _closed_rows(table: str) -> list[Row]:
    """List the rows of the program's own codes, with the shipped labels; none for any other table."""
    if table != "codes":
        return []
    with (DATA / "codes.csv").open(encoding="utf-8", newline="") as stream:
        shipped = [row for row in csv.DictReader(stream) if row["list"] in FIXED]
    labels = {"source": "from the source", "outside": "known from elsewhere"}
    kept = [row | {"note": "", "label": labels.get(row["code"], row["label"])} for row in shipped]
    own = [
        {"list": name, "code": code, "label": label} for name, codes in OPEN.items() for code, label in codes.items()
    ]
    return [*kept, *own]


def _tables() -> dict[str, list[Row]]:
    return {
        "atlas": [{
            "atlas_id": "exampleland", "title": "Exampleland Atlas", "subject": "A test programme in Exampleland",
            "description": "A programme that there is not, for tests.", "country": "Exampleland",
            "area_word": "district", "areas_word": "districts", "boundaries_date": "2020", "default_phase": "I",
            "languages": "en", "licence": "CC0 1.0", "contact": "nobody@exampleland.invalid",
        }],
        "layers": [{
            "file": "areas.geojson", "kind": "areas", "labels": "ELSEWHERE 2.15 21.5", "credit": "a test",
            "licence": "CC0 1.0",
        }],
        "areas": [
            {"area_code": f"EX-{number}", "name": name, "type": "district", "seat": f"{name} Town",
             "seat_latitude": f"{(number - 1) // 3}.5", "seat_longitude": f"{20 + (number - 1) % 3}.5"}
            for number, name in enumerate(AREAS, start=1)
        ],
        "sources": [
            {"source_id": "report", "title": "Report of a test", "short_name": "Test report", "publisher": "Nobody",
             "address": "http://exampleland.invalid/report", "dated": "2024", "complete": "true"},
            {"source_id": "minutes", "title": "Minutes of a test", "publisher": "Nobody else",
             "address": "http://exampleland.invalid/minutes", "complete": "false"},
        ],
        "paragraphs": [{
            "paragraph_id": "S1.1", "source_id": "report", "section": "1", "sentences": "2", "about": "All of it",
            "content": "People leave Northmark and arrive in Southport. A council leads the work.", "states": "true",
        }],
        "places": [{
            "place_id": "south", "name": "The south", "kind_code": "group", "member_codes": "EX-1; EX-2",
            "drawn_code": "members", **CITED,
        }],
        "roles": [
            {"role_id": "role-01", "place_id": "EX-1", "phase_code": "I", "role_code": "sending", **CITED},
            {"role_id": "role-02", "place_id": "EX-3", "phase_code": "I", "role_code": "receiving", **CITED},
        ],
        "symbols": [
            {"role_code": "sending", "letters": "L", "fill_colour": "#7a3b8f", "pattern_code": "none",
             "answers_to": "sending"},
            {"role_code": "receiving", "letters": "A", "fill_colour": "#2f7d4f", "pattern_code": "dots",
             "pattern_colour": "#bfe3cc", "pattern_width": "2", "tile": "6", "answers_to": "receiving"},
        ],
        "interventions": [
            {"intervention_id": "act-training", "label": "Training of teachers", "type_code": "training",
             "phase_code": "I", "scope_code": "places", "place_ids": "EX-1", "state_code": "done", "year": "2024",
             "year_precision": "stated", "counted": "true", **CITED},
            {"intervention_id": "act-information", "label": "Information by radio", "type_code": "information",
             "phase_code": "I", "scope_code": "project", "state_code": "planned", "counted": "true",
             "citation": "minutes p. 2", "certainty": "inferred"},
        ],
        "partners": [
            {"partner_id": "project", "name": "The test programme", "short_name": "Programme", "kind_code": "project",
             "kind_from": "source", **CITED},
            {"partner_id": "council", "name": "Test council", "short_name": "Council", "kind_code": "council",
             "kind_from": "outside", **CITED},
        ],
        "involvements": [{
            "involvement_id": "inv-01", "partner_id": "council", "relation_code": "leads",
            "statement": "The council leads the training.", "intervention_id": "act-training", "place_ids": "EX-1",
            "phase_code": "I", "state_code": "done", **CITED,
        }],
        "studies": [{
            "study_id": "first-survey", "label": "First survey", "kind_code": "survey", "place_ids": "EX-3",
            "year": "2024", "year_precision": "stated", "phase_code": "I", "state_code": "done", "counted": "true",
            **CITED,
        }],
        "events": [{
            "event_id": "first-meeting", "label": "First meeting", "kind_code": "meeting", "year": "2024",
            "year_precision": "stated", "state_code": "done", "partner_ids": "council", "phase_code": "I",
            "counted": "true", **CITED,
        }],
        "silences": [{"silence_id": "silence-01", "topic": "Money", "statement": "The source names no sum."}],
    }  # fmt: skip
