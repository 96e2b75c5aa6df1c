"""The brief: text to paste into a report, which Markdown shows as it is meant."""

import datetime as dt
import html
import re
from dataclasses import replace

import pytest
from marko.ext.gfm import gfm

from geo.export.markdown import plain, view_brief
from geo.map.summary import describe
from geo.record.atlas import Atlas, from_record
from geo.selection.selection import Selection
from geo.selection.view import View
from geo.story.slides import slide
from tests.conftest import HOSTILE

MADE = dt.date(2026, 11, 23)


pytestmark = pytest.mark.usefixtures("english")


def brief(atlas: Atlas, selection: Selection, date: dt.date) -> str:
    return view_brief(atlas, View(selection.to_query()), date)


def shown(text: str) -> str:
    """Show a brief as a program that knows Markdown does: its words, without tags."""
    return html.unescape(re.sub("<[^>]+>", " ", gfm(text)))


def test_a_brief_says_what_the_map_page_says(atlas: Atlas) -> None:
    for selection in (Selection("II"), Selection(phase="I"), Selection("II", role=frozenset({"receiving"}))):
        words = describe(atlas, selection)
        text = brief(atlas, selection, MADE)
        assert text.startswith(f"## {words.title}\n\n{words}\n")


def test_its_table_has_a_row_for_every_statement_with_certainty_and_citation(atlas: Atlas) -> None:
    rows = [line for line in brief(atlas, Selection("II"), MADE).splitlines() if line.startswith("|")]
    told = slide(atlas, View(Selection("II").to_query()))
    items = [item for section in told.statements for item in section.items]
    assert rows[0] == "| About | What | Certainty | Source |"
    assert len(rows) == len(items) + 2
    assert gfm("\n".join(rows)).count("<tr>") == len(items) + 1
    for row, item in zip(rows[2:], items, strict=True):
        assert item.detail in row
        assert "; ".join(item.citation) in row


def test_it_names_its_source_filters_view_and_day(atlas: Atlas) -> None:
    text = shown(brief(atlas, Selection("II", role=frozenset({"receiving"})), MADE))
    assert "Source: International Labour Organization (ILO/IPEC), Academy for Educational Development" in text
    assert ", S4.1, S4.5, S4.10, S4.11." in text
    assert "Phase II; role “Receiving”" in text
    assert "phase=II&role=receiving" in text
    assert "2026-11-23" in text


def test_a_selection_that_leaves_nothing_says_so(atlas: Atlas) -> None:
    text = brief(atlas, Selection("II", partner=frozenset({"ccpcr"})), MADE)
    assert "- Phase II: nothing in the source fits partner “CCPCR”." in text
    assert "Try instead: without “Partner”" in text
    assert "|---" not in text


def test_a_view_of_another_page_has_its_brief_too(atlas: Atlas) -> None:
    assert "Baseline survey, Siem Reap" in view_brief(atlas, View("phase=II", page="studies"), MADE)


def test_an_area_is_named_in_both_languages(atlas: Atlas) -> None:
    assert brief(atlas, Selection("II", area="KH-14"), MADE).startswith("## Prey Veng ព្រៃវែង\n")


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE, "a | b", "*bold* _it_ `code` ~~s~~", "[x](http://x) <b>", "# heading", "1. one", "- item", "+ item",
        "a\\|b", "&amp; &lt;", "$x$", "=", "---", "https://x.invalid/y", "WWW.x.invalid", "a.b@x.invalid",
    ],
)  # fmt: skip
def test_text_that_looks_like_markup_stays_text(atlas: Atlas, text: str) -> None:
    assert " ".join(shown(plain(text)).split()) == " ".join(text.split())
    record = replace(
        atlas.record, interventions=tuple(replace(row, label=text, note=text) for row in atlas.record.interventions)
    )
    made = brief(from_record(record, atlas.layers), Selection("II"), MADE)
    cells = [line.count(" | ") - line.count(r"\ | ") for line in made.splitlines() if line.startswith("| Inter")]
    assert set(cells) == {3}
    assert " ".join(text.split()) in " ".join(shown(made).split())
    assert "<img" not in gfm(made)
    assert "<a " not in gfm(plain(text))
