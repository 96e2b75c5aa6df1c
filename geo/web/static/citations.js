/* Runs in the page, once for the life of the tab: shows the paragraph of a citation where the citation stands.
 *
 * The paragraphs, in our own words, are in window.ticwEvidence (geo/views/evidence.py). A click with a key held down,
 * or without this script, follows the link to all that rests on the paragraph. On paper the paragraphs are footnotes.
 */
(() => {
  if (window.ticwCites) return;
  window.ticwCites = true;
  const GAP = 6; // pixels between the citation and what it opens
  const EDGE = 8; // pixels to the edge of the window
  let card = null;

  const make = (tag, className, text = "") => {
    const node = document.createElement(tag);
    node.className = className;
    node.textContent = text;
    return node;
  };
  const passage = (address) => address.trim().replace(/ s[1-9][0-9]?$/, "");
  const parse = (address) => {
    const key = passage(address),
      {paragraphs} = window.ticwEvidence;
    const told = Object.hasOwn(paragraphs, key) ? paragraphs[key] : null;
    return {told, sentence: Number(address.trim().slice(key.length + 2))};
  };

  /** The sentences of a paragraph; the one that is cited is marked, where it is not the only one. */
  const sentences = ({told, sentence}) => {
    const text = make("p", "told");
    told.sentences.forEach((words, place) => {
      const one = make(sentence === place + 1 && told.sentences.length > 1 ? "mark" : "span", "", words);
      text.append(one, " ");
    });
    return text;
  };

  const close = () => {
    const [shut, opener] = [card, card?.opener];
    card = null;
    if (!shut) return;
    const inside = shut.contains(document.activeElement);
    shut.remove();
    if (inside && opener.isConnected) opener.focus({preventScroll: true});
  };

  const place = (link) => {
    const at = link.getBoundingClientRect(),
      {offsetWidth: wide, offsetHeight: high} = card;
    const below = at.bottom + GAP + high + EDGE < innerHeight || at.top < high + GAP + EDGE;
    card.style.left = `${Math.max(EDGE, Math.min(at.right - wide, innerWidth - wide - EDGE))}px`;
    const top = below ? at.bottom + GAP : at.top - GAP - high;
    card.style.top = `${Math.max(EDGE, Math.min(top, innerHeight - high - EDGE))}px`;
  };

  const open = (link) => {
    const words = window.ticwEvidence;
    const cited = parse(link.textContent);
    const row = link.closest(".row, tr, li");
    const sure = [...(row?.querySelectorAll(".how, .note") || [])]
      .map((item) => item.textContent.trim())
      .filter(Boolean);
    card = make("div", "atlas ticw-evidence");
    card.opener = link;
    card.setAttribute("role", "dialog");
    card.setAttribute("aria-label", cited.told.heading);
    const title = make("p", "title", cited.told.heading);
    const shut = make("button", "shut", "×");
    shut.type = "button";
    shut.setAttribute("aria-label", words.close);
    shut.addEventListener("click", close);
    const more = make("a", link.classList.contains("go") ? "go rests" : "rests", words.rests);
    more.href = link.getAttribute("href");
    card.append(shut, title, sentences(cited));
    if (sure.length) card.append(make("p", "sure", `${words.sure}: ${sure.join(". ")}`));
    card.append(make("p", "origin", words.origins[cited.told.from]), more);
    document.body.append(card);
    place(link);
    more.addEventListener("click", () => {
      card?.remove();
      card = null;
    });
    more.focus({preventScroll: true});
  };

  // before the listener that follows links
  addEventListener(
    "click",
    (event) => {
      const target = event.target.closest ? event.target : event.target.parentElement;
      const link = target?.closest("a.cite");
      if (card && !card.contains(target)) {
        const same = card.opener === link;
        close();
        if (same) {
          event.preventDefault();
          event.stopImmediatePropagation();
          return;
        }
      }
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      if (!window.ticwEvidence || !parse(link.textContent).told) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      open(link);
    },
    true,
  );
  addEventListener(
    "keydown",
    (event) => {
      if (!card || event.key !== "Escape") return;
      event.stopImmediatePropagation();
      close();
    },
    true,
  );
  addEventListener("resize", close);
  addEventListener(
    "scroll",
    (event) => {
      if (card && !card.contains(event.target)) place(card.opener);
    },
    true,
  );

  /* ---------- on paper: footnotes; a slide has its source line ---------- */
  let notes = null;
  addEventListener("beforeprint", () => {
    close();
    const page = document.querySelector("[data-testid=stMainBlockContainer]");
    if (notes || !page || !window.ticwEvidence || document.querySelector(".atlas.slide")) return;
    const links = [...page.querySelectorAll("a.cite")].filter((link) => link.checkVisibility());
    const cited = new Set(links.map((link) => passage(link.textContent)));
    const {paragraphs, cited: heading, origins} = window.ticwEvidence;
    const found = Object.keys(paragraphs).filter((address) => cited.has(address));
    if (!found.length) return;
    notes = make("section", "atlas paper footnotes");
    notes.append(make("h2", "minor", heading));
    for (const address of found) {
      const line = make("p", "");
      line.append(make("b", "", `${address} `), `${paragraphs[address].sentences.join(" ")}`);
      notes.append(line);
    }
    for (const origin of new Set(found.map((address) => origins[paragraphs[address].from])))
      notes.append(make("p", "quiet", origin));
    page.append(notes);
  });
  addEventListener("afterprint", () => {
    notes?.remove();
    notes = null;
  });
})();
