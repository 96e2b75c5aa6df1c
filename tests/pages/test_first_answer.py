"""What the first answer holds for a browser, for a program that shows a link, and for the line."""

import gzip
import json
import re
import struct
from collections.abc import Iterator
from html import unescape
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest

from geo.record.atlas import Atlas
from geo.selection.view import View
from geo.views.registry import PAGES, read_view
from pages.common import first_document
from pages.common.compression import encoding_of
from tests.support.running import serving
from tests.support.worlds import copy_of_the_data, edit


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving() as started:
        yield started


def ask(address: str, path: str, method: str = "GET", code: int = 200, **headers: str) -> tuple[dict[str, str], bytes]:
    """Return headers, in small letters, and content of an answer that has to have that code."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=30)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    assert answer.status == code, path
    return {name.lower(): value for name, value in answer.getheaders()}, answer.read()


def test_every_page_is_answered_with_its_view_and_the_framework_behind_it(address: str, atlas: Atlas) -> None:
    for path in PAGES:
        _headers, content = ask(address, f"/{path}?phase=I")
        document = content.decode()
        assert document.count('<div id="root">') == 1
        head = document.partition("</head>")[0]
        assert head.count("<title>") == 1
        assert "<title>Streamlit" not in head
        shown = read_view(atlas, View("phase=I", page=path)).content
        assert (f"<h1>{shown.title}</h1>" in unescape(document)) == (path not in ("story", "present")), path
        # nothing of the live page is asked for before the view is seen
        late = document.partition('<template id="framework">')[2].partition("</template>")[0]
        for part in ('rel="stylesheet"', 'rel="modulepreload"', '<script type="module"', "app.js"):
            assert document.count(part) == (late or document).count(part) > 0, (path, part)
        assert bool(late) == (path not in ("story", "present")), path


def test_a_program_that_shows_a_link_finds_title_sentence_and_picture_of_that_view(address: str, atlas: Atlas) -> None:
    _headers, content = ask(address, "/?area=KH-14&phase=II", Accept="*/*", X_Forwarded_Proto="https")
    tags = dict(re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)"', content.decode()))
    tags = {name: unescape(value) for name, value in tags.items()}
    host = urlsplit(address).netloc
    assert tags["og:title"] == "Prey Veng, Phase II · Map · TICW Atlas"
    assert tags["og:url"] == f"https://{host}/?phase=II&area=KH-14"
    said = read_view(atlas, View("phase=II&area=KH-14")).content.sentence
    assert tags["og:description"] == tags["description"] == said[: first_document.MAX_DESCRIPTION]
    headers, picture = ask(address, tags["og:image"].removeprefix(f"https://{host}"))
    assert headers["content-type"] == "image/png"
    assert struct.unpack(">II", picture[16:24]) == (1200, 630)


def test_an_address_with_markup_in_it_stays_an_address(address: str) -> None:
    _headers, content = ask(address, "/record?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert b"<script>alert" not in content
    _headers, content = ask(address, "/", Host='a"><script>alert(2)</script>')
    assert b"<script>alert" not in content


def test_what_is_text_is_compressed_once_and_whoever_cannot_read_that_gets_it_plain(address: str) -> None:
    document = ask(address, "/")[1].decode()
    script = re.search(r'src="\./(static/js/index[^"]+)"', document)
    assert script
    for path in (f"/{script[1]}", "/", "/assets/leaflet/leaflet.css"):
        plain_headers, plain = ask(address, path)
        assert "content-encoding" not in plain_headers
        for encoding, read in {"br": brotli.decompress, "gzip": gzip.decompress}.items():
            headers, content = ask(address, path, Accept_Encoding=encoding)
            assert headers["content-encoding"] == encoding
            assert "accept-encoding" in headers["vary"].lower()
            assert read(content) == plain
            assert len(content) < 0.6 * len(plain)
    font = re.search(r'href="\./(static/media/[^"]+woff2)"', document)
    assert font
    assert "content-encoding" not in ask(address, f"/{font[1]}", Accept_Encoding="br, gzip")[0]


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip;q=0.5", "gzip"), ("identity", ""), ("", ""),
     ("BR", "br"), ("gzip;q=0.0", "")],
)  # fmt: skip
def test_the_encoding_is_one_that_the_browser_accepts(accepted: str, encoding: str) -> None:
    assert encoding_of(accepted) == encoding


def test_what_a_browser_still_has_is_not_sent_again(address: str) -> None:
    headers, content = ask(address, "/?phase=I", Accept_Encoding="br")
    assert ask(address, "/?phase=II", Accept_Encoding="br")[0]["etag"] != headers["etag"]
    again, nothing = ask(address, "/?phase=I", code=304, Accept_Encoding="br", If_None_Match=headers["etag"])
    assert (nothing, again["etag"]) == (b"", headers["etag"])
    assert ask(address, "/?phase=I", Accept_Encoding="br", If_None_Match='W/"another"')[1] == content
    # as a cache between may write it
    for asked in (headers["etag"].removeprefix("W/"), f'"other", {headers["etag"]}', "*"):
        assert ask(address, "/?phase=I", code=304, Accept_Encoding="br", If_None_Match=asked)[1] == b""


def test_of_an_address_with_too_many_parameters_the_first_are_read(address: str) -> None:
    many = "&".join(f"a{number}=1" for number in range(200))
    assert b"<title>Phase I " in ask(address, f"/?phase=I&{many}")[1]


def test_a_page_that_is_only_asked_about_says_its_length(address: str) -> None:
    headers, content = ask(address, "/about", "HEAD")
    assert (content, int(headers["content-length"]) > 10_000) == (b"", True)


def test_a_flood_of_addresses_fills_no_memory() -> None:
    for number in range(3 * first_document.MAX_PAGES):
        first_document.complete_document("<head><body>", "record", f"q=word{number}", "http://localhost")
    assert len(first_document._cache) <= first_document.MAX_PAGES  # what is kept is nobody else's business


def test_a_broken_record_is_told_in_the_first_answer(tmp_path: Path) -> None:
    world = copy_of_the_data(tmp_path)
    edit(world, "roles.csv", "role-01", phase_code="IV")
    with serving(environment={"TICW_DATA": str(world)}) as broken:
        document = ask(broken, "/")[1].decode()
    assert "<title>The record has" in document
    assert "roles.csv" in document
    assert json.dumps("Traceback") not in document
