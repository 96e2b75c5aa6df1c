/* What is said of an area under the pointer or with the focus: one at a time, whole inside its map.
 *
 * It stands still, so that the pointer can move onto it, stays as long as pointer or focus do, and goes with Esc,
 * wherever the keyboard is (WCAG 1.4.13).
 */
window.TicwTooltip = (() => {
  "use strict";
  const GAP = 12; // pixels between the pointer and the tooltip
  const FAR = 60; // pixels from which on the tooltip comes after the pointer
  const GRACE = 200; // milliseconds for the way from an area to its tooltip
  const tip = document.createElement("div");
  Object.assign(tip, {className: "ticw-tip", hidden: true});
  tip.setAttribute("role", "tooltip");
  let shown = null; // {path, say, container}, and the box beside which it stands
  let beside = null;
  let focused = null; // the same, of what has the focus and was not dismissed
  let leaving = 0;

  /** Beside a box of the window: above it, or else below it, inside the map and on none of its controls. */
  const place = (container, box) => {
    const frame = container.getBoundingClientRect();
    const controls = [...container.querySelectorAll(".leaflet-control")].map((item) => item.getBoundingClientRect());
    const {offsetWidth: width, offsetHeight: height} = tip;
    const within = (value, room) => Math.max(4, Math.min(value, room - 4));
    const x = within((box.left + box.right) / 2 - frame.left - width / 2, frame.width - width);
    const tops = [box.top - GAP - height, box.bottom + GAP].map((top) => top - frame.top);
    const isFree = (top) =>
      top >= 4 &&
      top + height <= frame.height - 4 &&
      controls.every(
        ({left, right, top: upper, bottom}) =>
          x + frame.left > right ||
          x + width + frame.left < left ||
          top + frame.top > bottom ||
          top + height + frame.top < upper,
      );
    const y = within(tops.find(isFree) ?? tops.at(-1), frame.height - height);
    Object.assign(tip.style, {left: `${x}px`, top: `${y}px`});
  };

  const show = (area, box) => {
    clearTimeout(leaving);
    [shown, beside] = [area, box];
    tip.textContent = area.say();
    tip.hidden = false;
    area.container.append(tip);
    place(area.container, box);
  };

  const hide = () => {
    clearTimeout(leaving);
    shown = null;
    tip.hidden = true;
  };

  const showFocused = () => (focused ? show(focused, focused.path.getBoundingClientRect()) : hide());
  const leave = () => {
    leaving = setTimeout(showFocused, GRACE);
  };
  const point = ({clientX: x, clientY: y}) => ({left: x, right: x, top: y, bottom: y});

  const distance = ({clientX: x, clientY: y}) => {
    const box = tip.getBoundingClientRect();
    return Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
  };

  tip.addEventListener("mouseenter", () => clearTimeout(leaving));
  tip.addEventListener("mouseleave", leave);

  /** Show what `say` returns while the pointer is on a path of a map or the focus, where it is shown, is. */
  const watch = (container, path, say) => {
    const area = {container, path, say};
    path.addEventListener("mouseenter", (event) => show(area, point(event)));
    path.addEventListener("mousemove", (event) => shown === area && distance(event) > FAR && show(area, point(event)));
    path.addEventListener("mouseleave", leave);
    path.addEventListener("focus", () => {
      focused = path.matches(":focus-visible") ? area : null;
      if (focused) showFocused();
    });
    path.addEventListener("blur", () => {
      if (shown === focused) hide();
      focused = null;
    });
  };

  /** Say it anew, after the map was painted otherwise or has another size. */
  const refresh = () => {
    if (!shown) return;
    tip.textContent = shown.say();
    place(shown.container, beside);
  };

  const dismiss = (event) => {
    if (event.key !== "Escape" || tip.hidden) return;
    event.preventDefault();
    event.stopPropagation();
    focused = null;
    hide();
  };
  const pages = window.parent === window ? [document] : [document, window.parent.document];
  for (const page of pages) page.addEventListener("keydown", dismiss, true);
  window.addEventListener("pagehide", () =>
    pages.forEach((page) => page.removeEventListener("keydown", dismiss, true)),
  );

  return {watch, hide, refresh};
})();
