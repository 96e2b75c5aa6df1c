"""Where the app runs: folders, consoles, addresses, networks; started as people start it."""

import os
import shutil
import subprocess
import sys
import tomllib
from http.client import HTTPConnection, HTTPResponse
from math import ceil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from geo.story.story import LARGEST
from geo.views.registry import PAGES
from pages.common.redirects import target_of
from pages.common.security_headers import ANCESTORS, policy
from tests.pages.test_app import PATHS
from tests.support.network import watching
from tests.support.running import ROOT, serving

COMPANION = b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X        \x00\x02\xff\xfe"
PAGE = {"Accept": "text/html,application/xhtml+xml"}


def ask(address: str, path: str, headers: dict[str, str] | None = None) -> HTTPResponse:
    """Return the answer to a request, redirects not followed."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=20)
    connection.request("GET", path, headers=headers or {})
    answer = connection.getresponse()
    answer.read()
    return answer


# -- addresses ---------------------------------------------------------------------------------------------------------


def test_the_pages_that_are_declared_are_those_that_are_shown_in_this_order() -> None:
    assert list(PAGES) == list(PATHS)


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/compare", None),
        ("/", None),
        ("/nothing", "?missing=nothing"),
        ("/Compare", "compare"),
        ("/RECORD/", "record"),
        ("/record/S4.4", "record?paragraph=S4.4"),
        ("/record/inv-01", "record?item=inv-01"),
        ("/Partners/cwcc", "partners?item=cwcc"),
        ("/present/3", "present?slide=3"),
        ("/timeline/2003", "timeline"),
        ("/record/a b&c=d", "record?item=a%20b%26c%3Dd"),
        ("/nothing/at/all", "?missing=nothing"),
        ("/a b&c=d", "?missing=a%20b%26c%3Dd"),
    ],
)
def test_an_address_that_is_nearly_right_is_led_to_the_page_that_is_meant(path: str, target: str | None) -> None:
    assert target_of(path) == target


def test_below_a_base_path_everything_is_there_and_the_view_is_kept() -> None:
    options = ("--server.baseUrlPath", "/atlas/")
    with serving(ROOT / "dashboard.py", ROOT, *options, environment={ANCESTORS: "https://a.example"}) as address:
        for path, target in {
            "/atlas/Compare?phase=I": "compare?phase=I",
            "/atlas/record/S4.4?phase=I&lang=km": "../record?paragraph=S4.4&phase=I&lang=km",
        }.items():
            answer = ask(address, path, PAGE)
            assert (answer.status, answer.headers["Location"].removeprefix("./")) == (307, target)
        assert ask(address, "/atlas/record/_stcore/health", PAGE).status == 404
        assert ask(address, "/atlas/assets/leaflet/leaflet.css").status == 200
        assert ask(address, "/atlas/_stcore/metrics").status == 404
        found = ask(address, "/atlas/compare", PAGE)
        assert found.status == 200
        assert found.headers["Content-Security-Policy"].endswith("frame-ancestors https://a.example")


def test_who_may_frame_the_app_can_say_nothing_else() -> None:
    assert policy().endswith("frame-ancestors 'self'")
    for wrong in ("", "*; script-src *", "a,b", "a\r\nX: y", " a"):
        with pytest.raises(ValueError, match=ANCESTORS):
            policy(wrong)


# -- the network -------------------------------------------------------------------------------------------------------


def test_nothing_is_asked_of_any_other_host_from_start_to_end(tmp_path: Path) -> None:
    """Watched by system calls: loopback, sockets of this machine, and nothing else, not even a name looked up."""
    # open to the network, the way that looked most up; the port is watched, and closed after the test
    with watching(tmp_path / "trace", "--server.address", "0.0.0.0") as address:  # noqa: S104
        socket = f"{address.replace('http', 'ws')}/_stcore/stream"
        for origin in ("http://evil.example", "http://192.0.2.7:8501", "null"):
            with pytest.raises(InvalidStatus) as refused, connect(socket, origin=origin):
                pass
            assert refused.value.response.status_code == 403
            assert ask(address, "/_stcore/health", {"Origin": origin}).headers["Access-Control-Allow-Origin"] is None
        with connect(socket, origin=address):
            pass


def test_the_app_serves_this_machine_alone_unless_it_is_asked_to() -> None:
    config = (ROOT / ".streamlit" / "config.toml").read_text()
    assert 'address = "127.0.0.1"' in config
    shown = subprocess.run(["make", "-n", "run"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "--server.address 127.0.0.1 " in shown
    assert "MALLOC_ARENA_MAX=2 " in shown  # see test_uploads_of_the_largest_size_leave_the_server_where_it_was
    opened = subprocess.run(["make", "-n", "run", "HOST=0.0.0.0"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "--server.address 0.0.0.0 " in opened.stdout


def test_more_than_a_story_needs_is_not_taken() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    assert config["server"]["maxUploadSize"] == ceil(LARGEST / 1_000_000)


# -- folders and consoles ----------------------------------------------------------------------------------------------


def test_in_a_folder_with_a_space_in_khmer_and_with_hidden_companions_every_page_opens(tmp_path: Path) -> None:
    home = tmp_path / "ទិន្នន័យ on a stick"
    for part in ("geo", "pages", "data", "locale", ".streamlit"):
        shutil.copytree(ROOT / part, home / part, ignore=shutil.ignore_patterns("__pycache__", "build"))
    shutil.copy(ROOT / "dashboard.py", home)
    for path in [path for path in home.rglob("*") if path.is_file()]:
        path.with_name(f"._{path.name}").write_bytes(COMPANION)
    assert (home / "data" / "._roles.csv").exists()
    with serving(home / "dashboard.py", home) as address:
        assert ask(address, "/", PAGE).status == 200
    code = (
        "from streamlit.testing.v1 import AppTest\n"
        "app = AppTest.from_file('pages/frame.py', default_timeout=60).run()\n"
        "assert not app.exception, app.exception\n"
        "assert app.get('component_instance')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=home, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for command in (["geo.record", "data"], ["geo.export", "--format", "brief", "--out", "ចេញ"]):
        done = subprocess.run(
            [sys.executable, "-m", *command], cwd=home, capture_output=True, check=False,
            env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, b"")


def test_a_console_without_khmer_letters_gets_the_faults_all_the_same(world: Path) -> None:
    path = world / "roles.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",KH-14,", ",ព្រៃវែង,", 1), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "geo.record", str(world)], cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == ""
    assert "roles.csv:" in done.stdout
    assert r"\u1796" in done.stdout


def test_the_module_itself_says_how_it_is_started() -> None:
    done = subprocess.run([sys.executable, "dashboard.py"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == (
        "The dashboard is started with `make run`, or with `streamlit run dashboard.py`."
    )
