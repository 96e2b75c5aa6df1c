/* The desk of a story: slides put in order by drag, touch or buttons, and the words of the chosen one.
 *
 * What a person does is a list of acts, sent until the server says that it has done them: of quick ones none is lost,
 * nor on a connection that breaks. Words are sent while they are typed; until they have come through, the browser keeps
 * them, so that a reload loses none.
 */
const DRAFT = "ticw-story-draft";
const PAUSE_MS = 300; // of typing
const DRAG_PX = 6; // from here on a press is no click
const EDGE_PX = 70; // of the window, where dragging scrolls

const draft = {
  read: () => {
    try {
      return JSON.parse(localStorage.getItem(DRAFT) || "null");
    } catch {
      return null;
    }
  },
  write: (act) => {
    try {
      if (act) localStorage.setItem(DRAFT, JSON.stringify(act));
      else localStorage.removeItem(DRAFT);
    } catch {
      // a browser that keeps nothing
    }
  },
};

const makeDesk = (root) => {
  const mount = Math.random().toString(36).slice(2, 10);
  const parts = new Map();
  let queue = [];
  let count = 0;
  let timer = 0;
  let wanted = null; // what gets the focus after the next answer
  let saved = "";
  const ends = new AbortController();
  const {signal} = ends;
  const desk = {send: () => {}, end: () => ends.abort()};

  /* ---------- what is done, until the server has it ---------- */
  const flush = () => {
    clearTimeout(timer);
    timer = 0;
    if (queue.length) desk.send({mount, acts: queue.map((act) => ({...act}))});
  };
  const act = (what) => {
    count += 1;
    queue.push({...what, n: count});
  };
  const now = (what) => {
    act(what);
    flush();
  };
  const isOf = (one, field) => one.do === "words" && one.field === field;

  const place = (element) => {
    const {at, mark} = element.closest("[data-at]")?.dataset || {};
    return {at: Number(at || 0), mark: mark || ""};
  };

  const type = (element) => {
    const what = {do: "words", field: element.dataset.field, text: element.value, ...place(element)};
    // what is not sent yet is replaced
    if (timer) queue = queue.filter((one) => !(isOf(one, what.field) && one.at === what.at && one.mark === what.mark));
    act(what);
    draft.write(what);
    clearTimeout(timer);
    timer = setTimeout(flush, PAUSE_MS);
  };

  /* ---------- showing what the server says ---------- */
  const sync = (part, fresh) => {
    for (const field of fresh.querySelectorAll("[name]")) {
      const old = part.querySelector(`[name="${field.name}"]`);
      if (!old || old === document.activeElement || queue.some((one) => isOf(one, field.name))) continue;
      if (field.type === "checkbox") old.checked = field.checked;
      else if (old.value !== field.value) old.value = field.value;
      if (field.placeholder) old.placeholder = field.placeholder;
    }
    for (const live of fresh.querySelectorAll("[data-live]")) {
      const old = part.querySelector(`[data-live="${live.dataset.live}"]`);
      if (old && old.innerHTML !== live.innerHTML) old.innerHTML = live.innerHTML;
    }
  };

  const focused = () => {
    const {activeElement} = document;
    if (!root.contains(activeElement) || !activeElement.dataset.do) return null;
    return {do: activeElement.dataset.do, at: place(activeElement).at};
  };

  const focus = ({do: name, at}) => {
    if (name === "undo") return root.querySelector("[data-do=undo]")?.focus();
    const card = root.querySelectorAll(".card")[at];
    const button = card?.querySelector(`[data-do=${name}]`);
    const found = button && !button.disabled ? button : card?.querySelector("[data-do=choose]");
    found?.focus({preventScroll: true});
    found?.closest(".card").scrollIntoView({block: "nearest", inline: "nearest"});
    return undefined;
  };

  const download = ({name, text}) => {
    const url = URL.createObjectURL(new Blob([text], {type: "application/json"}));
    const link = Object.assign(document.createElement("a"), {href: url, download: name, hidden: true});
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };

  const render = (html) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    const fresh = template.content.firstElementChild;
    const names = [...fresh.querySelectorAll("[data-part]")].map((one) => one.dataset.part).join();
    const at = focused();
    if (parts.get("names") !== names) {
      parts.clear();
      parts.set("names", names);
      for (const one of fresh.querySelectorAll("[data-part]")) parts.set(one.dataset.part, one.outerHTML);
      root.replaceChildren(fresh);
    } else {
      for (const one of fresh.querySelectorAll("[data-part]")) {
        const name = one.dataset.part;
        const old = root.querySelector(`[data-part=${name}]`);
        const markup = one.outerHTML;
        if (parts.get(name) === markup) continue;
        parts.set(name, markup);
        if (one.dataset.for && one.dataset.for === old.dataset.for) sync(old, one);
        else old.replaceWith(one);
      }
    }
    const words = root.querySelector(".words");
    if (words && !queue.some((one) => one.do === "choose")) words.inert = false;
    const target = wanted || (root.contains(document.activeElement) ? null : at);
    wanted = null;
    if (target) focus(target);
  };

  desk.show = (data) => {
    const done = data.done?.[mount] || 0;
    queue = queue.filter((one) => one.n > done);
    const waits = draft.read();
    if (waits && done && !queue.some((one) => one.do === "words")) draft.write(null);
    if (drag) late = data.html; // not under the person's hand
    else render(data.html);
    if (data.file?.id && data.file.id !== saved) {
      saved = data.file.id;
      download(data.file);
    }
    // words that had not come through when the page was left
    if (!count && waits && (waits.field === "story" || root.querySelector(`[data-mark="${waits.mark}"]`))) now(waits);
    else if (!count && waits) draft.write(null);
    else if (queue.length && !timer) timer = setTimeout(flush, PAUSE_MS * 4);
  };

  /* ---------- clicks ---------- */
  const copy = async (button) => {
    const address = new URL(button.dataset.link, location.href).href;
    const box = root.querySelector(".linkbox");
    const input = box.querySelector("input");
    input.value = address;
    try {
      await navigator.clipboard.writeText(address);
    } catch {
      // where the browser refuses, as it does without https, the link is there to be copied by hand
      box.hidden = false;
      input.focus();
      input.select();
      if (!document.execCommand("copy")) return;
    }
    const words = button.textContent;
    button.textContent = button.dataset.done;
    root.querySelector("[data-part=said]").insertAdjacentHTML("beforeend", '<span class="unseen"></span>');
    const told = root.querySelector("[data-part=said]").lastElementChild;
    told.dataset.announce = button.dataset.done;
    setTimeout(() => {
      button.textContent = words;
      told.remove();
    }, 2500);
  };

  const step = {left: -1, right: 1};
  const press = (button) => {
    const name = button.dataset.do;
    const {at, mark} = place(button);
    if (name === "copy") return copy(button);
    if (name in step) {
      wanted = {do: name, at: at + step[name]};
      return now({do: "move", at, mark, to: at + step[name]});
    }
    // what is typed before the answer would be of the slide before
    if (name === "choose") root.querySelector(".words").inert = true;
    if (name === "remove" || name === "undo") wanted = name === "remove" ? {do: "undo"} : null;
    return now({do: name, at, mark});
  };

  root.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-do]");
    if (button && root.contains(button)) press(button);
  });
  root.addEventListener("submit", (event) => event.preventDefault());
  root.addEventListener("input", ({target}) => {
    if (target.type === "checkbox") now({do: "sentence", on: target.checked, ...place(target)});
    else if (target.dataset.field) type(target);
  });
  root.addEventListener("focusout", () => timer && flush());

  /* ---------- drag: a mouse takes the card, a finger its handle, which scrolls nothing ---------- */
  let drag = null;
  let late = "";
  const cards = () => [...root.querySelectorAll(".card")];

  /** Beside which card the pointer is, and whether behind it: the end of a row is not the start of the next one. */
  const gap = (x, y) => {
    const boxes = cards().map((card) => card.getBoundingClientRect());
    const row = boxes.filter((box) => y >= box.top && y <= box.bottom);
    const near = row.length ? row : boxes;
    const distance = (box) => Math.hypot(x - (box.left + box.right) / 2, y - (box.top + box.bottom) / 2);
    const best = near.reduce((one, box) => (distance(box) < distance(one) ? box : one));
    return {beside: boxes.indexOf(best), behind: x > (best.left + best.right) / 2};
  };

  const mark = () => {
    cards().forEach((card, number) => {
      const isBeside = Boolean(drag?.moved) && number === drag.gap.beside;
      card.classList.toggle("before", isBeside && !drag.gap.behind);
      card.classList.toggle("after", isBeside && drag.gap.behind);
      card.classList.toggle("dragged", Boolean(drag?.moved) && number === drag.at);
    });
    root.classList.toggle("dragging", Boolean(drag?.moved));
  };

  const scroller = () => root.closest("[data-testid=stMain]") || document.scrollingElement;
  const roll = () => {
    if (!drag?.moved) return;
    const down = drag.y > innerHeight - EDGE_PX ? 1 : 0;
    const up = drag.y < EDGE_PX ? 1 : 0;
    scroller().scrollBy(0, (down - up) * 12);
    const strip = root.querySelector(".slides");
    const box = strip.getBoundingClientRect();
    strip.scrollBy(((drag.x > box.right - 40 ? 1 : 0) - (drag.x < box.left + 40 ? 1 : 0)) * 10, 0);
    drag.gap = gap(drag.x, drag.y);
    mark();
    requestAnimationFrame(roll);
  };

  const end = (isDropped) => {
    if (!drag) return;
    const {at, moved, gap: to, mark: view} = drag;
    drag = null;
    mark();
    if (late) render(late);
    late = "";
    if (!isDropped || !moved) return;
    const before = to.beside + (to.behind ? 1 : 0);
    const target = before > at ? before - 1 : before;
    if (target !== at) {
      wanted = {do: "choose", at: target};
      now({do: "move", at, mark: view, to: target});
    }
  };

  root.addEventListener("pointerdown", (event) => {
    const held = event.target.closest(event.pointerType === "mouse" ? ".pick, .grip" : ".grip");
    if (!held || event.button) return;
    drag = {...place(held), id: event.pointerId, x: event.clientX, y: event.clientY, gap: null, moved: false};
    if (held.matches(".grip")) event.preventDefault();
  });
  addEventListener(
    "pointermove",
    (event) => {
      if (!drag || event.pointerId !== drag.id) return;
      if (!drag.moved && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < DRAG_PX) return;
      const begins = !drag.moved;
      Object.assign(drag, {x: event.clientX, y: event.clientY, moved: true, gap: gap(event.clientX, event.clientY)});
      mark();
      if (begins) roll();
    },
    {signal},
  );
  addEventListener(
    "pointerup",
    (event) => {
      if (!drag || event.pointerId !== drag.id) return;
      // the click that follows chooses nothing
      if (drag.moved) {
        const stop = (click) => click.stopPropagation();
        root.addEventListener("click", stop, {capture: true, once: true});
        setTimeout(() => root.removeEventListener("click", stop, {capture: true}), 0);
      }
      end(true);
    },
    {signal},
  );
  addEventListener("pointercancel", () => end(false), {signal});
  addEventListener("keydown", (event) => event.key === "Escape" && drag && end(false), {signal});
  addEventListener("pagehide", flush, {signal});
  return desk;
};

const desks = new WeakMap();

export default ({parentElement, setStateValue, data}) => {
  const isNew = !desks.has(parentElement);
  if (isNew) desks.set(parentElement, makeDesk(parentElement));
  const desk = desks.get(parentElement);
  desk.send = (acts) => setStateValue("acts", acts);
  desk.show(data);
  return isNew ? desk.end : undefined;
};
