/* What areas are filled with: the grounds and patterns of geo/map/symbology.py, as window.TICW_SYMBOLS holds them. */
window.TicwFills = (() => {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";
  const {band, gap, looks} = window.TICW_SYMBOLS;
  const colour = (name) => `var(--ticw-${name})`;

  const element = (name, attributes = {}, ...children) => {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  };

  const NAMES = {"?": "-q", ">": "-to-", "-": "outside", "*": "several"};
  const name = (key) => `ticw-${key.replace(/[?>*-]/g, (sign) => NAMES[sign])}`;
  const rect = (x, width, height, fill) => element("rect", {x, width, height, style: `fill: ${fill}`});
  const pattern = (key, width, ...shapes) =>
    element("pattern", {id: name(key), width, height: width, patternUnits: "userSpaceOnUse"}, ...shapes);

  const stroke = ({d, colour: stroked, size}) =>
    element("path", {d, style: `fill: none; stroke: ${colour(stroked)}; stroke-width: ${size}; stroke-linecap: round`});
  const repeated = ([key, {ground, tile, marks}]) =>
    pattern(key, tile, rect(0, tile, tile, colour(ground)), ...marks.map(stroke));

  /** The patterns of single keys, for the map's drawing. */
  const definitions = () =>
    element(
      "defs",
      {},
      ...Object.entries(looks)
        .filter(([, {marks}]) => marks.length)
        .map(repeated),
    );

  const single = (key) => (looks[key].marks.length ? `url(#${name(key)})` : colour(looks[key].ground));

  /* Over time: broad upright bands, one for each role in its order, parted by lines: no other fill looks like it. */
  const bands = (key) => {
    const parts = key.split(">"),
      whole = 2 * band,
      wide = whole / parts.length;
    return pattern(
      key,
      whole,
      ...parts.map((part, number) => rect(number * wide, wide, whole, single(part))),
      rect(0, gap / 2, whole, colour("paper")),
      ...parts.map((_, number) => rect((number + 1) * wide - gap / 2, gap, whole, colour("paper"))),
    );
  };

  /** The CSS fill of an area. svg: the map's drawing. */
  const fill = (svg, key) => {
    if (key.startsWith("-")) return single("-");
    const parts = key.split(">"),
      named = parts.filter(Boolean);
    // not named in every phase, but alike where it is: that fill; the letters say which phases
    if (parts.length === 1 || named.length < parts.length) return single(named[0] || "");
    if (!svg.querySelector(`#${name(key)}`)) svg.querySelector("defs").append(bands(key));
    return `url(#${name(key)})`;
  };

  /** A key as letters: `S·T`, `R?`, `S → R`, `I: S`; phases: the codes of those that it is of. */
  const letters = (key, phases) => {
    const parts = key.split(">"),
      named = parts.filter(Boolean);
    if (parts.length === 1 || named.length === parts.length)
      return parts.map((part) => looks[part].letters).join(" → ");
    return `${phases.filter((_, number) => parts[number]).join(", ")}: ${looks[named[0]].letters}`;
  };

  return {definitions, fill, letters, element};
})();
