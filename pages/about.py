"""The project in words, the source and how certain it is, the words it uses, the version and the licences."""

from geo.views.registry import show_list
from pages.common import html, state
from pages.common.params import read_params

PATH = "about"


def show() -> None:
    """Show the content as it stands, in two columns on a wide page."""
    content = show_list(state.atlas(), PATH, state.selection(), read_params(PATH))
    html.headline(PATH)
    html.show("about", here=PATH, sections=content.sections)
