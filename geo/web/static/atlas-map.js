/* The map in the browser: paints areas by role, labels them, and reports what a person chose.
 *
 * TicwAtlas.mount(map, geometry, languages, report) takes a Leaflet map and returns an atlas: atlas.show(view) paints,
 * atlas.preview(phase) shows another phase of the view at once.
 * geometry  {areas, water, neighbours, lines}: GeoJSON FeatureCollections in degrees; an area carries
 *           {code, name: {en, ...}, at: [lat, lng]}, the point its label belongs to; a place drawn as a line
 *           {code, name, line: true}
 * languages what people read, by language: {en: {lang, paint: {...}, phase: {...}, ...}, ...}
 * view      {lang, phase, area, seq, visit, paint: {phase: {code: key}}, basemap, large}; a key with a leading
 *           "-" is outside the filter; phase may be several codes with "+", of which name says what
 *           people read; pair: the phases of two maps
 * report    called with {phase, area, seq, visit} when a person chose, phase and area only where they were chosen:
 *           a map beside a list shows more than a person chose; seq counts the choices, so that an answer
 *           that was already on its way when the person chose again can be told from a new one
 *
 * TicwAtlas.pair(...) is the same for two maps in one frame, one phase beside another.
 *
 * Text from data only ever becomes textContent or an attribute value, never markup.
 */
window.TicwAtlas = (() => {
  "use strict";
  const {definitions, fill, letters: mark, element} = window.TicwFills;
  const LEAST = 11; // pixels: the smallest letters on a map
  const HALL = 1.6; // how much larger the letters on a slide are

  const html = (name, className, text = "") => {
    const node = document.createElement(name);
    node.className = className;
    node.textContent = text;
    return node;
  };

  /** side: of which of the two phases that a view sets side by side this map is, in place of the control. */
  const mount = (map, geometry, languages, report, side) => {
    let [words] = Object.values(languages);
    const fixed = side !== undefined;
    const choices = fixed ? [] : words.choices;
    const container = map.getContainer();
    container.classList.add("ticw-map");
    // inline as well: the style sheet may still be on its way, and the first fit needs the size
    Object.assign(container.style, {width: "100%", height: "100vh", visibility: "hidden"});
    document.body.style.margin = "0";
    map.invalidateSize({animate: false});
    TicwGestures.calm(map);
    const renderer = L.svg({padding: 0.6}).addTo(map);
    // clipping outlines to the frame takes longer than to draw what lies beyond it
    const style = (className, extra = {}) => ({renderer, className, weight: 1, noClip: true, ...extra});
    const state = {phase: "", area: null, seq: 0, paint: {}, beyond: {}};
    const awaited = {phase: "", until: 0, timer: 0};
    // what was chosen since the last answer: of two choices in one breath the server may see the second only
    let unanswered = {};
    const layers = {};

    const areas = L.geoJSON(geometry.areas, {
      style: style("ticw-area", {fillOpacity: 1}),
      onEachFeature: (feature, layer) => {
        layers[feature.properties.code] = layer;
      },
    });
    const bounds = areas.getBounds();
    let fitted = "",
      fitting = false;
    const whole = {padding: [10, 10]};
    const home = TicwGestures.home(
      map,
      () => words,
      () => map.fitBounds(bounds, whole),
    );
    const fit = () => {
      const size = `${container.clientWidth} ${container.clientHeight}`;
      if (size === fitted || !container.clientWidth || !container.clientHeight) return;
      fitted = size;
      fitting = true;
      // without limits meanwhile: Leaflet would answer each step with an animated way back into them, which goes on
      // after the fit and carries the areas out of the frame
      map.setMaxBounds(null);
      map.setMinZoom(0);
      map.invalidateSize({animate: false, pan: false});
      map.fitBounds(bounds, {...whole, animate: false, reset: true});
      map.setMinZoom(map.getZoom() - 1);
      map.setMaxBounds(bounds.pad(0.6));
      home.settle();
      fitting = false;
      TicwTooltip.refresh();
    };
    fit(); // before the outlines are there, so that they are placed once

    L.geoJSON(geometry.neighbours, {style: style("ticw-neighbour"), interactive: false}).addTo(map);
    areas.addTo(map);
    L.geoJSON(geometry.water, {style: style("ticw-water"), interactive: false}).addTo(map);
    L.geoJSON(geometry.lines, {
      style: style("ticw-border", {fill: false}),
      onEachFeature: (feature, layer) => {
        layers[feature.properties.code] = layer;
      },
    }).addTo(map);
    const svg = renderer._container;
    svg.prepend(definitions());
    // around what is chosen and what has the focus, over all areas: a line and below it one of the other lightness
    const around = (name) => [`${name}-casing`, name].map((part) => element("path", {class: part, fill: "none"}));
    const [focusCasing, focus] = around("ticw-focus");
    const [chosenCasing, outline] = around("ticw-chosen");
    const labelled = element("g", {class: "ticw-labels", "aria-hidden": "true"});
    const countries = element("g", {class: "ticw-labels ticw-places"});
    renderer._rootGroup.append(focusCasing, focus, chosenCasing, outline, labelled, countries);

    const properties = (code) => layers[code].feature.properties;
    const title = (code) => properties(code).name[words.lang];
    /** The paint key of a place; of one beyond the areas that of its role. */
    const keyOf = (code) => (state.paint[state.phase] || {})[code] || (state.beyond[state.phase] || {})[code] || "";
    /** The codes of the phases that the keys are of. */
    const phases = () => (state.phase.includes("+") ? state.phase.split("+") : words.phases);
    const put = (text, values) => text.replace(/{(\w+)}/g, (_, name) => values[name]);
    const list = (names) => new Intl.ListFormat(words.lists).format(names);
    const saying = (code) => {
      const key = keyOf(code);
      const parts = key.replace("-", "").split(">"),
        roles = parts.filter(Boolean).map((part) => words.paint[part]);
      const named = phases()
        .filter((_, number) => parts[number])
        .map((item) => words.phase[item]);
      const said =
        parts.length === 1
          ? words.paint[parts[0]]
          : roles.length < parts.length
            ? put(named.length > 1 ? words.some : words.only, {role: roles[0], phase: list(named)})
            : roles.reduce((first, second) => put(words.then, {first, second}));
      const phase = words.phase[state.phase] || state.name;
      const name = layers[code] ? title(code) : signs[code].textOf;
      return `${name}: ${key.startsWith("-") ? `${said} (${words.outside})` : said}, ${phase}`;
    };

    const choose = (change) => {
      Object.assign(state, change, {seq: state.seq + 1});
      Object.assign(unanswered, change);
      // first, so that the server works while the map is painted
      report({...unanswered, seq: state.seq, visit: state.visit});
      draw();
    };

    for (const [code, layer] of Object.entries(layers)) {
      const path = layer.getElement();
      path.dataset.area = code;
      path.setAttribute("tabindex", "0");
      path.setAttribute("role", "button");
      path.addEventListener("focus", () => {
        focused = path.matches(":focus-visible") ? code : "";
        drawOutlines();
      });
      path.addEventListener("blur", () => {
        focused = "";
        drawOutlines();
      });
      layer.on("click", () => choose({area: code}));
      path.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        choose({area: code});
      });
      TicwTooltip.watch(container, path, () => saying(code));
    }
    map.on("movestart zoomstart", () => fitting || TicwTooltip.hide());
    TicwGestures.share(map, () => words);

    /* ---------- the phase control on the map ---------- */
    const control = html("div", "ticw-phase leaflet-control");
    if (fixed) control.classList.add("ticw-fixed");
    else control.setAttribute("role", "radiogroup");
    const buttons = choices.map((phase) => {
      const button = html("button", "");
      button.type = "button";
      button.dataset.phase = phase;
      button.setAttribute("role", "radio");
      button.addEventListener("click", () => phase !== state.phase && choose({phase}));
      button.addEventListener("keydown", (event) => {
        const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key];
        if (!step) return;
        event.preventDefault();
        const next = (choices.indexOf(phase) + step + choices.length) % choices.length;
        choose({phase: choices[next]});
        buttons[next].focus();
      });
      control.append(button);
      return button;
    });
    const speak = (lang) => {
      words = languages[lang] || words;
      home.speak();
      if (fixed) control.textContent = words.phase[state.phase] || "";
      else control.setAttribute("aria-label", words.control);
      for (const button of buttons)
        Object.assign(button, {
          textContent: words.short[button.dataset.phase],
          title: words.phase[button.dataset.phase],
        });
    };
    speak();
    L.DomEvent.disableClickPropagation(control);
    const Corner = L.Control.extend({options: {position: fixed ? "topleft" : "topright"}, onAdd: () => control});
    if (fixed || choices.length) new Corner().addTo(map);

    /* ---------- the optional basemap: the only thing that asks another host, and only when switched on ---------- */
    let tiles = null;
    const notice = html("div", "ticw-notice leaflet-control");
    notice.setAttribute("role", "status");
    const Notice = L.Control.extend({options: {position: "bottomleft"}, onAdd: () => notice});
    new Notice().addTo(map);
    const basemap = (wanted) => {
      if (Boolean(tiles) === Boolean(wanted)) return;
      notice.textContent = "";
      container.classList.toggle("ticw-on-basemap", Boolean(wanted));
      if (tiles) {
        tiles.remove();
        tiles = null;
        return;
      }
      notice.textContent = words.basemap_credit;
      tiles = L.tileLayer("https://tile.openstreetmap.org/{z}/{x}/{y}.png", {maxZoom: 12});
      tiles.on("tileerror", () => {
        notice.textContent = words.basemap_unreachable;
      });
      tiles.addTo(map);
    };

    /* ---------- drawing ---------- */
    const pen = document.createElement("canvas").getContext("2d");
    /** How wide a line of text is, in type sizes. */
    const wide = (text, family, weight) => {
      pen.font = `${weight} 100px ${family}`;
      return pen.measureText(text).width / 100;
    };

    /** The names to be placed: those of the areas that are painted with a role, and of the chosen one. */
    const names = (family) =>
      Object.keys(layers)
        .filter((code) => !properties(code).line)
        .flatMap((code) => {
          const key = keyOf(code);
          const shown = key && !key.startsWith("-");
          if (!shown && code !== state.area) return [];
          const lines = shown ? [title(code), mark(key, phases())] : [title(code)];
          const extent = layers[code].getBounds();
          const room =
            map.latLngToLayerPoint(extent.getNorthEast()).x - map.latLngToLayerPoint(extent.getNorthWest()).x;
          return [
            {
              code,
              lines,
              at: map.latLngToLayerPoint(properties(code).at),
              room,
              widths: lines.map((line) => wide(line, family, 700)),
              kept: code === state.area,
            },
          ];
        });

    /** Where all areas lie, and which of them are painted. */
    const ground = () => {
      const [west, east] = [bounds.getNorthWest(), bounds.getNorthEast()].map((corner) =>
        map.latLngToLayerPoint(corner),
      );
      const named = new Set(Object.keys(layers).filter((code) => keyOf(code) || code === state.area));
      return {footprints: geometry.footprints, named, left: west.x, top: west.y, width: east.x - west.x};
    };

    /* ---------- names beyond the areas: of a place with a panel of its own they are buttons ---------- */
    const signs = {};
    const makePlace = (code) => {
      const group = element("g", {class: "ticw-place", role: "button", tabindex: 0, "data-area": code});
      group.addEventListener("click", () => choose({area: code}));
      group.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        choose({area: code});
      });
      countries.append(group);
      return group;
    };
    const label = (group, code, texts) => {
      group.replaceChildren(...texts);
      group.toggleAttribute("hidden", !texts.length);
      group.style.display = texts.length ? "" : "none";
      group.setAttribute("aria-label", keyOf(code) ? saying(code) : group.textOf);
      group.setAttribute("aria-pressed", String(code === state.area));
    };
    const texts = (lines, spot, large, size) =>
      lines.map((line, row) => {
        const text = element("text", {
          x: spot.x + spot.w / 2,
          y: spot.y + size + large * TicwLabels.SPACING * row,
          class: row ? "" : "ticw-country",
          "font-size": large,
          "font-weight": row ? 700 : 400,
        });
        text.textContent = line;
        return text;
      });
    /** Spots along the upper edge and down the side of the frame that a name stands nearest to. */
    const corners = (spot, frame) => {
      const right = frame.x + frame.w - spot.w;
      const side = spot.x + spot.w / 2 < frame.x + frame.w / 2 ? frame.x : right;
      const step = side === right ? -spot.w / 3 : spot.w / 3;
      const along = [0, 1, 2, 3].map((number) => ({...spot, x: side + step * number, y: frame.y + 2}));
      const down = [1, 2, 3, 4, 5, 6].map((number) => ({...spot, x: side, y: frame.y + 2 + number * spot.h}));
      return [...along, ...down];
    };
    const liesOverArea = ({x, y, w, h}) => {
      const corner = new DOMPoint(x, y);
      const points = [0, 0.5, 1].flatMap((right) =>
        [0, 0.5, 1].map((down) => new DOMPoint(corner.x + right * w, corner.y + down * h)),
      );
      return Object.values(layers).some((layer) => {
        const path = layer.getElement();
        return !layer.feature.properties.line && points.some((point) => path.isPointInFill(point));
      });
    };

    const drawLabels = () => {
      const {place, sizes, overlap, crosses, FONT, SPACING} = TicwLabels;
      const {x: width, y: height} = map.getSize();
      const family = getComputedStyle(container).fontFamily;
      const origin = map.containerPointToLayerPoint([0, 0]);
      const frame = {x: origin.x + 4, y: origin.y + 4, w: width - 8, h: height - 8};
      const corner = container.getBoundingClientRect();
      const blocked = [...container.querySelectorAll(".leaflet-control")]
        .map((item) => item.getBoundingClientRect())
        .filter((box) => box.width)
        .map((box) => ({
          x: origin.x + box.x - corner.x - 8,
          y: origin.y + box.y - corner.y - 8,
          w: box.width + 16,
          h: box.height + 16,
        }));
      const {size, placed} = place(
        names(family),
        frame,
        blocked,
        sizes(width, height, LEAST, state.large ? HALL : 1),
        ground(),
      );
      labelled.setAttribute("font-size", size);
      const drawn = placed.map(({label: {code, lines, at}, box, leader, lines: count}) => {
        const group = element("g", {"data-label": code});
        const ends = leader && {x1: at.x, y1: at.y, x2: leader.x, y2: leader.y};
        if (ends) group.append(element("line", {class: "ticw-halo", ...ends}), element("line", ends));
        lines.slice(-count).forEach((line, row) => {
          const text = element("text", {
            x: box.x + box.w / 2,
            y: box.y + size * (0.95 + SPACING * row),
            "font-weight": 700,
          });
          text.textContent = line;
          group.append(text);
        });
        return group;
      });
      const taken = [...placed.map(({box}) => box), ...blocked];
      const isFree = (spot) =>
        taken.every((other) => !overlap(spot, other)) &&
        placed.every(({label, leader}) => !leader || !crosses(label.at, leader, spot)) &&
        overlap(spot, frame) >= spot.w * spot.h - 1;
      for (const {name: country, at, place: code} of words.labels) {
        const point = map.latLngToLayerPoint(at);
        const lines = [country, ...(code && keyOf(code) ? [mark(keyOf(code), phases())] : [])];
        const large = code ? size : (size * 11) / FONT;
        const w = Math.max(...lines.map((line) => wide(line, family, 600))) * size * 1.35;
        const h = size * (1.3 + SPACING * (lines.length - 1));
        const spot = {x: point.x - w / 2, y: point.y - size, w, h};
        // what is named is worth another spot: the nearest in its corner that lies over no area
        const found = [spot, ...(lines.length > 1 ? corners(spot, frame) : [])].find(
          (item) => isFree(item) && (item === spot || !liesOverArea(item)),
        );
        if (code) signs[code] ||= makePlace(code);
        if (code) signs[code].textOf = country;
        const text = found ? texts(lines, found, large, size) : [];
        if (code) label(signs[code], code, text);
        else drawn.push(...text);
        if (found) taken.push(found);
      }
      labelled.replaceChildren(...drawn);
    };

    /** What the map shows, as a text: the answer to a choice mostly brings what is painted already. */
    const picture = () =>
      JSON.stringify([state.paint, state.beyond, state.phase, state.name, state.area, state.large, words.lang]);
    let onScreen = "";
    const draw = () => {
      onScreen = picture();
      for (const [code, layer] of Object.entries(layers)) {
        const key = keyOf(code);
        const path = layer.getElement();
        path.dataset.paint = key;
        path.setAttribute("aria-label", saying(code));
        path.setAttribute("aria-pressed", String(code === state.area));
        if (properties(code).line) continue;
        path.style.fill = fill(svg, key);
      }
      for (const button of buttons) {
        const chosen = button.dataset.phase === state.phase;
        button.setAttribute("aria-checked", String(chosen));
        button.tabIndex = chosen ? 0 : -1;
      }
      redraw();
      TicwTooltip.refresh();
    };

    let focused = "";
    const drawOutlines = () => {
      const shape = (code) => (layers[code] ? layers[code].getElement().getAttribute("d") : "");
      for (const line of [focusCasing, focus]) line.setAttribute("d", shape(focused));
      outline.setAttribute("d", shape(state.area));
      outline.setAttribute("data-chosen", layers[state.area] ? state.area : "");
      // what is chosen and has the focus shows both lines
      chosenCasing.setAttribute("d", focused === state.area ? "" : shape(state.area));
    };
    const redraw = () => {
      drawOutlines();
      drawLabels();
    };

    map.on("zoomend moveend", redraw);
    new ResizeObserver(fit).observe(container);
    // the style sheet may come after the first drawing, and labels keep off the controls
    const resized = new ResizeObserver(() => drawLabels());
    for (const one of container.querySelectorAll(".leaflet-control")) resized.observe(one);

    const show = (view) => {
      // an answer to an older choice brings the paint of the filters, but not the phase and area of back then
      const now = performance.now();
      if (view.visit !== state.visit) {
        // the server has begun anew, and counts from its start: what was chosen before is nothing that it will answer
        Object.assign(state, {visit: view.visit, seq: view.seq});
        unanswered = {};
        awaited.until = 0;
      }
      const awaiting = awaited.phase !== view.phase && now < awaited.until;
      const late = view.seq < state.seq || awaiting;
      state.paint = view.paint;
      state.beyond = view.beyond || {};
      clearTimeout(awaited.timer);
      // should the awaited answer never come, this one holds
      if (awaiting) awaited.timer = setTimeout(() => show(view), awaited.until - now + 1);
      if (!late) {
        // answers to clicks in between may still follow the one that was awaited
        awaited.until = Math.min(awaited.until, now + 700);
        Object.assign(state, {
          phase: fixed ? view.pair[side] : view.phase,
          name: view.name,
          area: view.area,
          seq: view.seq,
        });
        unanswered = {};
      }
      state.large = view.large;
      container.classList.toggle("ticw-large", Boolean(view.large));
      if (fixed || view.lang !== words.lang) speak(view.lang);
      basemap(view.basemap);
      if (picture() !== onScreen) draw();
    };

    /** Show a phase that was chosen beside the map, before the server's answer brings it. */
    const preview = (phase) => {
      if (phase === state.phase) return;
      Object.assign(awaited, {phase, until: performance.now() + 4000});
      state.phase = unanswered.phase = phase;
      draw();
    };
    /** Take over what was chosen on the other map of a pair. */
    const follow = ({area, seq}) => {
      Object.assign(state, {area, seq});
      draw();
    };
    /** Show all areas in the size that the frame has for printing; leavePaper goes back to where the person was. */
    let left = null;
    const fitPaper = () => {
      left = left || {centre: map.getCenter(), zoom: map.getZoom()};
      fitted = "";
      fit();
    };
    const leavePaper = () => {
      if (!left) return;
      fit();
      map.setView(left.centre, left.zoom, {animate: false});
      left = null;
    };
    return {show, preview, choose: follow, state, fitPaper, leavePaper};
  };

  /** Two maps in one frame, a phase each, side by side: they move and choose together. */
  const pair = (map, geometry, languages, report) => {
    const first = map.getContainer();
    const second = html("div", "");
    first.after(second);
    first.parentElement.classList.add("ticw-pair");
    Object.assign(first.parentElement.style, {display: "flex"});
    for (const side of [first, second]) Object.assign(side.style, {flex: "1", minWidth: "0", height: "100vh"});
    const twin = L.map(second, {...map.options, zoomControl: false});
    const both = [];
    const choose = (choice) => {
      for (const one of both) one.choose(choice);
      report({area: choice.area, seq: choice.seq, visit: choice.visit});
    };
    both.push(mount(map, geometry, languages, choose, 0), mount(twin, geometry, languages, choose, 1));
    let leading = null;
    const follow = (from, to) =>
      from.on("move", () => {
        if (leading) return;
        leading = from;
        to.setView(from.getCenter(), from.getZoom(), {animate: false});
        leading = null;
      });
    follow(map, twin);
    follow(twin, map);
    const each =
      (verb) =>
      (...given) =>
        both.forEach((item) => item[verb](...given));
    return {show: each("show"), preview: () => {}, fitPaper: each("fitPaper"), leavePaper: each("leavePaper"), both};
  };

  TicwGestures.passKeys();
  return {mount, pair};
})();
