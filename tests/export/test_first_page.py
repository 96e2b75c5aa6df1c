"""The page that needs no script says what the app says, leads where the app leads, and lets no text become markup."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from geo import i18n
from geo.export.html.first_page import FirstPage, address_of, make_first_page, read_page
from geo.record.atlas import Atlas
from geo.selection.view import View
from geo.views.registry import PAGES, VIEWS, read_view
from tests.conftest import HOSTILE


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


def open_page(atlas: Atlas, path: str, query: str = "") -> FirstPage:
    return make_first_page(atlas, read_page(atlas, path, parse_qs(query, keep_blank_values=True)))


def words(html: str) -> str:
    """Return the text of markup, blanks squeezed; a name in another language than the sentence is no word apart."""
    html = re.sub(r'<span lang="[^"]*">(.*?)</span>', r"\1", html)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", html))).strip()


@pytest.mark.parametrize("lang", ["en", "km"])
@pytest.mark.parametrize("path", VIEWS)
def test_heading_and_sentence_are_those_of_the_view(atlas: Atlas, path: str, lang: str) -> None:
    page = open_page(atlas, path, f"phase=all&lang={lang}")
    content = read_view(atlas, View("phase=all", page=path)).content
    assert words(content.title) in words(page.body)
    assert words(content.sentence) in words(page.body)
    assert page.description == content.sentence


def test_every_area_can_be_opened_and_its_panel_is_there(atlas: Atlas) -> None:
    overview = open_page(atlas, "", "phase=all").body
    for code in atlas.by_area:
        assert f"area={code}" in overview
        name = atlas.record.place_name(code)
        assert f'data-place="{code}"' in (body := open_page(atlas, "", f"phase=II&area={code}").body)
        assert f"<h2>{name}" in body


def test_every_link_leads_to_a_page_with_a_view_that_can_be_read(atlas: Atlas) -> None:
    for path in VIEWS:
        for address in map(
            unescape, re.findall(r'href="([^"]+)"', open_page(atlas, path, "phase=II&role=sending").body)
        ):
            parts = urlsplit(address)
            assert not parts.netloc
            page = parts.path.removeprefix("./")
            assert page in PAGES, address
            assert read_page(atlas, page, parse_qs(parts.query)).notices == (), address


def test_role_and_phase_are_chosen_by_links(atlas: Atlas) -> None:
    body = unescape(open_page(atlas, "", "phase=II&role=receiving").body)
    assert '<a href="./?phase=II" aria-checked="true"' in body
    assert '<a href="./?phase=II&role=receiving,sending" aria-checked="false"' in body
    assert 'href="./?phase=I&role=receiving"' in body


def test_what_cannot_be_read_is_said(atlas: Atlas) -> None:
    page = open_page(atlas, "", "phase=IV&area=nowhere&foo=bar")
    assert "which the record does not have" in page.body
    assert "which this page does not know" in page.body


def test_the_address_of_a_view_is_that_of_the_app(atlas: Atlas) -> None:
    shown = read_page(atlas, "record", parse_qs("q=border&phase=I&foo=bar&role=sending"))
    assert address_of(shown) == "record?phase=I&role=sending&q=border"


def test_hostile_text_stays_text(hostile: Atlas) -> None:
    for path in VIEWS:
        body = open_page(hostile, path, "phase=all&area=KH-14&lang=km&foo=<script>alert(1)</script>").body
        assert "<script" not in body
        assert "onerror=" not in re.sub(r"&lt;.*?&gt;", "", body)
    assert HOSTILE in unescape(open_page(hostile, "", "phase=all").body)
