"""The title of a window: what is opened, the view, the page, the product; read first by a screen reader and in tabs."""

from collections.abc import Mapping

from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.record.citations import passage_of, source_of
from geo.selection.description import describe_filters
from geo.selection.phases import phase_name
from geo.selection.selection import Selection, shorten
from geo.story.slides import Slide


def view_title(atlas: Atlas, selection: Selection, page: str, params: Mapping[str, str]) -> str:
    """Name a view of a page: `Prey Veng, Phase II · Map · TICW Atlas`. params : the page's own parameters."""
    parts = [_item_name(atlas, selection, params), phase_name(atlas.record, selection.phase)]
    if query := params.get("q"):
        parts.append(f"“{shorten(query)}”")
    parts.append(describe_filters(atlas, selection))
    return _join(atlas, ", ".join(filter(None, parts)), page)


def slide_title(atlas: Atlas, slide: Slide, page: str) -> str:
    """Name a slide: `3/11 Where Phase II worked · Present · TICW Atlas`."""
    return _join(atlas, f"{slide.number}/{slide.of} {slide.title}", page)


def _join(atlas: Atlas, view: str, page: str) -> str:
    return " · ".join((view, page, atlas.record.profile.title))


def _item_name(atlas: Atlas, selection: Selection, params: Mapping[str, str]) -> str:
    """Name what the view opens: a paragraph, an organisation, a statement, else the chosen place; '' for nothing."""
    record, item = atlas.record, params.get("item", "")
    if source_of(record, params.get("paragraph", "")):
        return passage_of(params["paragraph"])
    if partner := record.partners_by_id.get(item):
        return _(partner.name)
    if statement := next((row for row in atlas.statements if row.statement_id == item), None):
        return _(statement.title)
    return _(record.place_name(selection.area, selection.lang)) if selection.area else ""
