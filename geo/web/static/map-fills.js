/* What areas are filled with: the grounds and patterns of geo/map/symbology.py, as window.TICW_SYMBOLS holds them. */
window.TicwFills = (() => {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";
  const {band, gap, looks} = window.TICW_SYMBOLS;
  const colour = (name) => `var(--ticw-${name})`;

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  const NAMES = {"?": "-q", ">": "-to-", "-": "outside"};
  const name = (key) => `ticw-${key.replace(/[?>-]/g, (sign) => NAMES[sign])}`;
  const rect = (x, width, height, fill) => element("rect", {x, width, height, style: `fill: ${fill}`});
  const pattern = (key, width, ...shapes) =>
    element("pattern", {id: name(key), width, height: width, patternUnits: "userSpaceOnUse"}, ...shapes);

  const stroke = ({d, colour: stroked, size}) => element("path", {d, style:
    `fill: none; stroke: ${colour(stroked)}; stroke-width: ${size}; stroke-linecap: round`});
  const repeated = ([key, {ground, tile, marks}]) =>
    pattern(key, tile, rect(0, tile, tile, colour(ground)), ...marks.map(stroke));

  /** The patterns of single keys, for the map's drawing. */
  const definitions = () =>
    element("defs", {}, ...Object.entries(looks).filter(([, {marks}]) => marks.length).map(repeated));

  const single = (key) => (looks[key].marks.length ? `url(#${name(key)})` : colour(looks[key].ground));

  /* Both phases: broad upright bands, Phase I then Phase II, parted by a line: no other fill looks like it. */
  const bands = (key) => {
    const [first, second] = key.split(">");
    const line = (x) => rect(x, gap, 2 * band, colour("paper"));
    return pattern(key, 2 * band, rect(0, band, 2 * band, single(first)), rect(band, band, 2 * band, single(second)),
      rect(0, gap / 2, 2 * band, colour("paper")), line(band - gap / 2), line(2 * band - gap / 2));
  };

  /** The CSS fill of an area. svg: the map's drawing. */
  const fill = (svg, key) => {
    if (key.startsWith("-")) return single("-");
    const [first, second] = key.split(">");
    // named in one phase only: that phase's own fill; the letters say which phase
    if (!first || !second) return single(first || second || "");
    if (!svg.querySelector(`#${name(key)}`)) svg.querySelector("defs").append(bands(key));
    return `url(#${name(key)})`;
  };

  /** A key as letters: `S·T`, `R?`, `S → R`, `I: S`. */
  const letters = (key) => {
    const [first, second] = key.split(">").map((part) => looks[part].letters);
    if (second === undefined) return first;
    return !second ? `I: ${first}` : !first ? `II: ${second}` : `${first} → ${second}`;
  };

  return {definitions, fill, letters, element};
})();
