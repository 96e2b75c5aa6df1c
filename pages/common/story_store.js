/* Tells the server, once a visit, which story this browser keeps; listener.js keeps what the server shows (data-story). */
export default ({setStateValue}) => {
  let kept = "";
  try {
    kept = localStorage.getItem("ticw-story") || "";
  } catch {
    // a browser that keeps nothing: the story lives as long as the visit
  }
  setStateValue("kept", kept);
};
