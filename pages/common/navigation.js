/* Runs in the page, once for the life of the tab.
 *
 * Links of class `go` are followed inside the app: the address is written into the history, and Streamlit answers it
 * as it answers the browser's own back and forward. A phase chosen beside the map is shown on the map at once: the map
 * already holds the paint of every phase, and the server's answer only confirms it. A link with data-keys is followed
 * when one of these keys is pressed, in the page or on the map.
 */
(() => {
  if (window.ticwListens) return;
  window.ticwListens = true;

  // Of quick steps back the framework answers each with a run, and writes the page of a run that comes late into the
  // history, so that a step is lost. Pages change by the address alone here: nobody else may write another path.
  const push = history.pushState.bind(history);
  history.pushState = (state, title, url) => {
    if (new URL(url ?? "", location.href).pathname === location.pathname) push(state, title, url);
  };

  const SLIDES = /\/present\/?$/;
  let before = ""; // the address from which the slides were opened
  /** Where a link leads: out of the slides to where they were opened from, else where it says. */
  const destination = (link) => {
    if (SLIDES.test(link.pathname) && !SLIDES.test(location.pathname)) before = location.href;
    return "leave" in link.dataset && before ? before : link.href;
  };

  const go = (link) => {
    const address = destination(link);
    if (address === location.href) return;
    push({}, "", address);
    dispatchEvent(new PopStateEvent("popstate", {state: {}}));
  };

  const follow = (event, link) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    // attention.js keeps the focus of whoever clicked; a key of the slides has nothing to do with the focus
    if (link.href !== location.href) document.dispatchEvent(new CustomEvent("ticw-follow", {detail: link}));
    go(link);
  };

  const preview = (phase) => {
    const frame = document.querySelector(".st-key-map iframe, .st-key-smallmap iframe");
    frame?.contentWindow.atlas?.preview(phase);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, [role=dialog]"))
      return;
    const key = event.key === " " ? "Space" : event.key;
    if (key === "Space" && event.target.closest?.("button")) return; // it presses the button that has the focus
    const link = [...document.querySelectorAll("a.go[data-keys]")].find((one) =>
      one.dataset.keys.split(" ").includes(key),
    );
    if (!link) return;
    event.preventDefault();
    go(link);
  });

  // in the capture phase: the buttons keep their clicks to themselves
  document.addEventListener(
    "click",
    (event) => {
      const target = event.target.closest ? event.target : event.target.parentElement;
      const link = target.closest("a.go");
      if (link) follow(event, link);
      if (link?.dataset.facet === "phase" && event.defaultPrevented) preview(link.dataset.value);
    },
    true,
  );
})();
