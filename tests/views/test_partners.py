"""Partners and studies as HTML: links that lead somewhere, text that stays text, records in which tables are empty."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from geo.map.palette import COLOURS
from geo.record.atlas import Atlas, from_record, open_atlas
from geo.selection.selection import Selection, from_params
from geo.views.partners import directory, relations
from geo.views.partners.detail import beside, opened
from geo.views.partners.network import network
from geo.views.studies.detail import beside as beside_studies
from geo.views.studies.detail import opened as opened_study
from geo.views.studies.diagram import overview
from geo.views.studies.inventory import description, groups
from geo.web.links import Links
from geo.web.markup import render
from tests.conftest import HOSTILE
from tests.support.worlds import PHASES


def partners_page(atlas: Atlas, selection: Selection, item: str = "") -> str:
    """Return the page as its parts, one after the other."""
    shown, links = relations.bands(atlas, selection), Links(selection, "partners")
    found = (opened(atlas, selection, item) if item else None) or beside(atlas, selection)
    drawn = [network(atlas, band, item, selection.area) for band in shown]
    return "".join(
        (
            render("headline", atlas, links, words=directory.description(atlas, selection, shown)),
            render("partners-network", atlas, links, networks=drawn, colours=COLOURS),
            render(
                "partners", atlas, links, item=item, unmentioned=directory.unmentioned(atlas, shown),
                listings=[directory.listing(atlas, band, selection.area) for band in shown],
            ),
            render("partners-panel", atlas, links, opened=found, item=item, stay=links.view),
            render("caption", atlas, links, text=found.caption),
        )
    )  # fmt: skip


def studies_page(atlas: Atlas, selection: Selection, item: str = "") -> str:
    """Likewise."""
    shown, links = groups(atlas, selection), Links(selection, "studies")
    found = (opened_study(atlas, selection, item) if item else None) or beside_studies(atlas, selection, shown)
    drawn = overview(atlas, shown, item, selection.area)
    return "".join(
        (
            render("headline", atlas, links, words=description(atlas, selection, shown)),
            render("studies-drawing", atlas, links, overview=drawn, colours=COLOURS),
            render("studies", atlas, links, groups=shown, item=item),
            render("studies-panel", atlas, links, opened=found, item=item),
        )
    )


def links_of(page: str) -> set[str]:
    return {unescape(address) for address in re.findall(r'href="([^"]*)"', page)}


@pytest.mark.parametrize("phase", PHASES)
def test_every_link_leads_to_something_that_exists(atlas: Atlas, phase: str) -> None:
    selection = Selection(phase=phase, context=True)
    pages = [partners_page(atlas, selection, item) for item in ("", *atlas.record.partners_by_id)]
    pages += [studies_page(atlas, selection, item) for item in ("", *atlas.record.studies_by_id)]
    statements = {row.statement_id for row in atlas.statements}
    for address in set().union(*map(links_of, pages)):
        parts = urlsplit(address)
        params = parse_qs(parts.query)
        assert from_params(params, atlas)[1] == (), address
        item = params.get("item", [""])[0]
        exists = {
            "./": item == "",
            "partners": not item or opened(atlas, selection, item) is not None,
            "studies": not item or opened_study(atlas, selection, item) is not None,
            "record": item in ("", *statements)
            and params.get("paragraph", ["S4.4"])[0].partition(" ")[0] in atlas.record.paragraphs_by_id,
        }
        assert exists[parts.path], address


def test_text_of_a_hostile_record_stays_text(hostile_data: Path) -> None:
    hostile = open_atlas(hostile_data)
    page = partners_page(hostile, Selection(phase="all"), "ilo-ipec") + studies_page(
        hostile, Selection("II"), "survey-yunnan"
    )
    assert "onerror=window.hacked=1&gt;" in page
    assert "<img src=x" not in page
    assert HOSTILE not in page


def test_the_pictures_of_lines_hold_no_text_of_the_record(hostile_data: Path) -> None:
    page = partners_page(open_atlas(hostile_data), Selection(phase="all"))
    pictures = re.findall(r'src="(data:image/svg[^"]*)"', page)
    assert pictures
    assert not any("hacked" in picture or "AFESIP" in picture for picture in pictures)


FACTS = ("roles", "interventions", "partners", "involvements", "studies", "uses", "events", "places", "aliases",
         "ambiguities", "silences", "context")  # fmt: skip
NEEDED_BY = {
    "interventions": ("involvements", "uses"), "partners": ("involvements", "events", "uses"),
    "studies": ("uses",), "events": ("uses",),
    "places": ("roles", "interventions", "involvements", "studies", "uses", "events"),
}  # fmt: skip


@pytest.mark.parametrize("table", [*FACTS, "everything"])
def test_a_record_with_an_empty_table_has_both_pages(atlas: Atlas, table: str) -> None:
    empty = FACTS if table == "everything" else (table, *NEEDED_BY.get(table, ()))
    bare = from_record(replace(atlas.record, **dict.fromkeys(empty, ())), atlas.layers)
    for phase in PHASES:
        for area in (None, "KH-14"):
            selection = Selection(phase=phase, area=area, context=True)
            assert partners_page(bare, selection)
            assert studies_page(bare, selection)


def test_silence_is_in_words_and_never_a_number_or_none(atlas: Atlas) -> None:
    page = partners_page(atlas, Selection(phase="I"), "afesip") + studies_page(atlas, Selection(phase="II"))
    assert "Not mentioned in the source" in page
    assert 'class="silent">not stated' in page
    for wrong in (">None<", ">ended<", ">nan<", ">0 studies<"):
        assert wrong not in page
