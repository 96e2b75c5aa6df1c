"""Reads HTML as a browser does, for tests of what stands on a page."""

from html.parser import HTMLParser


class Read(HTMLParser):
    """The elements of HTML with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def intruders(self) -> list[tuple[str, dict[str, str | None]]]:
        """Scripts, and pictures other than the drawings that a page carries in itself."""
        own = "data:image/svg+xml"
        return [
            (tag, values)
            for tag, values in self.elements
            if tag == "script" or (tag == "img" and not str(values.get("src")).startswith(own))
        ]

    def values(self, attribute: str) -> list[str]:
        return [str(attributes[attribute]) for _, attributes in self.elements if attribute in attributes]
