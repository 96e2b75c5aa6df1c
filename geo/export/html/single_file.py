"""The atlas as one file for any browser: opened by a double click, with nothing fetched from anywhere.

Leaflet, the map, the words and every view that the file offers are inside. The map's script, the styles, the templates
and the functions are those of the app; geo/web/single.js only looks up what was made here.
"""

import base64
import datetime as dt
import hashlib
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import xstatic.pkg.leaflet
from markupsafe import Markup

from geo import i18n
from geo.export.html.evidence import citations_beyond, listings
from geo.export.html.links import FREE, FileLinks, free_selection
from geo.export.html.panels import beyond, panels
from geo.export.html.precomputed import Pool, facet_options, views
from geo.i18n import gettext as _
from geo.map import symbology
from geo.map.palette import css
from geo.map.summary import describe
from geo.record.atlas import Atlas
from geo.record.record import Record
from geo.selection.description import describe_filters
from geo.selection.phases import choices_with_names, has_choice, scopes
from geo.selection.selection import Selection
from geo.views.credits import licence_line, product
from geo.views.evidence import evidence
from geo.web.leaflet import MAP_SCRIPTS, STATIC, geometry_script, script_json, symbols_script, words_script
from geo.web.markup import render

LEAFLET = Path(xstatic.pkg.leaflet.BASE_DIR)
NOTICES = "geography/LICENSES.md"


@dataclass(frozen=True, slots=True)
class Script:
    """A script that stands in the file. allowed : its digest, by which the file's policy lets it run and no other."""

    text: Markup
    policy_source: str


def single_file(atlas: Atlas, selection: Selection, date: dt.date | None = None) -> str:
    """Make the file, which opens at the selection.

    Phase, role, intervention and place can be chosen in it; what the selection says of partner, study and certainty
    stays as it is, and the file says so. date : the day to be printed as that of making.
    """
    lang = i18n.current()
    i18n.use(selection.lang)
    try:
        return _file(atlas, selection, date)
    finally:
        i18n.use(lang)


def _file(atlas: Atlas, selection: Selection, date: dt.date | None) -> str:
    choices = {facet: facet_options(atlas, selection, facet) for facet in FREE}
    data = views(atlas, selection, choices["role"], choices["intervention"])
    data["start"] = {
        "phase": selection.phase, "area": selection.area or "",
        **{facet: ",".join(sorted(selection.codes(facet))) for facet in FREE},
    }  # fmt: skip
    folds = Pool()
    record = atlas.record
    links = FileLinks(free_selection(selection))
    names = {place: _(record.place_name(place, selection.lang)) for place in (*atlas.by_area, *atlas.by_place)}
    places = panels(atlas, selection, folds)
    heads = [Markup(render("panel", atlas, links, dossier=panel.head)) for panel in places]  # noqa: S704  # escaped there
    # what stands in the script is compared letter by letter with the policy's digest, so it is made first
    evidence_script = f"window.ticwEvidence = {script_json(evidence(atlas))};"
    words = words_script(atlas, [selection.lang])
    texts = (*_map_scripts(atlas), geometry_script(atlas), words, evidence_script, *_page_scripts())
    scripts = [_script(text) for text in texts]
    notices = record.folder / NOTICES
    return render(
        "single", atlas, links, release=product(atlas),
        selection=selection, words=describe(atlas, selection), made=date.isoformat() if date else "",
        policy=_policy(scripts), scripts=scripts, data=Markup(script_json(data)),  # noqa: S704
        styles=Markup(_styles(atlas) + _phase_styles(record)),  # noqa: S704
        phases=choices_with_names(record), has_choice=has_choice(atlas),
        choices=choices, names=names, start=data["start"],
        fixed=describe_filters(atlas, selection.changed(**dict.fromkeys(FREE, frozenset()))),
        panels=places, heads=heads, beyond=beyond(atlas, selection, folds), folds=folds.pieces,
        listings=listings(atlas), record=record, cited=citations_beyond(atlas),
        licence=licence_line(atlas), sources=_sources(atlas, selection),
        notices=notices.read_text(encoding="utf-8") if notices.is_file() else "",
    )  # fmt: skip


def _sources(atlas: Atlas, selection: Selection) -> list[object]:
    """List the sources on which the record rests; the others where what they say is shown."""
    return [*(atlas.record.sources if selection.context else atlas.record.sources_of_facts)]


def _script(text: str) -> Script:
    if "</script" in text.lower() or "<!--" in text:
        raise ValueError("a script of the file would end before its end")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Script(Markup(text), f"'sha256-{digest}'")  # noqa: S704  # our own scripts; data in them went through script_json


def _policy(scripts: list[Script]) -> str:
    """Say what the file may do: run its own scripts, and fetch nothing."""
    sources = " ".join(script.policy_source for script in scripts)
    return (
        f"default-src 'none'; script-src {sources}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def _page_scripts() -> tuple[str, ...]:
    return tuple((STATIC / name).read_text(encoding="utf-8") for name in ("citations.js", "single.js"))


@lru_cache(maxsize=4)
def _map_scripts(atlas: Atlas) -> tuple[str, ...]:
    leaflet = (LEAFLET / "leaflet.js").read_text(encoding="utf-8")
    # without the comment that points at a file which is not there
    leaflet = re.sub(r"//# sourceMappingURL=\S+", "", leaflet).strip()
    return leaflet, symbols_script(atlas), *((STATIC / name).read_text(encoding="utf-8") for name in MAP_SCRIPTS)


def _phase_styles(record: Record) -> str:
    """Write the rules by which only the parts of the phase that is chosen are seen; codes hold no special letters."""
    rules = (f'.single[data-phase="{code}"] .part:not([data-phases~="{code}"])' for code in scopes(record))
    return f"{', '.join(rules)} {{ display: none; }}\n"


@lru_cache(maxsize=4)
def _styles(atlas: Atlas) -> str:
    # the pictures of markers and of the layer switch, which the file does not have, are not asked for
    leaflet = re.sub(r"url\([^)]*\)", "none", (LEAFLET / "leaflet.css").read_text(encoding="utf-8"))
    own = ((STATIC / name).read_text(encoding="utf-8") for name in ("atlas-map.css", "atlas.css", "single.css"))
    return leaflet + css() + symbology.variables(atlas) + "".join(own) + symbology.css(atlas)
