"""The file for any browser: complete, small, closed to the outside, and in step with what the app would show."""

import base64
import datetime as dt
import hashlib
import json
import re
from functools import cache
from html.parser import HTMLParser
from itertools import product
from typing import Any
from urllib.parse import parse_qs, unquote

import pytest
from markupsafe import escape

from geo import i18n
from geo.export.html.links import FileLinks
from geo.export.html.single_file import single_file
from geo.map.classification import beyond, paint
from geo.map.legend import legend
from geo.map.summary import describe
from geo.record.atlas import Atlas
from geo.selection.selection import Selection
from geo.views.empty import answer
from geo.views.place import dossier
from geo.web.leaflet import MAP_SCRIPTS
from geo.web.markup import render
from tests.conftest import HOSTILE
from tests.support.worlds import PHASES

MADE = dt.date(2026, 11, 23)
MOST_BYTES = 1_000_000
VOID = {"meta", "link", "input", "br", "hr", "img"}


class Reader(HTMLParser):
    """What a browser would take from the file.

    ids : id -> the text inside; links : what `a` elements lead to; fetched : what any element would ask for;
    handlers : attributes that would run as scripts; scripts : the text of the scripts, data : that of the JSON.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: dict[str, str] = {}
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.handlers: list[str] = []
        self.scripts: list[str] = []
        self.tags: set[str] = set()
        self.policy = self.data = ""
        self._open: list[tuple[str, str | None]] = []
        self._script: str | None = None
        self.feed(html)
        self.unclosed = [tag for tag, _ in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        if tag == "a":
            self.links.append(given.get("href") or "")
        elif given.get("src") or given.get("href") or tag in ("link", "iframe", "object", "embed", "base"):
            self.fetched.append(f"{tag} {given}")
        self.handlers += [name for name in given if name.startswith("on")]
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"] or ""
        if given.get("id"):
            assert given["id"] not in self.ids, f"{given['id']} stands twice"
            self.ids[str(given["id"])] = ""
        if tag == "script":
            self._script = given.get("type") or ""
        if tag not in VOID:
            self._open.append((tag, given.get("id")))

    def handle_endtag(self, tag: str) -> None:
        self._script = None if tag == "script" else self._script
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._script == "":
            self.scripts.append(data)
        elif self._script:
            self.data += data
        for _, name in self._open:
            if name:
                self.ids[name] += data


@cache
def read(html: str) -> Reader:
    return Reader(html)


@pytest.fixture(scope="module")
def html(atlas: Atlas) -> str:
    return single_file(atlas, Selection("II", area="KH-14"), MADE)


def data_of(html: str) -> dict[str, Any]:
    """Read what single.js looks up."""
    found: dict[str, Any] = json.loads(read(html).data)
    return found


# -- closed and complete -----------------------------------------------------------------------------------------------


def test_the_file_is_under_a_megabyte_in_either_language(atlas: Atlas, html: str) -> None:
    assert len(html.encode()) < MOST_BYTES
    assert len(single_file(atlas, Selection(phase="all", lang="km", context=True), MADE).encode()) < MOST_BYTES


def test_nothing_is_fetched(html: str) -> None:
    assert read(html).fetched == []
    styles = "".join(re.findall(r"<style>(.*?)</style>", html, re.DOTALL))
    assert set(re.findall(r"url\(([^,]*)", styles)) == {'"data:image/svg+xml'}
    assert "@import" not in styles
    assert "sourceMappingURL" not in html
    assert all(link.startswith("#") for link in read(html).links)


def test_its_policy_lets_its_own_scripts_run_and_nothing_else(html: str) -> None:
    policy = dict(part.strip().partition(" ")[::2] for part in read(html).policy.split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["base-uri"] == policy["form-action"] == "'none'"
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in read(html).scripts]
    assert len(digests) == 7 + len(MAP_SCRIPTS)
    assert policy["script-src"].split() == [f"'sha256-{digest}'" for digest in digests]


def test_a_record_that_is_hostile_stays_text(hostile: Atlas) -> None:
    html = single_file(hostile, Selection(phase="all", area="KH-14", context=True), MADE)
    page = read(html)
    assert page.tags & {"img", "svg", "iframe", "object"} == set()
    assert page.handlers == []
    assert page.fetched == []
    assert len(page.scripts) == 7 + len(MAP_SCRIPTS)
    assert hostile.record.areas_by_code["KH-14"].name.endswith(HOSTILE)
    assert HOSTILE in page.ids["area=KH-14"]
    assert all("<img" not in piece for piece in json.loads(page.data)["markup"])
    assert page.unclosed == []


def test_the_same_view_is_the_same_file(atlas: Atlas, html: str) -> None:
    assert single_file(atlas, Selection("II", area="KH-14"), MADE) == html


# -- in step with the app ----------------------------------------------------------------------------------------------


def test_every_view_says_and_paints_what_the_app_does(atlas: Atlas, html: str) -> None:
    data = data_of(html)
    roles, interventions = data["options"]["role"], data["options"]["intervention"]
    assert roles == ["", "sending", "transit", "receiving"]
    assert {"", "credit-schemes", "integrated-programme"} <= set(interventions)
    assert len(data["views"]) == len(PHASES) * len(roles) * len(interventions)
    for phase, (row, role), (column, kind) in product(PHASES, enumerate(roles), enumerate(interventions)):
        view = Selection(phase=phase, role=frozenset(role.split()), intervention=frozenset(kind.split()), area="KH-14")
        headline, entries, areas = (data["markup"][piece] for piece in data["views"][f"{phase} {row} {column}"])
        painted = data["paint"][data["paints"][f"{row} {column}"]]
        assert painted[phase] == paint(atlas, view)[phase]
        links = FileLinks(view)
        assert headline.startswith(render("headline", atlas, links, words=describe(atlas, view)))
        told = answer(atlas, view, "")
        assert bool(told) == ("atlas empty" in headline) == (not view.matching_areas(atlas))
        for line in told.lines if told else ():
            assert str(escape(line.title)) in headline
        assert entries == render("legend", atlas, links, entries=legend(atlas, view))
        assert areas.count("#area=") == len(atlas.by_area) + len(beyond(atlas, view))


def test_every_option_says_how_many_areas_it_would_leave(atlas: Atlas, html: str) -> None:
    data = data_of(html)
    roles, interventions = data["options"]["role"], data["options"]["intervention"]
    for phase, (row, role), (column, kind) in product(PHASES, enumerate(roles), enumerate(interventions)):
        view = Selection(phase=phase, role=frozenset(role.split()), intervention=frozenset(kind.split()))
        left = len(view.matching_areas(atlas))
        assert data["counts"]["role"][f"{phase} {column}"][row] == left
        assert data["counts"]["intervention"][f"{phase} {row}"][column] == left


@pytest.mark.parametrize("phase", PHASES)
def test_every_place_has_one_panel_with_what_the_app_says_in_each_phase(atlas: Atlas, html: str, phase: str) -> None:
    parts = {
        place: re.findall(r'<div class="atlas panel part" data-phases="([^"]*)"><section><h3>(.*?)</h3>', panel)
        for place, panel in re.findall(r'<article class="place" id="area=([^"]+)".*?>(.*?)</article>', html, re.DOTALL)
    }
    assert list(parts) == [*atlas.by_area, *atlas.by_place]
    for place, found in parts.items():
        expected = dossier(atlas, place, Selection(phase=phase))
        shown = [heading for phases, heading in found if phase in phases.split()]
        assert shown == [section.heading for section in expected.sections]
        for item in (*expected.roles, *(item for section in expected.sections for item in section.items)):
            assert item.title in read(html).ids[f"area={place}"]


def test_what_many_panels_fold_away_is_stored_once(html: str) -> None:
    lists = re.findall(r'<template id="fold-(\d+)">(.*?)</template>', html, re.DOTALL)
    assert [int(number) for number, _ in lists] == list(range(len(lists)))
    assert len({text for _, text in lists}) == len(lists) < 10
    asked = {int(number) for number in re.findall(r'data-fold="(\d+)"', html)}
    assert asked == set(range(len(lists)))


def test_every_link_leads_to_something_in_the_file(html: str) -> None:
    page = read(html)
    markup = " ".join(data_of(html)["markup"])
    links = {*page.links, *Reader(markup).links, *Reader("".join(re.findall("<template.*?</template>", html))).links}
    data = data_of(html)
    for link in links - {"#area="}:
        given = parse_qs(link.removeprefix("#"), keep_blank_values=True)
        if "phase" in given:
            assert given["phase"][0] in PHASES
            assert given["role"][0] in data["options"]["role"]
            assert given["intervention"][0] in data["options"]["intervention"]
        else:
            assert unquote(link.removeprefix("#")) in page.ids


def test_every_citation_has_its_description_and_every_statement_its_place(atlas: Atlas, html: str) -> None:
    page = read(html)
    for row in atlas.record.paragraphs:
        assert page.ids[f"paragraph={row.paragraph_id}"].startswith(f"{row.paragraph_id}{row.about}")
        assert row.left_out in page.ids[f"paragraph={row.paragraph_id}"]
    for statement in atlas.statements:
        kind = "study" if statement.table == "studies" else "statement"
        text = page.ids[f"{kind}={statement.statement_id}"]
        assert atlas.record.label("certainty", statement.certainty) in text
        assert all(address in text for address in statement.citation)
    for partner in atlas.record.partners:
        assert partner.name in page.ids[f"partner={partner.partner_id}"]


# -- what it opens with ------------------------------------------------------------------------------------------------


def test_it_opens_at_the_selection(atlas: Atlas) -> None:
    chosen = Selection(phase="I", role=frozenset({"sending", "receiving"}), area="thai-border")
    data = data_of(single_file(atlas, chosen, MADE))
    assert data["start"] == {"phase": "I", "role": "receiving,sending", "intervention": "", "area": "thai-border"}
    # several at once are one more option, so that the view can be come back to
    assert data["options"]["role"][-1] == "receiving,sending"


def test_what_cannot_be_chosen_in_the_file_stays_as_it_was_and_is_said(atlas: Atlas) -> None:
    chosen = Selection(phase="not-stated", partner=frozenset({"ccpcr"}))
    html = single_file(atlas, chosen, MADE)
    assert "Kept as it was when this file was made: partner “CCPCR”" in html
    data = data_of(html)
    assert data["paint"][data["paints"]["0 0"]]["not-stated"] == paint(atlas, chosen)["not-stated"]
    # no way leads out of what is kept
    assert all("partner=" not in link for link in Reader(" ".join(data["markup"])).links if "phase=" in link)
    assert "Kept as it was" not in single_file(atlas, Selection("II"), MADE)


def test_names_are_in_the_language_of_the_selection_whatever_is_spoken_around(atlas: Atlas) -> None:
    spoken = i18n.current()
    html = single_file(atlas, Selection("II", lang="km"), MADE)
    assert i18n.current() == spoken
    name = atlas.record.place_name("KH-14", "km")
    assert f'<option value="KH-14">{name}</option>' in html
    assert '"lang":"km"' in html


def test_licences_travel_with_the_file(html: str) -> None:
    for notice in ("Natural Earth, public domain", "GSHHG, LGPL", "CC BY 4.0", "BSD 2-Clause License", "GMT Team"):
        assert notice in html


def test_the_day_of_making_is_said_where_it_is_known(atlas: Atlas, html: str) -> None:
    assert "Made on 2026-11-23." in html
    assert "Made on" not in single_file(atlas, Selection("II"))


def test_facts_from_other_sources_come_only_when_asked_for_and_with_their_source(atlas: Atlas, html: str) -> None:
    other = next(row for row in atlas.record.sources if row not in atlas.record.sources_of_facts)
    assert other.address not in html
    assert other.address in single_file(atlas, Selection("II", context=True), MADE)
