"""The picture of a view that other programs show beside its link."""

from functools import lru_cache
from urllib.parse import parse_qs

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from geo.errors import RecordError
from geo.export.errors import ExportError
from geo.export.html.first_page import address_of, read_page
from geo.export.image.png import png
from geo.export.image.views.view import view_svg
from geo.i18n import current
from geo.selection.view import View
from geo.views.registry import VIEWS
from pages.common import state

SIZE = (1200, 630)
"""Width and height in pixels, as programs show it."""
MAX_PICTURES = 64  # that are kept: some 10 MB
_limit: list[CapacityLimiter] = []


async def serve(request: Request) -> Response:
    """Answer `assets/preview/<page>.png?<view>`; a page that has no picture is answered with its map."""
    name = request.path_params["page"]
    path = "" if name == "map" else name
    if path not in VIEWS:
        return PlainTextResponse("not found", status_code=404)
    if not _limit:
        _limit.append(CapacityLimiter(1))  # pictures wait for each other: people come first
    try:
        content = await to_thread.run_sync(_draw, path, request.url.query, limiter=_limit[0])
    except (RecordError, ExportError) as error:
        return PlainTextResponse(str(error), status_code=503)
    return Response(content, media_type="image/png", headers={"Cache-Control": "public, max-age=3600"})


def _draw(path: str, query: str) -> bytes:
    content = read_page(state.atlas(), path, parse_qs(query, max_num_fields=100))
    page, _mark, view_query = address_of(content).removeprefix("./").partition("?")
    return _picture(page if VIEWS[content.page].drawing in ("map", "pair") else "", view_query, current())


@lru_cache(maxsize=MAX_PICTURES)
def _picture(page: str, query: str, lang: str) -> bytes:  # noqa: ARG001  # the words of the picture are of this language
    return png(view_svg(state.atlas(), View(query, page=page), size=SIZE), SIZE[0])
