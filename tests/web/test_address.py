"""Where the app is and where a view is: two things, put together in one place."""

import pytest

from geo.selection.view import View
from geo.web.address import Base


@pytest.mark.parametrize(
    ("url", "page", "base"),
    [
        ("http://10.0.0.5:8501/?phase=II&area=KH-14", "", "http://10.0.0.5:8501"),
        ("http://10.0.0.5:8501", "", "http://10.0.0.5:8501"),
        ("http://10.0.0.5:8501/partners?item=cwcc#x", "partners", "http://10.0.0.5:8501"),
        ("https://atlas.example/ticw/Compare/", "compare", "https://atlas.example/ticw"),
        ("https://atlas.example/record", "", "https://atlas.example/record"),
        ("", "", ""),
    ],
)
def test_the_base_of_an_open_page_has_neither_its_path_nor_its_view(url: str, page: str, base: str) -> None:
    assert Base.of_page(url, page) == Base(base)


def test_the_address_of_a_view_is_base_path_and_query_with_what_is_opened() -> None:
    base = Base("https://atlas.example/ticw")
    assert base.locate(View("phase=II&item=cwcc&q=a%20b", page="partners")) == (
        "https://atlas.example/ticw/partners?phase=II&item=cwcc&q=a+b"
    )
    assert base.locate(View("role=sending,transit", page="about")) == (
        "https://atlas.example/ticw/about?role=sending,transit"
    )
    assert base.locate(View()) == "https://atlas.example/ticw/"
    assert base.locate(View("role=a b<c>")) == "https://atlas.example/ticw/?role=a+b%3Cc%3E"
    assert Base().locate(View("phase=II")) == ""


@pytest.mark.parametrize(
    "url",
    ["http://localhost:8501", "http://127.0.0.1:8680", "http://127.8.9.1", "http://[::1]:8501", "http://0.0.0.0:8501",
     "http://[::]:8501", "http://atlas.localhost", "http://[fe80::1]:8501", "http://[::ffff:127.0.0.1]", "", "http://["],
)  # fmt: skip
def test_an_address_that_only_this_machine_can_open_is_not_shared(url: str) -> None:
    assert not Base(url).is_shared


@pytest.mark.parametrize(
    "url", ["http://10.0.0.5:8501", "http://192.168.1.20", "http://hall.local:8501", "https://atlas.example/ticw"]
)
def test_an_address_that_the_hall_can_open_is_shared(url: str) -> None:
    assert Base(url).is_shared


@pytest.mark.parametrize(
    "text", ["hall:8501", "10.0.0.5", "http://", "http://hall/?phase=II", "ftp://hall", "http://["]
)
def test_what_is_no_address_of_an_app_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Base.parse(text)


def test_an_address_that_is_given_loses_only_its_last_slash() -> None:
    assert Base.parse(" https://atlas.example/ticw/ ") == Base("https://atlas.example/ticw")
