"""The sides that are compared: how each is started, where it is clicked, and how one sees that it has answered."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from benchmarks.paintings import AREAS, fills, keys, watch_area
from benchmarks.static_page import serving_static
from tests.support.running import ROOT, serving

APPS = Path(__file__).parent / "apps"
IDLE = "document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]')"
FRAMES = "[...document.querySelectorAll('iframe')].map((frame) => frame.contentDocument).filter(Boolean)"
OUR_FRAME = "document.querySelector('.st-key-map iframe')"
PHASES = ("I", "II", "all", "not-stated")


@dataclass(frozen=True, slots=True)
class Side:
    """One of those compared.

    script : what Streamlit runs, None for the static page.
    first : JavaScript, truthy once the first paint is complete.
    button : selector of the control of one phase, `{phase}` or `{nth}` (from 0) in it.
    frame : selector of the frame that the control is in, '' for the page itself.
    painted : JavaScript, truthy once `{area}` is painted as `{fill}` or `{key}`, or the text says `{phase}`.
    followed : JavaScript that is evaluated at the click and gives a function: truthy once all the rest has followed
    too; '' where nothing follows.
    plain : the server runs as Streamlit installs itself, without the faster parts that pyproject.toml asks for.
    """

    name: str
    script: Path | None
    first: str
    button: str
    painted: str
    followed: str = ""
    frame: str = ""
    plain: bool = False

    def start(self) -> AbstractContextManager[str]:
        """Start a server of its own; yields the address."""
        if not self.script:
            return serving_static()
        return serving(self.script, environment={"PYTHONPATH": str(APPS / "plain")} if self.plain else {})

    def control(self, phase: str) -> str:
        """Return the selector of the control that chooses `phase`."""
        return self.button.format(phase=phase, nth=PHASES.index(phase))

    def marks(self, phase: str) -> dict[str, str]:
        """Name of a moment -> JavaScript that makes, at the click, the function that tells whether it has come."""
        area = watch_area()
        names = {"phase": phase, "area": area, "fill": _fills()[phase][area], "key": keys()[phase][area]}
        paint = f"() => {self.painted.format(**names)}"
        return {"painted": paint, "followed": self.followed.format(**names) or paint}


@cache
def _fills() -> dict[str, dict[str, str]]:
    return fills()


def is_changed(text: str, also: str) -> str:
    """JavaScript: `text` is another than at the click, and `also` holds."""
    return f"((before) => () => {text} !== before && {also})({text})"


RADIO = "[data-testid=stRadio] [data-testid=stRadioOption] >> nth={nth}"
FILL = "?.querySelector('path.{area}')?.getAttribute('fill') === '{fill}'"
SAYS = "document.querySelector('.headline .says')?.textContent"

OURS = Side(
    "ours", ROOT / "dashboard.py",
    first=f"{OUR_FRAME}?.contentDocument?.querySelectorAll('[data-area^=KH-][aria-label]').length === {AREAS}",
    painted=f"{OUR_FRAME}?.contentDocument.querySelector('[data-area={{area}}]')?.dataset.paint === '{{key}}'",
    button=".ticw-phase button[data-phase={phase}]", frame=".st-key-map iframe",
    followed=is_changed(SAYS, f"new URLSearchParams(location.search).get('phase') === '{{phase}}' && {IDLE}"),
)  # fmt: skip
FLOOR = Side(
    "floor", APPS / "floor.py",
    first="document.querySelector('[data-testid=stRadio] [data-testid=stRadioOption]')?.getBoundingClientRect().height",
    button=RADIO,
    painted="document.querySelector('[data-testid=stText]')?.textContent === 'Phase {phase}'",
    followed=is_changed("document.querySelector('[data-testid=stText]')?.textContent", IDLE),
)  # fmt: skip
PLAIN_FLOOR = replace(FLOOR, name="plain floor", plain=True)
COMMON = Side(
    "common way", APPS / "common_way.py",
    first=f"{FRAMES}.some((page) => page.querySelectorAll('path[class*=KH-]').length === {AREAS})",
    button=RADIO,
    painted=f"{FRAMES}.some((page) => page{FILL})",
    followed=f"() => {FRAMES}.some((page) => page{FILL}) && {IDLE}",
)  # fmt: skip
STATIC = Side(
    "static", None,
    first=f"document.querySelectorAll('path[class*=KH-]').length === {AREAS}",
    button="button[data-phase={phase}]",
    painted=f"document{FILL}",
)  # fmt: skip
