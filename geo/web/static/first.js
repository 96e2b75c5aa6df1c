/* Lets the page that came with the first answer go when the live one stands behind it; says when that does not come. */
(() => {
  const first = document.getElementById("first");
  const [POLL_MS, STEADY, LATE_MS, UNPAINTED_MS] = [25, 6, 15000, 1000];
  const isPainted = (frame) => {
    try {
      return Boolean(frame.contentDocument.querySelector("path[data-paint]"));
    } catch {
      return true; // not ours to look into
    }
  };
  const isLive = () => {
    const app = document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]");
    if (!app || !document.querySelector("[data-testid=stMain] h1")) return false;
    if ([...document.querySelectorAll("link[rel=stylesheet]")].some(({sheet}) => !sheet)) return false;
    const frame = document.querySelector("[class*=st-key] iframe");
    return !first.hasAttribute("data-map") || (frame && isPainted(frame));
  };
  /** Where the large things of the live page are: it is shown when they have come to rest. */
  const measure = () =>
    [...document.querySelectorAll("[data-testid=stMain] :is(h1, h2, iframe), [data-testid=stSidebar] .atlas")]
      .map((element) => element.getBoundingClientRect())
      .map(({x, y, width, height}) => [x, y, width, height].map(Math.round).join(" "))
      .join();
  let [before, steady] = ["", 0];
  const look = () => {
    const now = isLive() ? measure() : "";
    steady = now && now === before ? steady + 1 : 0;
    before = now;
    if (steady < STEADY) return;
    clearInterval(timer);
    first.remove();
  };
  /**
   * The framework is asked for once the view is painted, since the paint would wait for its seventy files; and not
   * before the whole of this page is there: what comes last of it is the place that the framework fills.
   */
  let begun = false;
  const begin = () => {
    if (begun) return;
    begun = true;
    const load = () => {
      const {content} = document.getElementById("framework");
      // one that does not come is not waited for
      for (const style of content.querySelectorAll("[rel=stylesheet]")) style.onerror = () => style.remove();
      // not in the head: what the framework writes there at the end would come after our style sheet, and win
      document.getElementById("root").before(content);
    };
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", load, {once: true});
    else load();
  };
  new PerformanceObserver(begin).observe({type: "paint", buffered: true});
  setTimeout(begin, document.hidden ? 0 : UNPAINTED_MS); // a page in the background paints nothing
  const timer = setInterval(look, POLL_MS);
  setTimeout(() => document.getElementById("first")?.querySelector(".late").removeAttribute("hidden"), LATE_MS);
})();
