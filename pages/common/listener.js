/* Runs in the page, once for the life of the tab; speaks to the newest mount of its component.
 *
 * Links of class `go` are followed inside the app instead of reloading it. A phase chosen beside the map is shown on
 * the map at once: the map already holds the paint of every phase, and the server's answer only confirms it. A link
 * with data-keys is followed when one of these keys is pressed, in the page or on the map.
 */
export default function ({ setTriggerValue }) {
  const first = !window.ticwGo;
  window.ticwGo = (href) => setTriggerValue("go", href);
  if (!first) return;

  const follow = (event, link) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    window.ticwGo(link.getAttribute("href"));
  };

  const preview = (button) => {
    const phase = ["I", "II", "both", "not-stated"][[...button.parentElement.children].indexOf(button)];
    const frame = document.querySelector(".st-key-map iframe, .st-key-smallmap iframe");
    if (phase && frame && frame.contentWindow.atlas) frame.contentWindow.atlas.preview(phase);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, [role=dialog]")) return;
    const key = event.key === " " ? "Space" : event.key;
    const link = [...document.querySelectorAll("a.go[data-keys]")].find((one) => one.dataset.keys.split(" ").includes(key));
    if (!link) return;
    event.preventDefault();
    window.ticwGo(link.getAttribute("href"));
  });

  // in the capture phase: the buttons keep their clicks to themselves
  document.addEventListener("click", (event) => {
    const target = event.target.closest ? event.target : event.target.parentElement;
    const link = target.closest("a.go");
    const button = target.closest(".st-key-w_phase button");
    if (link) follow(event, link);
    if (button) preview(button);
  }, true);
}
