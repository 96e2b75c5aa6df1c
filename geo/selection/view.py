"""A view: a page with a selection, as an address, and the words that a person gave it."""

from dataclasses import dataclass
from urllib.parse import parse_qs


@dataclass(frozen=True, slots=True)
class View:
    """A view as it was taken: its address and the words that a person gave it.

    query : the query string of the address, a selection and the page's own parameters, `phase=II&role=receiving`.
    title : '' where the view's own title serves. note : private, what the speaker says with it; shown to nobody else.
    page : the path of a page that has a content, see geo.views.registry; '' is the map.
    caption : what the hall reads first after the title, in lines; may be empty. with_sentence : the sentence that the
    atlas makes of the view is shown too.
    """

    query: str = ""
    title: str = ""
    note: str = ""
    page: str = ""
    caption: str = ""
    with_sentence: bool = True

    @property
    def params(self) -> dict[str, list[str]]:
        """The query as parameters, name -> values, as geo.selection.selection.from_params takes them."""
        return parse_qs(self.query, keep_blank_values=True)
