"""What the browser fetches from this app, and from nowhere else: Leaflet, the map's script, words and geometry.

Each file's address carries a digest of its content, so a browser may keep it for ever and never sees an old one.
"""

from functools import cache
from pathlib import Path

import xstatic.pkg.leaflet
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from geo.export.image.thumbnail import thumbnail, thumbnail_name
from geo.map.palette import css
from geo.map.symbology import variables
from geo.selection.selection import Selection, from_params
from geo.web.leaflet import MAP_SCRIPTS, STATIC, digest, geometry_script, symbols_script, words_script
from pages.common import page_assets, state

LEAFLET = Path(xstatic.pkg.leaflet.BASE_DIR)
FRAME = "../.."  # from the map's frame, /component/streamlit_folium.st_folium/index.html, to the root of the app
KEEP = {"Cache-Control": "public, max-age=31536000, immutable"}
TYPES = {".js": "text/javascript", ".css": "text/css"}


@cache
def _files() -> dict[str, str]:
    """Name -> content of every file made here. The geometry is made once per process.

    A map waits for one file, not for four in turn: streamlit-folium asks for each script when the one before has come.
    """
    leaflet = (LEAFLET / "leaflet.js").read_text(encoding="utf-8")
    atlas = state.atlas()
    whole = [leaflet, geometry_script(atlas), symbols_script(atlas), words_script(atlas), *map(_read, MAP_SCRIPTS)]
    return {
        "map.css": css() + variables(atlas) + _read("atlas-map.css"), "map.js": "\n;".join(whole),
        **page_assets.page_assets(),
    }  # fmt: skip


def _read(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


@cache
def _paths() -> dict[str, str]:
    """Name -> address below the root of the app."""
    return {name: f"assets/atlas/{digest(content)}/{name}" for name, content in _files().items()}


def scripts() -> dict[str, str]:
    """Return the map's script, Leaflet, geometry and words included: name -> address as seen from the map's frame."""
    return {"map": f"{FRAME}/{_paths()['map.js']}"}


def styles() -> dict[str, str]:
    """Return the map's style sheets, likewise; Leaflet's own lies beside the pictures that it names."""
    return {"leaflet": f"{FRAME}/assets/leaflet/leaflet.css", "map": f"{FRAME}/{_paths()['map.css']}"}


@cache
def version() -> str:
    """Name all that is made here together: the program, the record and its looks."""
    return digest(" ".join(_paths().values()))


def page_scripts(lang: str) -> tuple[str, str]:
    """Return the addresses, relative to a page, of the words of the pages' script in a language, and of the script."""
    return _paths()[page_assets.words_name(lang)], _paths()["app.js"]


def page_style() -> str:
    """Return the address of the style sheet of the pages, likewise."""
    return _paths()["app.css"]


async def serve(request: Request) -> Response:
    """Answer `assets/atlas/<digest>/<name>`; an unknown name or an old digest is not found."""
    name = request.path_params["name"]
    if _paths().get(name) != f"assets/atlas/{request.path_params['digest']}/{name}":
        return PlainTextResponse("not found", status_code=404)
    return Response(_files()[name], media_type=TYPES[Path(name).suffix], headers=KEEP)


def thumbnail_address(selection: Selection, *, pair: bool = False) -> str:
    """Return where the small picture of a map is, or of the two of a pair, relative to a page."""
    name = thumbnail_name(state.atlas(), selection, pair=pair)
    return f"assets/thumbnail/{name}.svg?{selection.to_query()}{'&pair=1' if pair else ''}"


def serve_thumbnail(request: Request) -> Response:
    """Answer `assets/thumbnail/<name>.svg?<selection>`; a name that is not of this picture is not found."""
    params = {name: request.query_params.getlist(name) for name in request.query_params}
    pair = bool(params.pop("pair", None))
    selection = from_params(params, state.atlas())[0]
    if thumbnail_name(state.atlas(), selection, pair=pair) != request.path_params["name"]:
        return PlainTextResponse("not found", status_code=404)
    picture = thumbnail(state.atlas(), selection, pair=pair)
    return Response(picture, media_type="image/svg+xml", headers=KEEP)
