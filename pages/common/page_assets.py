"""What a page brings besides its view: its script, its style sheet, and words that scripts say, in each language.

Browsers fetch them by addresses that carry a digest of the content, so that they are sent once and never mix with those
of another version.
"""

from pathlib import Path
from typing import Any

from geo import i18n
from geo.i18n import gettext as _
from geo.record.citations import attribution
from geo.selection.catalogue import entries, group_names
from geo.selection.search import fold
from geo.views.credits import licence_line
from geo.views.evidence import evidence
from geo.web.leaflet import STATIC, script_json
from pages.common import state
from pages.common.styles import style_sheet

# the filters mark what was clicked after the link has been followed, a citation is looked at before that
SCRIPTS = ["navigation", "filters", "search", "attention", "print", "connection", "slides", "story_keeper"]


def page_assets() -> dict[str, str]:
    """Make the files of the pages: name -> content. Raises RecordError."""
    atlas = state.atlas()
    scripts = [STATIC / "citations.js", *(Path(__file__).with_name(f"{name}.js") for name in SCRIPTS)]
    files = {
        "app.js": "".join(script.read_text(encoding="utf-8") for script in scripts),
        "app.css": style_sheet(atlas),
    }
    before = i18n.current()
    try:
        for lang in atlas.record.languages:
            i18n.use(lang)
            files[words_name(lang)] = _words()
    finally:
        i18n.use(before)
    return files


def words_name(lang: str) -> str:
    """Name the file of the words that scripts say in a language."""
    return f"words-{lang}.js"


def _words() -> str:
    """Write what the scripts say and find, in the language in use."""
    atlas = state.atlas()
    words = {
        "ticwPaper": {
            "source": _("Source: {source}.").format(source=attribution(atlas.record, ())),
            "licence": licence_line(atlas),
            "date": _("Printed on {date} from"),
        },
        "ticwEvidence": evidence(atlas),
        "ticwFind": _search(),
        # the framework would speak of the internet
        "ticwLost": _(
            "The atlas does not answer; it is asked again every few seconds. No internet is needed for it. Your story"
            " stays in this browser."
        ),
    }
    return "\n".join(f"window.{name} = {script_json(value)};" for name, value in words.items())


def _search() -> dict[str, Any]:
    """List what the search in the bar offers while a person types, and its words."""
    groups = group_names()
    order = list(groups)
    return {
        "groups": list(groups.values()),
        "entries": [
            [order.index(row.group), row.name, row.note, *row.target, fold(row.name) if row.brief else row.text]
            for row in entries(state.atlas())
        ],
        "every": _("Search everything for “{query}”"),
        "nothing": _("Nothing is called so."),
        "count": _("{count} found; arrow keys choose."),
        "label": _("What was found"),
    }
