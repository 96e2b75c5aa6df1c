/* Keeps a person's own story in their browser, and says in the bar how many slides it has: the server is not asked.
 *
 * The server shows the story where it was changed (data-story) and how many slides it has where it knows
 * (data-story-length), see story_state.py; the other tabs of this browser learn of it by the event `storage`.
 */
(() => {
  if (window.ticwKeeps) return;
  window.ticwKeeps = true;

  const STORY = "ticw-story";
  const LENGTH = "ticw-story-length";
  const told = {};

  const read = (key) => {
    try {
      return localStorage.getItem(key) || "";
    } catch {
      return ""; // a browser that keeps nothing: the story lives as long as the visit
    }
  };

  const keep = (key, value) => {
    // only what is new: another tab may have changed the story since
    if (value === undefined || value === told[key]) return;
    told[key] = value;
    try {
      localStorage.setItem(key, value);
    } catch {
      // full, or a browser that keeps nothing
    }
  };

  const write = (link, name, value) => link.getAttribute(name) === value || link.setAttribute(name, value);

  /** Name the own story in the bar where there is one; what the server wrote stays where there is none. */
  const label = () => {
    const count = Number(read(LENGTH));
    for (const link of document.querySelectorAll(".bar a[data-own]")) {
      link.dataset.plain ??= JSON.stringify([link.textContent, link.getAttribute("href"), link.title]);
      const [text, href, title] = JSON.parse(link.dataset.plain);
      const own = count ? JSON.parse(link.dataset.own) : {};
      const shown = (own.text ?? text).replace("{count}", count);
      if (link.textContent !== shown) link.textContent = shown;
      write(link, "href", own.href ?? href);
      if (own.title || title) write(link, "title", own.title ?? title);
    }
  };

  const look = () => {
    const shown = document.querySelector("[data-story-length]");
    keep(STORY, shown?.dataset.story);
    keep(LENGTH, shown?.dataset.storyLength);
    label();
  };

  new MutationObserver(look).observe(document.body, {
    subtree: true,
    childList: true,
    attributeFilter: ["data-story", "data-story-length"],
  });
  addEventListener("storage", label);
  look();
})();
