"""The first answer to an address: the framework's page with the view in it, and what other programs show of a link."""

import re
from collections import OrderedDict
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs

from geo.errors import RecordError
from geo.export.html.first_page import FirstPage, address_of, make_first_page, read_page
from geo.i18n import current
from geo.i18n import gettext as _
from geo.map.palette import css
from geo.views.registry import PAGES, VIEWS, Shown
from geo.web.leaflet import STATIC
from geo.web.links import Links
from geo.web.markup import as_markup, render, render_plain
from pages.common import error_page, state, static_files
from pages.common.styles import style_sheet

MAX_PAGES = 128  # that are kept: some 16 MB
MAX_FIELDS = 100  # parameters of an address that are read
MAX_DESCRIPTION = 300  # letters, more than any program shows
HERE = Path(__file__).parent
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_LATE = re.compile(r'<link rel="(?:(?:module)?preload|stylesheet)"[^>]*>|<script type="module"[^>]*></script>')
_NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_cache: OrderedDict[object, FirstPage] = OrderedDict()


def complete_document(document: str, path: str, query: str, root: str) -> str:
    """Write the view of an address into the framework's page.

    document : that page; path, query : the address, below `root`, which is scheme, host and base path. What asks for
    something in vain is answered as the app answers it.
    """
    params = parse_qs("&".join(query.split("&")[:MAX_FIELDS]), keep_blank_values=True)
    try:
        atlas = state.atlas()
    except RecordError as error:
        return _fill(document, render_plain("first-faults-head", title=error_page.title(error)), _faults(error))
    content = read_page(atlas, path, params)
    page = _first_page(content)
    head = render_plain(
        "first-head", title=page.title, description=page.description[:MAX_DESCRIPTION], lang=current(),
        site=_(atlas.record.profile.title), address=f"{root}/{address_of(content).removeprefix('./')}",
        picture=f"{root}/assets/preview/{preview_address(content)}",
        colours=as_markup(css() + _read(HERE / "icons.css")),
        script=as_markup(_read(HERE / "icons.js")),
    )  # fmt: skip
    # slides and the story are made by the live page alone
    body = _body(page.body, has_map=page.has_map) if path in VIEWS else _alone(content)
    return _fill(document, head, body, static_files.page_style(), static_files.page_scripts(current()))


def preview_address(content: Shown) -> str:
    """Name the picture of a view, as programs show it beside a link."""
    page, _mark, query = address_of(content).partition("?")
    return f"{page.removeprefix('./') or 'map'}.png?{query}"


def _first_page(content: Shown) -> FirstPage:
    """Make a page, or take it from those that were asked for last."""
    key = (content.page, content.selection, tuple(sorted(content.params.items())), content.notices, current())
    page = _cache.get(key)
    if page is None:
        page = make_first_page(state.atlas(), content)
        _cache[key] = page
        while len(_cache) > MAX_PAGES:
            _cache.popitem(last=False)
    return page


def _alone(content: Shown) -> str:
    """Say without scripts that a page needs them, and lead to those that do not."""
    pages = [(path or "./", _(page.title)) for path, page in PAGES.items()]
    links = Links(content.selection, content.page)
    return render("first-alone", state.atlas(), links, title=_(PAGES[content.page].title), pages=pages,
                  current=content.page, styles=as_markup(_styles()))  # fmt: skip


def _faults(error: RecordError) -> str:
    items = error_page.faults(error)
    return _body(f'<div class="first"><div class="main">{items}</div></div>', has_map=False)


def _body(content: str, *, has_map: bool) -> str:
    late = _(
        "The live version could not connect yet. What stands here can be read all the same; it tries again by itself."
    )
    return render_plain(
        "first-body", content=as_markup(content), styles=as_markup(_styles()), script=as_markup(_script()),
        has_map=has_map, late=late,
    )  # fmt: skip


def _styles() -> str:
    atlas = state.atlas() if state.is_open() else None
    return style_sheet(atlas) + _read(STATIC / "first.css")


def _script() -> str:
    return _read(STATIC / "first.js")


@cache
def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _fill(document: str, head: str, body: str, style: str = "", scripts: Sequence[str] = ()) -> str:
    """Put head and body into the framework's page.

    What the live page alone needs stands in a template, whence first.js takes it once the view is painted: the files
    of the framework, and of ours style, scripts (addresses).
    """
    ours = f'<link rel="stylesheet" href="{style}">' if style else ""
    ours += "".join(f'<link rel="preload" as="script" href="{script}">' for script in scripts)
    document = _NOSCRIPT.sub("", _TITLE.sub("", document))
    if 'id="first"' in body:
        ours = f'<template id="framework">{"".join(_LATE.findall(document))}{ours}</template>'
        document = _LATE.sub("", document)
    document = document.replace("<head>", f"<head>{head}", 1)
    return document.replace('<div id="root">', f'{body}{ours}<div id="root">', 1)
