/* The search in the bar of pages: finds by name while a person types, and leads to the search of everything.
 *
 * What can be found is in window.ticwFind (geo/selection/catalogue.py): group, name, note, kind, id, and the text by
 * which it is found, folded as the server folds it. `/` goes to the box; arrows choose, Enter follows, Esc closes. What
 * is found are links, so that the address holds every answer and Back works. Text only ever becomes textContent.
 */
(() => {
  if (window.ticwSearches) return;
  window.ticwSearches = true;
  const MAX_OF_GROUP = 4;
  const GAP = 4; // pixels under the box
  const HOMES = {
    area: ["./", "area"],
    partner: ["partners", "item"],
    study: ["studies", "item"],
    statement: ["record", "item"],
    paragraph: ["record", "paragraph"],
  };
  let list = null; // what was found, under the box
  let active = -1; // which of it the arrows stand on

  const find = () => document.querySelector(".search input");
  const make = (tag, attributes, ...inside) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...inside);
    return node;
  };

  /** The text as the server compares it, see geo.selection.search.fold. */
  const fold = (text) =>
    text
      .replace(/[‘’‛′`]/g, "'")
      .replace(/[“”„«»]/g, '"')
      .replace(/[‐‑‒–—]/g, "-")
      .replace(/[\u200b\u200c\u200d]/g, "")
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "")
      .replaceAll("\u17d2\u178a", "\u17d2\u178f")
      .toLowerCase()
      .split(/\s+/)
      .filter(Boolean);

  const rank = (name, words) =>
    name.startsWith(words.join(" ")) ? 0 : words.every((word) => name.includes(word)) ? 1 : 2;
  const search = (words) =>
    window.ticwFind.entries
      .filter((entry) => words.every((word) => entry[5].includes(word)))
      .map((entry) => ({entry, rank: rank(fold(entry[1]).join(" "), words)}))
      .sort((first, second) => first.rank - second.rank)
      .map(({entry}) => entry);

  /** The address of a thing in the view that the person has. */
  const address = (path, name, value) => {
    const params = new URLSearchParams(document.querySelector("[data-filters]")?.dataset.filters || "");
    params.set(name, value);
    return `${path}?${params}`;
  };
  const option = (id, href, name, note = "") => {
    const link = make("a", {class: "go", href, tabindex: "-1"}, name);
    if (note) link.append(" ", make("span", {class: "quiet"}, note));
    return make("li", {role: "option", id, "aria-selected": "false"}, link);
  };
  const options = () => [...(list?.querySelectorAll("[role=option]") || [])];

  const close = () => {
    list?.remove();
    [list, active] = [null, -1];
    const box = find();
    box?.setAttribute("aria-expanded", "false");
    box?.removeAttribute("aria-activedescendant");
  };

  const place = () => {
    const box = find();
    if (!list || !box) return;
    const at = box.getBoundingClientRect();
    const left = Math.max(8, Math.min(at.left, innerWidth - list.offsetWidth - 8));
    Object.assign(list.style, {left: `${left}px`, top: `${at.bottom + GAP}px`});
    list.style.maxHeight = `${innerHeight - at.bottom - GAP - 12}px`;
  };

  const status = make("div", {class: "unseen", role: "status"});
  document.body.append(status);

  const open = () => {
    const box = find();
    const words = fold(box.value);
    close();
    if (!words.length || !window.ticwFind) return;
    const {groups, every, nothing, label, count} = window.ticwFind;
    const found = search(words);
    list = make("ul", {class: "atlas ticw-found", id: "ticw-found", role: "listbox", "aria-label": label});
    let number = 0;
    groups.forEach((group, order) => {
      const some = found.filter((entry) => entry[0] === order).slice(0, MAX_OF_GROUP);
      if (!some.length) return;
      const inside = make("ul", {role: "group", "aria-label": group});
      for (const [, name, note, kind, key] of some) {
        const [path, parameter] = HOMES[kind];
        inside.append(option(`ticw-found-${number++}`, address(path, parameter, key), name, note));
      }
      list.append(
        make("li", {role: "presentation"}, make("p", {class: "minor", "aria-hidden": "true"}, group), inside),
      );
    });
    if (!found.length) list.append(make("li", {role: "presentation", class: "silent"}, nothing));
    const query = box.value.trim();
    list.append(
      option(
        "ticw-found-all",
        address("record", "q", query),
        every.replace("{query}", () => query),
      ),
    );
    document.body.append(list);
    box.setAttribute("aria-expanded", "true");
    status.textContent = found.length ? count.replace("{count}", found.length) : nothing;
    place();
  };

  const choose = (step) => {
    const all = options();
    if (!all.length) return;
    all[active]?.setAttribute("aria-selected", "false");
    active = active < 0 && step < 0 ? all.length - 1 : (active + step + all.length) % all.length;
    all[active].setAttribute("aria-selected", "true");
    all[active].scrollIntoView({block: "nearest"});
    find().setAttribute("aria-activedescendant", all[active].id);
  };

  /** Follow what is chosen, else search everything: by a click, so that it goes the way of all links. */
  const follow = () => {
    if (!find().value.trim()) {
      // an empty search takes back what was searched
      if (!new URLSearchParams(location.search).get("q")) return;
      const link = make("a", {class: "go unseen", href: address("record", "q", "").replace(/[?&]q=$/, "")});
      document.body.append(link);
      link.click();
      link.remove();
      return;
    }
    if (!list) open();
    const all = options();
    (all[active] || all.at(-1))?.querySelector("a").click();
  };

  document.addEventListener("input", ({target}) => target.matches?.(".search input") && open());
  document.addEventListener("focusin", ({target}) => {
    if (target.matches?.(".search input") && target.value && !list && !/\/record\/?$/.test(location.pathname)) open();
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches(".search")) return;
    event.preventDefault();
    follow();
  });
  document.addEventListener(
    "keydown",
    (event) => {
      const {target, key} = event;
      const typing = target.closest?.("input, textarea, select, [contenteditable=true], [role=dialog]");
      if (key === "/" && !typing && find() && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        // the key may come from the frame of the map
        window.focus();
        find().focus();
        find().select();
        return;
      }
      if (!target.matches?.(".search input")) return;
      if (key === "ArrowDown" || key === "ArrowUp") {
        event.preventDefault();
        if (list) choose(key === "ArrowDown" ? 1 : -1);
        else open();
      } else if (key === "Enter") {
        event.preventDefault();
        follow();
      } else if (key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        if (list) close();
        else if (target.value) target.value = "";
        else target.blur();
      } else if (key === "Tab") close();
    },
    true,
  );
  // after the link has been followed: the box is empty again, unless the page shows what it was asked
  document.addEventListener("click", (event) => {
    const chosen = event.target.closest?.(".ticw-found a");
    if (!chosen && event.target.closest?.(".search, .ticw-found")) return;
    if (chosen && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      const box = find();
      if (box && !new URL(chosen.href).searchParams.has("q")) box.value = "";
      box?.blur();
    }
    close();
  });
  addEventListener("blur", close);
  addEventListener("resize", place);
  addEventListener("popstate", close);
})();
