/* The page of a single file. It computes no view: everything was made ahead by geo/export/html/precomputed.py.
 *
 * The address holds the state after its #: phase, role, intervention and area, so that a reload shows the same. An
 * address with a phase is a whole view; one without (#area=..., #paragraph=...) changes or shows just that.
 */
(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const find = (id) => document.getElementById(id);
  const form = document.querySelector(".choices");
  const phases = [...form.querySelectorAll("[name=phase]")];
  const places = [...document.querySelectorAll(".place")];
  const KNOWN = {
    phase: phases.map((input) => input.value),
    role: data.options.role,
    intervention: data.options.intervention,
    area: ["", ...places.map((place) => place.id.replace("area=", ""))],
  };
  const THINGS = ["paragraph", "partner", "study", "statement"];
  const MAX_SHOWN = 40; // characters of a wrong value that are repeated to the person
  const state = {...data.start};

  /* ---------- the map ---------- */
  const map = L.map("map", {zoomControl: false, attributionControl: false, scrollWheelZoom: false, zoomSnap: 0});
  map.setView([12.6, 105], 7);
  L.control.zoom({position: "bottomright"}).addTo(map);
  const atlas = TicwAtlas.mount(map, TICW_GEOMETRY, TICW_WORDS, ({seq, visit, ...choice}) => choose(choice));

  // Leaflet leaves the drawing between two pixels after a change of size, which blurs it
  map.on("viewreset", () =>
    map.eachLayer((layer) => {
      if (layer instanceof L.SVG) L.DomUtil.setPosition(layer._container, layer._bounds.min);
    }),
  );

  /* ---------- showing a view ---------- */
  const shown = {};
  const put = (name, number) => {
    if (shown[name] === number) return;
    shown[name] = number;
    find(name).innerHTML = data.markup[number];
  };

  const mark = (facet, counts) => {
    const control = form.elements[facet];
    data.options[facet].forEach((key, number) => {
      if (facet === "role") {
        const input = [...control].find((item) => item.value === key);
        input.checked = key === state.role;
        input.nextElementSibling.lastElementChild.textContent = counts[number];
      } else control.options[number].text = `${control.options[number].dataset.label} · ${counts[number]}`;
    });
    if (facet === "intervention") control.value = state.intervention;
  };

  const show = () => {
    const {phase, area} = state;
    const role = data.options.role.indexOf(state.role);
    const intervention = data.options.intervention.indexOf(state.intervention);
    const painted = data.paint[data.paints[`${role} ${intervention}`]];
    atlas.show({phase, area: area || null, seq: atlas.state.seq, paint: painted, basemap: false});
    const [headline, legend, areas] = data.views[`${phase} ${role} ${intervention}`];
    put("headline", headline);
    put("legend", legend);
    put("areas", areas);
    document.body.dataset.phase = phase;
    document.title = `${find("headline").querySelector("h1").textContent} · ${document.body.dataset.atlas}`;
    for (const input of phases) input.checked = input.value === phase;
    mark("role", data.counts.role[`${phase} ${intervention}`]);
    mark("intervention", data.counts.intervention[`${phase} ${role}`]);
    find("list").hidden = Boolean(area);
    for (const place of places) place.hidden = place.id !== `area=${area}`;
    document.querySelector("select[name=area]").value = area;
  };

  /* ---------- the address ---------- */
  const address = () =>
    `#${Object.keys(KNOWN)
      .map((name) => `${name}=${state[name]}`)
      .join("&")}`;

  const choose = (change) => {
    Object.assign(state, change);
    show();
    find("notice").hidden = true;
    // writing the address makes the browser lay out the page; what was chosen is painted first
    const chosen = address();
    requestAnimationFrame(() =>
      setTimeout(() => {
        if (chosen === address() && location.hash !== chosen) history.pushState(null, "", chosen);
      }),
    );
  };

  const found = (given) => {
    const kind = THINGS.find((item) => given.has(item));
    return kind ? find(`${kind}=${given.get(kind)}`) : null;
  };

  const follow = () => {
    const given = new URLSearchParams(location.hash.slice(1));
    if (given.get("phase") === "both") given.set("phase", "all"); // as old links say it
    const inside = find("list").contains(document.activeElement) || document.activeElement === document.body;
    const unknown = [...new Set(given.keys())].filter(
      (name) => !Object.hasOwn(KNOWN, name) && !(THINGS.includes(name) && found(given)),
    );
    if (given.has("phase")) Object.assign(state, {role: "", intervention: ""});
    for (const [name, values] of Object.entries(KNOWN)) {
      if (!given.has(name)) continue;
      if (values.includes(given.get(name))) state[name] = given.get(name);
      else unknown.push(name);
    }
    show();
    find("notice").hidden = !unknown.length;
    find("notice").lastElementChild.textContent = unknown
      .map((name) => `${name} “${given.get(name).slice(0, MAX_SHOWN)}”`)
      .join(", ");
    history.replaceState(null, "", address());
    const place = given.has("area") && !given.has("phase") && find(`area=${state.area}`);
    if (place && inside) place.focus({preventScroll: true});
    if (place) find("panel").scrollTop = 0;
    if (place && place.getBoundingClientRect().top > innerHeight) place.scrollIntoView();
    reveal(found(given));
  };

  const reveal = (thing) => {
    document.querySelectorAll(".found").forEach((item) => item.classList.remove("found"));
    if (!thing) return;
    const list = thing.closest("details");
    if (list) list.open = true;
    thing.classList.add("found");
    thing.scrollIntoView({block: "center"});
    thing.focus({preventScroll: true});
  };

  /* ---------- lists that are stored once are put in where they are opened ---------- */
  const unfold = (details) => {
    if (details.dataset.fold === undefined || details.children.length > 1) return;
    details.append(find(`fold-${details.dataset.fold}`).content.cloneNode(true));
  };
  document.addEventListener("toggle", (event) => unfold(event.target), true);

  /* ---------- on paper: the map in the width of the page, what is folded opened ---------- */
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(".right details:not([open])")].filter((item) => item.offsetParent);
    for (const details of opened) {
      unfold(details);
      details.open = true;
    }
    document.body.classList.add("on-paper");
    atlas.fitPaper();
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
    document.body.classList.remove("on-paper");
    atlas.leavePaper();
  });

  form.addEventListener("change", ({target}) => choose({[target.name]: target.value}));
  form.addEventListener("submit", (event) => event.preventDefault());
  document.querySelector("select[name=area]").addEventListener("change", ({target}) => choose({area: target.value}));
  addEventListener("hashchange", follow);
  follow();
})();
