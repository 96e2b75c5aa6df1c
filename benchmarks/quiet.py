"""A timer for whole pages: from a click, or from the navigation, to the last thing that changed on the page."""

from playwright.sync_api import Locator, Page

from benchmarks.measure import LONGEST, Wire

CALM = 400  # milliseconds without a change after which a page is done

# What counts as a change: elements and words anywhere in the page, and the paint of a map in its frame. What Streamlit
# only marks for itself (stale, running) is an attribute, and is not seen by a person.
WATCH = """() => {
  const seen = {last: performance.now(), changes: 0};
  const note = () => { seen.last = performance.now(); seen.changes += 1; };
  const idle = () => document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]');
  const known = new WeakSet();
  const watch = (page) => {
    if (!page || known.has(page)) return;
    known.add(page);
    const paint = page === document ? {} : {attributeFilter: ["data-paint", "data-chosen", "d"]};
    new MutationObserver(note).observe(page, {subtree: true, childList: true, characterData: true, ...paint});
  };
  window.benchQuiet = new Promise((done, fail) => {
    const look = () => {
      watch(document);
      for (const frame of document.querySelectorAll("iframe")) watch(frame.contentDocument);
      const now = performance.now();
      if (idle() && now - seen.last > %(calm)d && (%(ready)s)) done({last: seen.last, changes: seen.changes});
      else if (now > %(longest)d + (window.benchStart || 0)) fail("gave up: the page never came to rest");
      else setTimeout(look, 10);
    };
    look();
  });
  window.benchQuiet.catch(() => {});
}"""

MAPS_READY = (
    "[...document.querySelectorAll('iframe')].every((frame) => frame.contentDocument"
    "?.querySelector('[data-area][aria-label]'))"
)


def watch_opening(page: Page) -> None:
    """Before the navigation: be there when the page comes."""
    ready = f"document.querySelector('[data-testid=stMain] .atlas') && {MAPS_READY}"
    script = WATCH % {"calm": CALM, "longest": LONGEST, "ready": ready}
    page.add_init_script(f"if (window === window.top) ({script})()")


def time_to_rest(page: Page) -> float:
    """Milliseconds from the start of the navigation to the last change of the page that it opened."""
    last: float = page.evaluate("() => window.benchQuiet")["last"]
    return last


def click(page: Page, wire: Wire, button: Locator) -> tuple[float, int]:
    """Click; milliseconds from the click to the last change of the page, and the bytes received until then."""
    # the button may be in a frame, whose clock has another start
    button.evaluate(
        """() => { top.benchStart = Infinity; document.addEventListener("click", (event) => {
            top.benchStart = event.timeStamp + performance.timeOrigin - top.performance.timeOrigin;
        }, {capture: true, once: true}); }"""
    )
    wire.reset()
    button.click()
    page.evaluate(WATCH % {"calm": CALM, "longest": LONGEST, "ready": "true"})
    last: float = page.evaluate("async () => (await window.benchQuiet).last - window.benchStart")
    return last, wire.websocket + wire.http
