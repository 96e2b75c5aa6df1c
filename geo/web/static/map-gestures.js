/* How fingers, keys and buttons move the map: one finger belongs to the page, two to the map, a button leads back. */
window.TicwGestures = (() => {
  "use strict";
  const DRAG = 12; // pixels that a finger moves before it is taken to drag
  const HINT = 1600; // milliseconds
  const SVG = "http://www.w3.org/2000/svg";
  const HOUSE = "M3 9.5 10 3.5l7 6M5 8v8.5h10V8M8.5 16.5v-5h3v5";

  /** Where a person asks for less motion, the map jumps in place of gliding. */
  const calm = (map) => {
    if (!window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    Object.assign(map.options, {
      zoomAnimation: false,
      fadeAnimation: false,
      markerZoomAnimation: false,
      inertia: false,
    });
    map._zoomAnimated = false; // what Leaflet made of the option when the map was made
    const panBy = map.panBy;
    map.panBy = (offset, options) => panBy.call(map, offset, {...options, animate: false});
  };

  /** One finger scrolls the page past the map, or taps; a drag says that two fingers move it. words: a function. */
  const share = (map, words) => {
    const container = map.getContainer();
    const hint = document.createElement("div");
    hint.className = "ticw-hint";
    hint.setAttribute("aria-hidden", "true");
    container.append(hint);
    let start = null,
      timer = 0;
    const hush = () => hint.classList.remove("ticw-shown");
    // in the capture phase: Leaflet, which would hold the page still, never hears of a single finger
    container.addEventListener(
      "touchstart",
      (event) => {
        const alone = event.touches.length === 1;
        start = alone ? event.touches[0] : null;
        if (alone) event.stopPropagation();
        else hush();
      },
      {capture: true, passive: true},
    );
    container.addEventListener(
      "touchmove",
      ({touches: [finger, other]}) => {
        if (!start || other || Math.hypot(finger.clientX - start.clientX, finger.clientY - start.clientY) < DRAG)
          return;
        start = null;
        hint.textContent = words().two_fingers;
        hint.classList.add("ticw-shown");
        clearTimeout(timer);
        timer = setTimeout(hush, HINT);
      },
      {capture: true, passive: true},
    );
  };

  /** A button below those that zoom, which leads back to the first view; it is off while that is shown. */
  const home = (map, words, back) => {
    const bar = map.getContainer().querySelector(".leaflet-control-zoom");
    if (!bar) return {settle: () => {}, speak: () => {}};
    const button = document.createElement("button");
    Object.assign(button, {className: "ticw-home", type: "button"});
    const icon = document.createElementNS(SVG, "svg");
    icon.setAttribute("viewBox", "0 0 20 20");
    icon.setAttribute("aria-hidden", "true");
    const house = document.createElementNS(SVG, "path");
    house.setAttribute("d", HOUSE);
    icon.append(house);
    button.append(icon);
    bar.append(button);
    let first = null;
    const moved = () =>
      first &&
      (Math.abs(map.getZoom() - first.zoom) > 0.01 ||
        map.latLngToContainerPoint(first.center).distanceTo(map.getSize().divideBy(2)) > 2);
    const mark = () => button.setAttribute("aria-disabled", String(!moved()));
    const settle = () => {
      first = {center: map.getCenter(), zoom: map.getZoom()};
      mark();
    };
    const speak = () => {
      for (const [part, text] of [
        [button, words().home],
        [bar.children[0], words().zoom_in],
        [bar.children[1], words().zoom_out],
      ]) {
        part.title = text;
        part.setAttribute("aria-label", text);
      }
    };
    button.addEventListener("click", () => moved() && back());
    map.on("zoomend moveend", mark);
    return {settle, speak};
  };

  /** Keys that the map has no use for belong to the page around it, to leaf through slides, with what is held down. */
  const passKeys = () =>
    document.addEventListener("keydown", (event) => {
      if (event.defaultPrevented || window.parent === window) return;
      const {key, code, location, repeat, ctrlKey, shiftKey, altKey, metaKey} = event;
      const same = {key, code, location, repeat, ctrlKey, shiftKey, altKey, metaKey, bubbles: true, cancelable: true};
      if (!window.parent.document.dispatchEvent(new KeyboardEvent("keydown", same))) event.preventDefault();
    });
  /** That the pointer moves over the map brings back what the page around it hides meanwhile. */
  if (window.parent !== window) {
    const tell = () => window.parent.document.dispatchEvent(new Event("pointermove"));
    document.addEventListener("pointermove", tell, {passive: true});
  }

  return {calm, share, home, passKeys};
})();
