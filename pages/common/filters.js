/* The filters in the sidebar: links whose addresses, counts and marks follow what the server says is chosen.
 *
 * The server sends the options once (filters.html), and with every view one element that holds its parameters, what the
 * page keeps besides them, and the counts, facet by facet in the order of the options (filters-state.html). An option
 * is known by its code. What is clicked is marked at once, and of two clicks in one breath neither is lost: the second
 * adds to the first although the server has not answered yet.
 */
(() => {
  if (window.ticwFilters) return;
  window.ticwFilters = true;

  const WAIT = 4000; // milliseconds until an answer is taken that is not the one waited for
  let params = new URLSearchParams(),
    wanted = new Map(),
    until = 0,
    applied = null;

  const chosen = (facet) => (params.get(facet) || "").split(",").filter(Boolean);
  const form = () => document.querySelector(".atlas.filters");

  /** The parameters of the view that a link leads to. */
  const target = ({dataset: {facet, value}, role}) => {
    const next = new URLSearchParams(params);
    if (facet === "clear") {
      for (const {dataset} of form().querySelectorAll("[role=checkbox]")) next.delete(dataset.facet);
      return next;
    }
    const codes = role === "checkbox" ? chosen(facet) : [];
    const left = codes.includes(value) ? codes.filter((code) => code !== value) : [...codes, value];
    const off = !left.length || (role === "switch" && chosen(facet).length) || (facet === "lang" && value === first());
    if (off) next.delete(facet);
    else next.set(facet, left.sort().join(","));
    return next;
  };

  /** The language of names that an address without one means. */
  const first = () => form().querySelector("[data-default]")?.dataset.default;

  const mark = (kept) => {
    for (const link of form().querySelectorAll("a[data-page]"))
      link.href = `${link.dataset.page}?${params}`.replaceAll("%2C", ",");
    for (const link of form().querySelectorAll("a[data-facet]")) {
      const {facet, value} = link.dataset;
      const on = facet === "lang" ? (params.get("lang") || first()) === value : chosen(facet).includes(value);
      link.href = `?${[target(link), kept].filter(String).join("&").replaceAll("%2C", ",")}`;
      if (link.role) link.ariaChecked = String(on);
      else if (on) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    const words = new Intl.ListFormat(form().lang, {type: "disjunction"});
    for (const fold of form().querySelectorAll("details[data-any]")) {
      const names = [...fold.querySelectorAll("[aria-checked=true] span")].map((name) => name.textContent);
      fold.querySelector("summary span").textContent = names.length ? words.format(names) : fold.dataset.any;
      fold.classList.toggle("chosen", names.length > 0);
    }
    const open = !form().querySelector("[role=checkbox][aria-checked=true]");
    form().querySelector(".clear").style.visibility = open ? "hidden" : "";
  };

  const count = (counts) => {
    for (const [facet, numbers] of Object.entries(counts))
      form()
        .querySelectorAll(`a[data-facet="${facet}"]`)
        .forEach((link, place) => {
          link.querySelector("em").textContent = numbers[place];
          link.classList.toggle("none", !numbers[place]);
        });
  };

  /** Bring the filters in step with the server's word, unless it is the answer to an earlier click. */
  const follow = () => {
    const state = document.querySelector("[data-filters]");
    if (!state || !form()) return;
    const {filters, kept, counts} = state.dataset;
    const said = [filters, kept, counts, state.innerHTML].join(" ");
    if (applied?.said === said && applied.form === form()) return;
    const answer = new URLSearchParams(filters);
    if (performance.now() < until && [...wanted].some(([facet, codes]) => (answer.get(facet) || "") !== codes)) return;
    wanted.clear();
    [params, applied] = [answer, {said, form: form()}];
    mark(kept);
    count(JSON.parse(counts));
    // what is painted besides the roles that can be chosen: the rest of the legend
    form()
      .querySelector(".keys")
      .replaceChildren(...[...state.querySelectorAll("li")].map((line) => line.cloneNode(true)));
  };

  // after the page's own listener has followed the link
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest?.(".filters a[data-facet]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      const before = params;
      params = target(link);
      for (const facet of new Set([...before.keys(), ...params.keys()]))
        if (before.get(facet) !== params.get(facet)) wanted.set(facet, params.get(facet) || "");
      [until, applied] = [performance.now() + WAIT, null];
      if (link.dataset.facet === "clear")
        for (const box of form().querySelectorAll("input[type=search]")) {
          box.value = "";
          box.dispatchEvent(new Event("input", {bubbles: true}));
        }
      mark(document.querySelector("[data-filters]").dataset.kept);
      setTimeout(follow, WAIT + 1);
    },
    true,
  );
  addEventListener("popstate", (event) => {
    if (event.isTrusted) wanted.clear();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== " " || !event.target.matches?.(".filters a[role]")) return;
    event.preventDefault();
    event.target.click();
  });

  document.addEventListener("input", ({target: box}) => {
    if (!box.matches?.(".filters input[type=search]")) return;
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const item of box.parentElement.querySelectorAll("li"))
      item.hidden = !words.every((word) => item.textContent.toLowerCase().includes(word));
  });

  new MutationObserver(follow).observe(document.body, {
    subtree: true,
    childList: true,
    attributeFilter: ["data-filters", "data-kept", "data-counts"],
  });
  follow();
})();
