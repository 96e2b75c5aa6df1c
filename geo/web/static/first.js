/* Lets the page that came with the first answer go when the live one stands behind it; says when that does not come. */
(() => {
  const first = document.getElementById("first");
  const LATE_MS = 15000;
  const isPainted = (frame) => {
    try {
      return Boolean(frame.contentDocument.querySelector("path[data-paint]"));
    } catch {
      return true; // not ours to look into
    }
  };
  const isLive = () => {
    const app = document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]");
    if (!app || !document.querySelector("[data-testid=stMain] h1")) return false;
    const frame = document.querySelector("[class*=st-key] iframe");
    return !first.hasAttribute("data-map") || (frame && isPainted(frame));
  };
  const look = () => {
    if (!isLive()) return;
    clearInterval(timer);
    first.remove();
  };
  const timer = setInterval(look, 50);
  setTimeout(() => document.getElementById("first")?.querySelector(".late").removeAttribute("hidden"), LATE_MS);
})();
