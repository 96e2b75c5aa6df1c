"""What is installed is what pyproject.toml asks for; `make lock` writes both lists of exact versions anew."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ASKED = {
    "requirements.txt": PROJECT["project"]["dependencies"],
    "requirements-test.txt": [line for group in PROJECT["dependency-groups"].values() for line in group],
}


def read_pins(name: str) -> dict[str, tuple[str, set[str]]]:
    """Read a list for pip: name of a package -> its version and its hashes."""
    blocks = re.split(r"^(?=\w)", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    pins = (re.match(r"([\w.-]+)==([\w.+!-]+)", block) for block in blocks)
    return {
        pin[1]: (pin[2], set(re.findall(r"sha256:\w{64}", block)))
        for pin, block in zip(pins, blocks, strict=True)
        if pin
    }


@pytest.mark.parametrize("name", ASKED)
def test_a_list_holds_what_is_asked_for_at_one_version_with_hashes(name: str) -> None:
    pins = read_pins(name)
    assert {re.match(r"[\w-]+", line)[0].lower() for line in ASKED[name]} <= set(pins)
    assert all(version and hashes for version, hashes in pins.values())


def test_both_lists_name_the_same_version_of_what_both_need() -> None:
    app, test = (read_pins(name) for name in ASKED)
    both = app.keys() & test.keys()
    assert {name: app[name] for name in both} == {name: test[name] for name in both}


@pytest.mark.parametrize("name", ASKED)
def test_a_list_names_no_host_and_no_folder(name: str) -> None:
    assert not re.search(r"://|^-[^-]|--(?!hash=)", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
