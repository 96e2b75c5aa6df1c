/* Runs in the page, once for the life of the tab: keeps the focus, and says what changed.
 *
 * Every answer of the server replaces markup, and the focus falls out of what is replaced. Here it is given back before
 * the next picture: to what was opened, to the heading of a page that is new, to what had opened what is closed now,
 * else to the same link in the new markup. What the person has gone to meanwhile, or the map's frame, keeps it.
 */
(() => {
  if (window.ticwAttends) return;
  window.ticwAttends = true;

  const OPENED = ".st-key-opened h2, .panel[data-place] h2, .coverage .opened h2";
  const ROOM = ".st-key-panel, .st-key-opened, .st-key-beside, .st-key-recordtools, .coverage, .slide"; // opened in
  const OPENERS = ["paragraph", "item", "area"]; // parameters of the address that open something
  const all = (selector) => [...document.querySelectorAll(selector)];
  const squeeze = (text) => text.replace(/\s+/g, " ").trim();

  /* ---------- what an element is called, in whatever markup ---------- */
  const nameOf = (element) => {
    const {key, facet, value, fold} = element.dataset;
    if (key || facet || fold) return `${key || ""} ${facet || ""} ${value || ""} ${fold || ""}`;
    const widget = element.closest("[class*='st-key-']")?.className.match(/st-key-\S+/)[0];
    const part = element.closest(".atlas")?.className;
    const label = element.parentElement?.closest("[aria-label]")?.getAttribute("aria-label");
    const text = element.getAttribute("aria-label") || (element.querySelector("summary") || element).textContent;
    return [element.tagName, widget, part, label, squeeze(text).replace(/\s[(·\s]*\d+\)?$/, "")].join(" ");
  };
  const alike = (tag, name) => all(tag).filter((item) => nameOf(item) === name);
  const remember = (element) => {
    const name = nameOf(element);
    return {element, name, tag: element.tagName, place: alike(element.tagName, name).indexOf(element)};
  };
  const isThere = (element) => element?.isConnected && element.checkVisibility({visibilityProperty: true});
  const recall = (known) => {
    if (!known) return null;
    if (isThere(known.element)) return known.element;
    const found = alike(known.tag, known.name);
    return [found[known.place], ...found].find(isThere);
  };

  /* ---------- where the person is, and what was asked for ---------- */
  const address = () => ({path: location.pathname, params: new URLSearchParams(location.search)});
  const openers = new Map();
  let trail = []; // the last places of the focus
  let followed = null; // the link that was clicked, until it is answered
  let ran = false; // something on the page has changed since
  let behind = false; // a dialog stands before the page
  const look = () => ({...address(), opened: document.querySelector(OPENED), heading: document.querySelector("h1")});
  let before = look();

  const dialog = () => document.querySelector("[role=dialog]");
  const visit = (element) => {
    if (element === document.body || element.closest("[role=dialog]")) return;
    trail = [remember(element), ...trail].slice(0, 4);
  };
  document.addEventListener("focusin", ({target}) => visit(target));
  addEventListener("blur", () => document.activeElement.tagName === "IFRAME" && visit(document.activeElement));
  document.addEventListener(
    "pointerdown",
    ({target}) => {
      if (!target.closest?.("a, button, input, label, summary, [tabindex], [role]")) trail = [];
    },
    true,
  );
  document.addEventListener("ticw-follow", ({detail}) => {
    followed = {...remember(detail), until: performance.now() + 2000};
    ran = false;
    before = look();
  });

  const opening = (now) => OPENERS.find((one) => now.params.get(one) && now.params.get(one) !== before.params.get(one));
  const closing = (now) => OPENERS.find((one) => before.params.get(one) && !now.params.get(one));

  /** The first link on the page that opens this on it; the filters keep what is opened in all their links. */
  const leading = (name, value) =>
    all("[data-testid=stMain] a.go").find(
      (link) => link.pathname === location.pathname && new URLSearchParams(link.search).get(name) === value,
    );

  /** Where the focus belongs, as far as it is there; done: nothing more will come. */
  const goal = (done) => {
    const now = address();
    const opens = opening(now);
    const opened = document.querySelector(OPENED);
    if (opens && opened && (done || opened !== before.opened)) return opened;
    const turned = now.path !== before.path;
    if (opens && !done && (turned || document.querySelector(ROOM))) return null;
    const heading = document.querySelector("h1");
    if (turned) return done || heading !== before.heading ? heading : null;
    const shut = closing(now);
    const opener =
      shut && (recall(openers.get(`${shut}=${before.params.get(shut)}`)) || leading(shut, before.params.get(shut)));
    const found = opener || recall(followed || trail[0]);
    return found || (done && ((!followed && trail.map(recall).find(Boolean)) || heading));
  };

  const give = (element) => {
    if (/^H\d$/.test(element.tagName)) element.tabIndex = -1;
    element.focus({preventScroll: true});
    element.scrollIntoView({block: "nearest"});
  };

  const attend = (done) => {
    const active = document.activeElement;
    const free = !active || active === document.body;
    if (dialog()) {
      behind = true;
      return;
    }
    const lost = free && (followed || (trail[0] && (behind || !trail[0].element.isConnected)));
    const moves = followed && active === followed.element && (opening(address()) || address().path !== before.path);
    if (lost || moves) {
      const target = goal(done);
      if (target && target !== active) {
        const opens = opening(address());
        if (opens && followed) openers.set(`${opens}=${address().params.get(opens)}`, followed);
        give(target);
      }
    }
    // the page behind a dialog may not take the focus yet
    behind = behind && document.activeElement === document.body;
  };

  /* ---------- lists that were folded open stay so ---------- */
  const folds = new Map();
  document.addEventListener(
    "toggle",
    ({target}) => {
      if (target.isConnected && target.tagName === "DETAILS") folds.set(nameOf(target), target.open);
    },
    true,
  );
  const unfold = (node) => {
    if (node.nodeType !== 1 || !folds.size) return;
    for (const one of node.matches("details") ? [node] : node.querySelectorAll("details")) {
      const open = folds.get(nameOf(one));
      if (open !== undefined && one.open !== open) one.open = open;
    }
  };

  /* ---------- one place where what changed is said ---------- */
  const region = Object.assign(document.createElement("div"), {className: "unseen", id: "ticw-says"});
  region.setAttribute("role", "status");
  region.setAttribute("aria-live", "polite");
  document.body.append(region);

  const textOf = (element) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll("a, .unseen").forEach((item) => item.remove());
    return squeeze(copy.textContent);
  };
  /** What the page says of itself: what was done, what is missing, the headline and its sentence, what is opened. */
  const saying = () =>
    [
      ...all("[data-announce]").map((item) => item.dataset.announce),
      ...all(".empty p:first-child, p.empty").map(textOf),
      ...all("h1, .says").map(textOf),
      ...all(OPENED).map((one) => squeeze(one.textContent)),
      ...all(".panel[data-place] .roles").map((one) =>
        [...one.querySelectorAll(".chip")].map((chip) => squeeze(chip.textContent)).join(", "),
      ),
    ].filter(Boolean);

  let said = null;
  const announce = () => {
    const now = [...new Set(saying())];
    // a screen reader reads by itself what has got the focus
    const read = squeeze(/^H\d$/.test(document.activeElement?.tagName) ? document.activeElement.textContent : "");
    const fresh = said ? now.filter((item) => !said.includes(item) && item !== read) : [];
    said = now;
    if (fresh.length) region.textContent = fresh.map((item) => (/[.!?]$/.test(item) ? item : `${item}.`)).join(" ");
  };

  /* ---------- names that only the page knows ---------- */
  const label = () => {
    const view = document.querySelector(".atlas.view");
    if (!view) return;
    document.documentElement.lang = view.dataset.lang;
    for (const frame of all("iframe[title]")) {
      const beside =
        frame.closest(".st-key-mapped") && document.querySelector(":is(.st-key-opened, .st-key-beside) h2");
      const words = beside || document.querySelector("h1");
      const title = `${view.dataset.map}: ${words ? squeeze(words.textContent) : ""}`;
      if (frame.title !== title) frame.title = title;
    }
    for (const beside of all(".st-key-panel, .st-key-opened, .st-key-beside, .st-key-slidebeside")) {
      const opened = beside.querySelector(OPENED);
      beside.setAttribute("role", "complementary");
      beside.setAttribute("aria-label", view.dataset.beside + (opened ? `: ${squeeze(opened.textContent)}` : ""));
      // what scrolls and holds no link must be reached too
      if (!beside.querySelector("a, button, input")) beside.tabIndex = 0;
    }
  };

  const settle = () => {
    attend(true);
    label();
    announce();
    followed = null;
    before = look();
  };

  const isIdle = () => {
    const idle = document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning";
    return idle && (!followed || ran || performance.now() > followed.until);
  };
  let timer = 0;
  const rest = () => {
    clearTimeout(timer);
    timer = setTimeout(() => isIdle() && settle(), 120);
  };
  new MutationObserver((changes) => {
    // filters.js marks what was clicked long before the answer
    ran = ran || changes.some(({target}) => !target.closest(".filters"));
    for (const {addedNodes} of changes) addedNodes.forEach(unfold);
    attend(false);
    rest();
  }).observe(document.body, {subtree: true, childList: true, attributeFilter: ["data-test-script-state"]});
  rest();
})();
