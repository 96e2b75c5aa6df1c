"""The project in words, the source and how certain it is, the words it uses, the version and the licences."""

from collections.abc import Iterator

from geo.views.registry import show_list
from pages.common.page_view import PageView, keep, page_view

PATH = "about"


def show() -> None:
    """Show the content as it stands, in two columns on a wide page."""
    _show_sections(page_view(PATH))


@keep
def _show_sections(view: PageView) -> Iterator[str]:
    content = show_list(view.atlas, PATH, view.selection, dict(view.params))
    yield view.headline()
    yield view.render("about", sections=content.sections)
