"""The project in words, the source and how certain it is, the words it uses, the version and the licences."""

from geo.views.registry import show_list
from pages.common import door, words
from pages.common.params import read_params

HERE = "about"


def show() -> None:
    """The content as it stands, in two columns on a wide page."""
    content = show_list(door.atlas(), HERE, door.selection(), read_params(HERE))
    words.headline(HERE)
    words.html("about", here=HERE, sections=content.sections)
