"""What is installed is what pyproject.toml asks for; `make lock` writes the lock and both lists for pip."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCK = (ROOT / "uv.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ASKED = {
    "requirements.txt": PROJECT["project"]["dependencies"],
    "requirements-test.txt": [line for group in PROJECT["dependency-groups"].values() for line in group],
}


def read_pins(name: str) -> dict[tuple[str, str], set[str]]:
    """Read a list for pip: name and version of a package -> its hashes."""
    blocks = re.split(r"^(?=\w)", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {tuple(re.split("==| ", block)[:2]): set(re.findall(r"sha256:\w+", block)) for block in blocks}


def test_the_lock_is_of_what_pyproject_asks_for() -> None:
    command = [Path(sys.executable).with_name("uv"), "lock", "--check", "--offline", "--python", sys.executable]
    assert subprocess.run(command, cwd=ROOT, check=False, capture_output=True).returncode == 0, "run `make lock`"


def test_the_lock_names_no_other_registry_than_the_public_index() -> None:
    assert set(re.findall(r"https?://([^/\"]+)", LOCK)) == {"pypi.org", "files.pythonhosted.org"}


@pytest.mark.parametrize("name", ASKED)
def test_a_list_for_pip_holds_what_is_asked_for_at_the_versions_of_the_lock(name: str) -> None:
    pins = read_pins(name)
    locked = {
        (package["name"], package["version"]): set(re.findall(r"sha256:\w+", str(package)))
        for package in tomllib.loads(LOCK)["package"]
        if "version" in package
    }
    assert {re.match(r"[\w-]+", line)[0].lower() for line in ASKED[name]} <= {package for package, _ in pins}
    assert {pin: locked[pin] for pin in pins} == pins
