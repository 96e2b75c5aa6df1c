"""Exports on the command line, and what every format has in common: names, folders, failures."""

import datetime as dt
import json
import os
import pickle
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from geo.export import FORMATS, ExportError, Order, file_name, make, produce
from geo.export.__main__ import main
from geo.export.filenames import LONGEST
from geo.export.files import write
from geo.record.atlas import Atlas
from geo.selection.selection import Selection, options
from geo.selection.view import View
from geo.story.default import builtin
from geo.story.story import Story, to_json
from tests.support.opening import text_of
from tests.support.worlds import DATA, edit

KHMER = "ព្រៃវែង"  # Prey Veng
MADE = dt.date(2026, 11, 23)
ROOT = Path(__file__).resolve().parents[2]
SAFE = re.compile(r"[A-Za-z0-9._-]+")


pytestmark = pytest.mark.usefixtures("english")


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refused(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """Return the one line that the command says where it refuses; it ends with 1 or 2 and prints no traceback."""
    try:
        status = main([str(argument) for argument in arguments])
    except SystemExit as ended:
        status = int(ended.code or 0)
    assert status in (1, 2)
    said = capsys.readouterr()
    assert said.out == ""
    line = said.err.strip().splitlines()[-1]
    assert "Traceback" not in said.err
    return line


# ---- names ----


@pytest.mark.parametrize(
    ("name", "taken", "lang", "called"),
    [
        ("pdf", Selection("II", role=frozenset({"receiving"})), "en", "phase-II_receiving_2026-11-23.pdf"),
        ("csv", Selection(phase="all"), "en", "statements_both-phases_2026-11-23.csv"),
        ("svg", Selection(phase="I", area="KH-14"), "km", "phase-I_KH-14-Prey-Veng_km_2026-11-23.svg"),
        ("map-sheet", View("phase=II", page="partners"), "en", "map-sheet_phase-II_2026-11-23.pdf"),
        ("pdf", View("phase=not-stated", page="partners"), "en", "partners_phase-not-stated_2026-11-23.pdf"),
        ("pptx", Story("Training: Takeo / Kep?"), "en", "story_Training-Takeo-Kep_2026-11-23.pptx"),
        ("pptx", Story("ព្រៃវែង"), "en", "story_2026-11-23.pptx"),
    ],
)
def test_a_name_says_what_the_file_holds_and_when(
    atlas: Atlas, name: str, taken: Selection | View | Story, lang: str, called: str
) -> None:
    assert file_name(name, atlas, taken, MADE, lang) == f"ticw-atlas_{called}"


def test_every_system_can_store_every_name(atlas: Atlas) -> None:
    everything = {
        facet: frozenset(options(atlas.record, facet))
        for facet in ("role", "intervention", "partner", "study", "certainty")
    }
    for name, form in FORMATS.items():
        chosen = Selection("II", **everything, area="KH-1")
        for taken in (chosen, Story("../../con: " + "x" * 500), View("area=thailand")):
            made = file_name(name, atlas, taken, MADE)
            assert SAFE.fullmatch(made)
            assert len(made) <= LONGEST
            assert made.startswith("ticw-atlas_")
            assert made.endswith(f"_2026-11-23.{form.suffix}")


# ---- formats ----


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_is_made_of_a_selection_and_of_a_view(atlas: Atlas, name: str) -> None:
    begins = {
        "pdf": b"%PDF", "pptx": b"PK", "html": b"<!doctype html>", "svg": b"<?xml", "png": b"\x89PNG",
        "png-print": b"\x89PNG", "brief": b"## ", "csv": b"\xef\xbb\xbf", "xlsx": b"PK", "geojson": b"{",
        "gpkg": b"SQLite format 3", "map-sheet": b"%PDF", "map-sheet-png": b"\x89PNG",
    }  # fmt: skip
    for taken in (Selection("II"), View("phase=II&item=cwcc", page="partners")):
        assert make(name, atlas, taken, MADE)[:20].lower().startswith(begins[name.removesuffix("-hxl")].lower())


def test_a_story_goes_into_slides_and_handouts_only(atlas: Atlas) -> None:
    for name in ("svg", "brief", "html"):
        with pytest.raises(ExportError, match="holds one view; a story goes into pdf, pptx"):
            make(name, atlas, builtin(atlas), MADE)


def test_an_order_can_be_handed_to_another_process() -> None:
    order = Order("brief", View("phase=I"), MADE, str(DATA), lang="km")
    assert "ព្រៃវែង" in produce(pickle.loads(pickle.dumps(order))).decode()  # noqa: S301  # just pickled


# ---- the command ----


def test_one_command_makes_several_formats_of_a_view(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "new" / "folder"
    assert main(["--format", "pdf,svg, png,svg", "--view", "phase=II&role=receiving", "--out", str(out),
                 "--date", "2026-11-23"]) == 0  # fmt: skip
    assert files(out) == [f"ticw-atlas_phase-II_receiving_2026-11-23.{suffix}" for suffix in ("pdf", "png", "svg")]
    assert capsys.readouterr().out.split() == [
        str(out / f"ticw-atlas_phase-II_receiving_2026-11-23.{suffix}") for suffix in ("pdf", "svg", "png")
    ]
    assert "Receiving" in text_of(out / "ticw-atlas_phase-II_receiving_2026-11-23.pdf")


def test_the_command_works_from_any_folder_as_a_program(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "geo.export", "--format", "brief", "--out", "here"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert [path.suffix for path in (tmp_path / "here").iterdir()] == [".md"]


def test_each_area_gets_its_brief(tmp_path: Path, atlas: Atlas) -> None:
    assert main(["--format", "pdf", "--each", "area", "--out", str(tmp_path), "--date", "2026-11-23"]) == 0
    made = files(tmp_path)
    assert len(made) == len(atlas.record.areas)
    assert "ticw-atlas_both-phases_KH-14-Prey-Veng_2026-11-23.pdf" in made
    text = text_of(tmp_path / "ticw-atlas_both-phases_KH-18-Sihanoukville_2026-11-23.pdf")
    assert (
        "Phase I: sending (said of several areas together). Phase II: receiving (said of several areas together)."
        in text
    )


def test_each_area_may_be_made_of_another_phase(tmp_path: Path) -> None:
    assert main(["--format", "brief", "--each", "area", "--view", "phase=I", "--out", str(tmp_path)]) == 0
    assert all("_phase-I_KH-" in name for name in files(tmp_path))


def test_a_story_is_taken_from_its_file_or_from_the_record(tmp_path: Path) -> None:
    saved = tmp_path / "own.json"
    saved.write_text(to_json(Story("Own", (View("phase=I"), View("phase=II")))), encoding="utf-8")
    out = tmp_path / "out"
    for story in (saved, "builtin", "place:KH-2"):
        assert main(["--format", "pdf", "--story", str(story), "--out", str(out), "--address", "http://hall",
                     "--date", "2026-11-23"]) == 0  # fmt: skip
    texts = [text_of(out / name) for name in files(out)]
    assert len(texts) == 3
    assert any("Battambang: sending in Phase I" in text for text in texts)
    assert all("http://hall/?phase=" in text.replace("\u200b", "") for text in texts)


def test_names_and_words_come_in_the_language_asked_for(tmp_path: Path) -> None:
    assert main(["--format", "brief", "--lang", "km", "--out", str(tmp_path), "--date", "2026-11-23"]) == 0
    assert "ព្រៃវែង" in (tmp_path / "ticw-atlas_brief_phase-II_km_2026-11-23.md").read_text(encoding="utf-8")


def test_the_language_of_a_view_is_kept_unless_another_is_asked_for(tmp_path: Path) -> None:
    for extra, name in ([], "Prey-Veng_km"), (["--lang", "en"], "Prey-Veng"):
        folder = tmp_path / name
        view = ["--view", "phase=II&area=KH-14&lang=km", "--format", "brief", "--date", "2026-11-23"]
        assert main([*view, *extra, "--out", str(folder)]) == 0
        (made,) = folder.iterdir()
        assert made.stem.endswith("_km_2026-11-23") == (not extra)
        assert made.read_text(encoding="utf-8").startswith(f"## {KHMER}") == (not extra)


def test_a_view_that_leaves_nothing_is_exported_and_says_so(tmp_path: Path) -> None:
    assert (
        main(["--format", "brief,pdf", "--view", "?partner=ccpcr", "--out", str(tmp_path), "--date", "2026-11-23"]) == 0
    )
    assert "nothing in the source fits partner “CCPCR”" in text_of(
        tmp_path / "ticw-atlas_phase-II_ccpcr_2026-11-23.pdf"
    )


@pytest.mark.parametrize(
    ("view", "said", "name"),
    [
        ("phase=I&area=KH-99", "area “KH-99”, which the record does not have; it is left out", "phase-I"),
        ("phase=III&role=receiving", "“III”, which the record does not have", "phase-II_receiving"),
        ("rolle=receiving&area=KH-14", "asks for rolle, which this page does not know", "phase-II_KH-14-Prey-Veng"),
    ],
)
def test_what_of_a_view_the_record_does_not_have_is_said_and_the_rest_is_made(
    view: str, said: str, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--format", "brief", "--view", view, "--out", str(tmp_path), "--date", "2026-11-23"]) == 0
    assert files(tmp_path) == [f"ticw-atlas_brief_{name}_2026-11-23.md"]
    line = capsys.readouterr().err.strip()
    assert line.startswith("--view: ")
    assert said in line


def test_all_formats_that_hold_a_story_are_made_and_the_others_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["--format", "html,pdf,csv,pptx", "--story", "builtin", "--out", str(tmp_path), "--date", "2026-11-23"]
    assert main(command) == 0
    assert [path.rpartition(".")[2] for path in files(tmp_path)] == ["pdf", "pptx"]
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 2
    assert said.err.splitlines() == [
        f"{name} holds one view; a story goes into pdf, pptx: take its views along one by one"
        for name in ("html", "csv")
    ]


# ---- what cannot be done ----


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "odt"], "there is no format odt; there are pdf, pptx"),
        (["--format", ","], "there is no format nothing"),
        (
            ["--format", "pdf", "--address", "http://h:1/?phase=II"],
            "is not where an app is, such as http://10.0.0.5:8501",
        ),
        (["--format", "pdf", "--address", "10.0.0.5:8501"], "10.0.0.5:8501 is not where an app is"),
        (["--format", "pdf", "--each", "village"], "invalid choice"),
        (["--format", "pdf", "--lang", "fr"], "no language fr; it has en, km"),
        (["--format", "pdf", "--date", "yesterday"], "yesterday is not a day such as 2026-11-23"),
        (["--format", "pdf", "--story", "a.json", "--view", "phase=I"], "not allowed with argument"),
        (["--format", "pdf", "--story", "builtin", "--each", "area"], "a story is one file"),
        (["--format", "pdf", "--each", "area", "--view", "timeline?phase=I"], "timeline is the same for every area"),
        (["--format", "pdf", "--each", "area", "--view", "phase=I&area=KH-14"], "take area= out of --view"),
        (["--format", "pdf", "--each", "area", "--view", "partners?item=afesip"], "take item= out of --view"),
        (["--format", "pdf", "--data", ""], "the name is empty; write . for the folder"),
        (["--format", "pdf", "--address", 'http://x y/"><b>'], "is not where an app is"),
        (["--format", "pdf", "--out", " "], "the name is empty; write . for the folder"),
        (["--format", "pdf", "--story", "/nowhere/a.json"], "/nowhere/a.json: no such file"),
        (["--format", "pdf", "--story", "place:KH-99"], "place:KH-99: there is no such place; areas are KH-1, KH-2"),
        (["--format", "pdf", "--story", str(DATA / "areas.csv")], "areas.csv: The file is not valid JSON"),
        (["--format", "svg", "--story", "builtin"], "svg holds one view; a story goes into pdf, pptx"),
        (["--format", "pdf", "--data", "/nowhere"], "there is no such folder"),
    ],
)
def test_a_wrong_argument_gets_one_clear_line(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said in refused(capsys, *arguments, "--out", tmp_path / "out")
    assert not (tmp_path / "out").exists() or files(tmp_path / "out") == []


def test_a_broken_record_is_named_fault_by_fault(
    world: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(world, "roles.csv", "role-01", phase_code="III")
    assert "roles.csv:2 phase_code" in refused(capsys, "--format", "pdf", "--data", world, "--out", tmp_path / "out")


@pytest.mark.parametrize("folder", ["a-file", "a-file/below", "/proc/ticw"])
def test_a_folder_that_cannot_be_written_gets_one_clear_line(
    folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a-file").write_text("kept")
    line = refused(capsys, "--format", "pdf", "--out", tmp_path / folder)
    assert folder in line
    assert (tmp_path / "a-file").read_text() == "kept"


def test_a_full_disk_leaves_no_half_file_and_keeps_the_one_from_before(tmp_path: Path) -> None:
    name = "ticw-atlas_phase-II_2026-11-23.png"
    (tmp_path / name).write_bytes(b"from before")
    # what a process may write is limited to 64 kB a file: the write breaks off half way, as it does on a full disk
    command = f"ulimit -f 64; exec {sys.executable} -m geo.export --format png --date 2026-11-23 --out '{tmp_path}'"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.strip().endswith(f"{name}: the file is larger than is allowed here")
    assert len(done.stderr.splitlines()) == 1
    assert files(tmp_path) == [name]
    assert (tmp_path / name).read_bytes() == b"from before"


def test_nothing_needs_room_on_the_disk_before_it_is_saved(tmp_path: Path) -> None:
    code = (
        "import datetime as dt; from geo.export import FORMATS, Order, produce; from geo.story.story import View\n"
        "for name in FORMATS: print(name, len(produce(Order(name, View('phase=II'), dt.date.today(), 'data'))))"
    )
    # no file may hold a single byte, as on a full disk; what is made goes through a pipe
    done = subprocess.run(
        ["bash", "-c", f'ulimit -f 0; exec {sys.executable} -c "$0"', code],
        cwd=ROOT, env={**os.environ, "TMPDIR": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    made = dict(line.split() for line in done.stdout.splitlines())
    assert (list(made), done.stderr) == (list(FORMATS), "")
    assert min(map(int, made.values())) > 500


def test_a_command_that_is_stopped_leaves_only_whole_files(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "geo.export", "--format", "pdf", "--each", "area", "--out", str(tmp_path)]
    # what a shell starts in the background is told to ignore Ctrl-C; here it is not, however the tests were started
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  # no threads here
    ) as process:  # fmt: skip
        assert process.stdout
        assert process.stderr
        process.stdout.readline()  # the first file is there
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()
        status = process.wait(timeout=60)
    assert (status, said) == (130, "")
    left = files(tmp_path)
    assert 0 < len(left) < 24
    assert all(name.endswith(".pdf") for name in left)
    assert all((tmp_path / name).read_bytes().rstrip().endswith(b"%%EOF") for name in left)


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    write(tmp_path, "a.json", b"1" * 9000)
    write(tmp_path, "a.json", json.dumps({"second": True}).encode())
    assert files(tmp_path) == ["a.json"]
    assert json.loads((tmp_path / "a.json").read_text()) == {"second": True}
    assert (tmp_path / "a.json").stat().st_mode & 0o777 == 0o644


def test_nothing_of_streamlit_is_needed_for_exports() -> None:
    modules = ("__main__", "pdf.handout", "pptx.deck", "html.single_file", "markdown", "image.svg", "image.png")
    code = f"import {', '.join(f'geo.export.{name}' for name in modules)}, sys; sys.exit('streamlit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_a_slow_import_waits_until_somebody_takes_something_along() -> None:
    code = "import geo.export, sys; sys.exit(any(name in sys.modules for name in ('pptx', 'typst', 'segno')))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
