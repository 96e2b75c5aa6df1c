/* Runs in the page, once for the life of the tab. Before printing it makes a document of the page: maps in the size
 * that print.css gives them, what is folded opened, at the end where and when it was printed. Afterwards all is as it
 * was. The day is the reader's own: only the browser knows it.
 */
(() => {
  if (window.ticwPrints) return;
  window.ticwPrints = true;
  let undo = [];

  const maps = () => [...document.querySelectorAll("iframe")].map((frame) => frame.contentWindow.atlas).filter(Boolean);

  /** The address as people read it; one that no page makes may not be readable at all. */
  const address = () => {
    try {
      return decodeURI(location.href);
    } catch {
      return location.href;
    }
  };

  const colophon = (page) => {
    const {source, licence, date} = window.ticwPaper;
    // a slide says its source itself
    const words = document.querySelector(".atlas.slide") ? [] : maps().length ? [source, licence] : [source];
    const day = new Date();
    const today = [day.getFullYear(), day.getMonth() + 1, day.getDate()]
      .map((part) => String(part).padStart(2, "0"))
      .join("-");
    words.push(`${date.replace("{date}", today)} ${address()}`);
    const node = document.createElement("footer");
    node.className = "atlas paper colophon";
    node.textContent = words.join(" ");
    page.append(node);
    return () => node.remove();
  };

  addEventListener("beforeprint", () => {
    const page = document.querySelector("[data-testid=stMainBlockContainer]");
    if (undo.length || !page) return;
    const main = document.querySelector("[data-testid=stMain]");
    const {scrollTop} = main;
    const folded = [...page.querySelectorAll("details:not([open])")];
    for (const details of folded) details.open = true;
    document.documentElement.classList.add("on-paper");
    for (const map of maps()) map.fitPaper();
    undo = [
      colophon(page),
      () => document.documentElement.classList.remove("on-paper"),
      () => maps().forEach((map) => map.leavePaper()),
      () =>
        folded.forEach((details) => {
          details.open = false;
        }),
      () => {
        main.scrollTop = scrollTop;
      },
    ];
  });
  addEventListener("afterprint", () => {
    for (const step of undo.splice(0)) step();
  });
})();
