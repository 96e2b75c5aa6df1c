/* Tells the server which story this browser keeps: when it is asked, and when another tab has changed it.
 * listener.js keeps what the server shows (data-story).
 */
const asked = new WeakSet();

export default ({parentElement, setStateValue}) => {
  const tell = () => {
    let kept = "";
    try {
      kept = localStorage.getItem("ticw-story") || "";
    } catch {
      // a browser that keeps nothing: the story lives as long as the visit
    }
    setStateValue("kept", kept);
  };
  // the framework calls this at every run, and has the value already
  if (asked.has(parentElement)) return undefined;
  asked.add(parentElement);
  tell();
  addEventListener("storage", tell);
  return () => removeEventListener("storage", tell);
};
