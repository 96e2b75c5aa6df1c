/* Runs in the page, once for the life of the tab. What the framework says of a lost connection speaks of the internet,
 * which a hall need not have, and of commands; here it is said what happens to the person's work. When the connection
 * is back, the page is asked for at once: a server that has started anew knows nothing of it before, and would take the
 * next click for the first sight of the page, and lose it.
 */
(() => {
  if (window.ticwConnects) return;
  window.ticwConnects = true;
  const FOREIGN = /Streamlit|the internet/;

  const reword = () => {
    for (const dialog of document.querySelectorAll("[role=dialog]")) {
      if (!dialog.textContent.includes("Connection error")) continue;
      for (const code of dialog.querySelectorAll("pre, [data-testid=stCode]")) code.hidden = true;
      const words = document.createTreeWalker(dialog, NodeFilter.SHOW_TEXT);
      while (words.nextNode()) {
        // the text of the node, which the framework goes on to own
        if (FOREIGN.test(words.currentNode.data) && !words.currentNode.parentElement.closest("[hidden]"))
          words.currentNode.data = window.ticwLost;
      }
    }
  };
  new MutationObserver(reword).observe(document.body, {subtree: true, childList: true});

  const STATE = "data-test-connection-state";
  let state = "CONNECTED";
  const wake = () => {
    const now = document.querySelector(`[${STATE}]`)?.getAttribute(STATE) || state;
    const back = now === "CONNECTED" && state !== now;
    state = now;
    if (back) dispatchEvent(new PopStateEvent("popstate", {state: {}}));
  };
  new MutationObserver(wake).observe(document.body, {subtree: true, attributeFilter: [STATE]});
})();
