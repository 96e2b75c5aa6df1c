/* Runs in the page, once for the life of the tab: what a speaker does with slides besides leafing through them.
 *
 * f fills the screen, b or . makes it black until the next key or click, n opens the speaker's own window with notes,
 * the next slide and a clock; either window leads the other. What does not fit on a slide is left off and counted, so
 * that no slide has to be scrolled in front of a hall. The controls hide until the pointer moves.
 */
(() => {
  if (window.ticwPresents) return;
  window.ticwPresents = true;

  const IDLE_MS = 3000;
  const body = document.body;
  const steps = () => document.querySelector(".atlas.slide .steps");
  const isNotes = () => steps()?.dataset.window === "notes";

  /* ---------- controls ---------- */
  let idle;
  const wake = () => {
    body.classList.remove("ticw-idle");
    clearTimeout(idle);
    idle = setTimeout(() => steps() && !isNotes() && body.classList.add("ticw-idle"), IDLE_MS);
  };
  for (const kind of ["pointermove", "pointerdown", "focusin"]) document.addEventListener(kind, wake, {passive: true});
  wake();

  const fill = () =>
    document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  const blank = () => body.classList.toggle("ticw-black");
  const open = () => window.open(steps().dataset.notes, "ticw-notes", "popup,width=1000,height=720");
  const ACTS = {f: fill, b: blank, ".": blank, n: open};

  document.addEventListener("keydown", (event) => {
    if (!steps() || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea")) return;
    const act = ACTS[event.key.toLowerCase()];
    const black = body.classList.contains("ticw-black");
    if (act && !isNotes()) {
      event.preventDefault();
      act();
    }
    if (!black || act === blank) return;
    body.classList.remove("ticw-black");
    // what has the focus is not seen, and is not meant
    if (["Enter", " "].includes(event.key)) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    body.classList.remove("ticw-black");
    const button = event.target.closest?.("[data-act]");
    if (button) ACTS[button.dataset.act]?.();
  });

  /* ---------- two windows, one slide ---------- */
  const channel = new BroadcastChannel("ticw-slides");
  const place = () => new URLSearchParams(location.search).get("slide") || "1";
  const story = () => new URLSearchParams(location.search).get("story") || "";
  let last = "";
  const lead = () => {
    const here = steps() ? `${story()} ${place()}` : "";
    if (here && here !== last) channel.postMessage({story: story(), slide: place()});
    last = here;
  };
  channel.addEventListener("message", ({data}) => {
    if (!steps() || data.story !== story() || data.slide === place()) return;
    last = `${data.story} ${data.slide}`;
    const address = new URL(location.href);
    address.searchParams.set("slide", data.slide);
    address.searchParams.delete("area");
    history.pushState({}, "", address);
    dispatchEvent(new PopStateEvent("popstate", {state: {}}));
  });

  /* ---------- what fits ---------- */
  const BOXES = ".atlas.slide.list, .atlas.slide.beside";
  const roomOf = (box) => box.closest(".st-key-slidebeside") || box.closest("[data-testid=stElementContainer]");
  const fit = (box) => {
    const room = roomOf(box);
    const more = box.querySelector(".more");
    const items = [...box.querySelectorAll(".points > li")];
    if (!room || !more) return;
    const left = Number(more.dataset.left);
    const tell = (count) => {
      more.hidden = !count;
      more.firstElementChild.textContent = more.dataset.more.replace("{count}", count);
    };
    for (const item of items) item.classList.remove("ticw-over");
    tell(left);
    const over = () => room.scrollHeight > room.clientHeight + 1;
    if (body.classList.contains("on-paper") || matchMedia("print, (max-width: 640px)").matches) return;
    for (let shown = items.length - 1; shown > 0 && over(); shown -= 1) {
      items[shown].classList.add("ticw-over");
      tell(left + items.length - shown);
    }
  };
  const watched = new ResizeObserver(() => fitAll());
  let asked = 0;
  const fitAll = () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(() => document.querySelectorAll(BOXES).forEach(fit));
  };
  const tick = (clock) => {
    const time = new Date().toLocaleTimeString(document.documentElement.lang || "en", {timeStyle: "short"});
    if (clock.textContent !== time) clock.textContent = time; // what is written here is itself a change
  };
  const look = () => {
    lead();
    if (!steps()) return;
    const clock = document.querySelector(".atlas.slide .clock");
    if (clock) tick(clock);
    for (const box of document.querySelectorAll(BOXES)) {
      if (box.ticwFits) continue;
      box.ticwFits = true;
      watched.observe(roomOf(box));
      fitAll();
    }
  };
  new MutationObserver(look).observe(body, {subtree: true, childList: true});
  setInterval(look, 10_000);
  addEventListener("resize", fitAll);
  look();
})();
