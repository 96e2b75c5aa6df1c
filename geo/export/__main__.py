"""Exports on the command line, for batches: `python -m geo.export --format pdf,png --view 'phase=II' --out DIR`."""

import argparse
import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlencode

from geo import i18n
from geo.console import spell_out
from geo.errors import RecordError
from geo.export import FORMATS, WITH_HXL, ExportError, Subject, file_name, make
from geo.export.files import open_folder, write
from geo.i18n import gettext as _
from geo.record.atlas import Atlas, data_folder, open_atlas
from geo.selection.phases import ALL
from geo.selection.selection import from_params
from geo.selection.view import View
from geo.story.default import builtin
from geo.story.province import province_story
from geo.story.story import Story, StoryError, from_json
from geo.views.registry import VIEWS, read_view
from geo.web.address import Base

BUILTIN = "builtin"
PLACE = "place:"  # before the code of an area, or the id of a place: its story
EXIT_INTERRUPT = 130  # the exit status that shells give to what was stopped with Ctrl-C


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m geo.export",
        description="Takes views of the atlas along, as files.",
        epilog=f"Formats: {', '.join(FORMATS)}. Several are parted by commas.",
    )
    parser.add_argument("--format", required=True, type=_formats, metavar="NAMES", help="what to make, such as pdf,png")
    parser.add_argument("--out", required=True, type=_folder, metavar="DIR", help="the folder for the files")
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--view",
        metavar="QUERY",
        type=_view,
        help="the address of a view after its ?, such as phase=II&role=receiving; of another page than the map with its"
        " name, such as coverage?phase=II&table=studies",
    )
    what.add_argument(
        "--story",
        metavar="FILE",
        help=f"a story file; {BUILTIN} for the story that the record"
        f" tells, {PLACE}CODE for that of an area, such as {PLACE}KH-14",
    )
    parser.add_argument("--hxl", action="store_true", help="tables of statements with a row of HXL hashtags")
    parser.add_argument("--each", choices=["area"], help="one file for each area, of the view or of all phases")
    parser.add_argument("--lang", metavar="LANG", help="the language of names and words, else the view's")
    parser.add_argument("--data", type=_folder, default=None, metavar="DIR", help="the folder of the record")
    parser.add_argument(
        "--address", type=_address, default="", metavar="URL",
        help="where the app is, such as http://10.0.0.5:8501, to be printed in handouts",
    )  # fmt: skip
    parser.add_argument("--date", type=_date, default=None, metavar="YYYY-MM-DD", help="the day of making, else today")
    return parser


def _folder(text: str) -> Path:
    if not text.strip():  # an unset variable of a script, not the folder where it was called
        raise argparse.ArgumentTypeError("the name is empty; write . for the folder that you are in")
    return Path(text)


def _formats(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        names_text = ", ".join(unknown) or "nothing"
        raise argparse.ArgumentTypeError(f"there is no format {names_text}; there are {', '.join(FORMATS)}")
    return list(dict.fromkeys(names))


def _view(text: str) -> View:
    """Read a view of the address that a browser shows, or of a part of it: the page's name and what follows its ?."""
    before, mark, query = text.partition("#")[0].partition("?")
    if not mark and before not in VIEWS and "://" not in before:
        before, query = "", before
    page = before.rstrip("/").rpartition("/")[2]
    if page not in VIEWS and "://" in before:
        page = ""
    if page not in VIEWS:
        raise argparse.ArgumentTypeError(f"there is no page {page}; there are {', '.join(filter(None, VIEWS))}")
    return View(query, page=page)


def _address(text: str) -> str:
    try:
        return Base.parse(text).url if text else ""
    except ValueError as error:
        message = f"{text} is not where an app is, such as http://10.0.0.5:8501, without a view's ? and what follows it"
        raise argparse.ArgumentTypeError(message) from error


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is not a day such as 2026-11-23") from error


def main(arguments: Sequence[str]) -> int:
    """Make the files that the arguments ask for and print their paths.

    What cannot be made is said, and the rest made all the same: 1 where nothing was, 2 for wrong arguments.
    """
    parser = _arguments()
    options = parser.parse_args(arguments)
    i18n.use(options.lang or "en")
    if options.hxl:
        options.format = [WITH_HXL.get(name, name) for name in options.format]
    if options.story and options.each:
        parser.error("a story is one file: --each goes with --view")
    if options.each and options.view:
        _check_each(parser, options.view)
    date = options.date or dt.datetime.now(dt.UTC).astimezone().date()
    try:
        open_folder(options.out)
        atlas = open_atlas(options.data or data_folder())
        if options.lang and options.lang not in atlas.record.languages:
            parser.error(f"the record has no language {options.lang}; it has {', '.join(atlas.record.languages)}")
        count = sum(_write(options, atlas, subject, date) for subject in _subjects(options, atlas))
    except RecordError as error:
        print(*error.faults, sep="\n", file=sys.stderr)
        return 1
    except ExportError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        # some formats are made by way of a file of their own, for which there may be no room
        print(f"{error.filename or options.out}: {(error.strerror or str(error)).lower()}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return EXIT_INTERRUPT
    return 0 if count else 1


def _check_each(parser: argparse.ArgumentParser, view: View) -> None:
    """Refuse a view that would make the same file for every area, or that names the one area already."""
    if not VIEWS[view.page].of_area:
        pages = ", ".join(path or "the map" for path, page in VIEWS.items() if page.of_area)
        parser.error(f"the page {view.page} is the same for every area: --each area goes with {pages}")
    for name in ("area", "item"):
        if name in view.params:
            parser.error(f"--each area goes through all areas: take {name}= out of --view")


def _write(options: argparse.Namespace, atlas: Atlas, subject: Subject, date: dt.date) -> int:
    """Make the files of one view or story. Returns how many; says of each format why it could not be made."""
    count = 0
    for name in options.format:
        try:
            content = make(name, atlas, subject, date, options.address)
        except ExportError as error:
            print(error, file=sys.stderr)
            continue
        print(write(options.out, file_name(name, atlas, subject, date, i18n.current()), content), flush=True)
        count += 1
    return count


def _subjects(options: argparse.Namespace, atlas: Atlas) -> Iterator[Subject]:
    """Yield what the arguments ask to take along; say what of a view could not be read, and keep the rest."""
    if options.story:
        yield _story(options.story, atlas)
        return
    view: View = options.view or View(f"phase={ALL if options.each else atlas.default_phase}")
    page = read_view(atlas, view)
    for notice in page.notices:
        print(f"--view: {notice}", file=sys.stderr)
    selection, _notices = from_params(view.params, atlas)
    selection = selection.changed(lang=options.lang or selection.lang)
    i18n.use(selection.lang)
    scopes = [selection.changed(area=area.area_code) for area in atlas.record.areas] if options.each else [selection]
    for variant in scopes:
        yield View(urlencode({**variant.to_params(), **page.params}, safe=","), page=view.page)


def _story(name: str, atlas: Atlas) -> Story:
    if name == BUILTIN:
        return builtin(atlas)
    if name.startswith(PLACE):
        try:
            return province_story(atlas, name.removeprefix(PLACE))
        except KeyError as error:
            words = _("{named}: there is no such place; areas are {known}")
            raise ExportError(words.format(named=name, known=", ".join(atlas.by_area))) from error
    try:
        return from_json(Path(name).read_bytes())
    except OSError as error:
        raise ExportError(f"{name}: {(error.strerror or _('it cannot be read')).lower()}") from error
    except StoryError as error:
        raise ExportError(f"{name}: {error}") from error


if __name__ == "__main__":
    spell_out()
    sys.exit(main(sys.argv[1:]))
