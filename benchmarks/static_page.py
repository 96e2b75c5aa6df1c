"""The bare static Leaflet page: no server code but files, a phase button calls setStyle. The least a map can cost."""

import contextlib
import shutil
import tempfile
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import xstatic.pkg.leaflet

from benchmarks.paintings import atlas, fills
from geo.web.leaflet import geometry_script, script_json

PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Static</title>
<link rel="stylesheet" href="leaflet.css">
<style>html, body {{ margin: 0 }} #map {{ height: 560px }}</style>
<p>{buttons}</p><div id="map"></div>
<script src="leaflet.js"></script><script src="geometry.js"></script>
<script>
const FILLS = {fills};
const map = L.map("map", {{zoomSnap: 0}});
for (const name of ["neighbours", "water", "lines"]) L.geoJSON(TICW_GEOMETRY[name], {{interactive: false}}).addTo(map);
const areas = L.geoJSON(TICW_GEOMETRY.areas, {{
  style: (feature) => ({{className: feature.properties.code, fillOpacity: 1, color: "#fff", weight: 1}}),
}}).addTo(map);
map.fitBounds(areas.getBounds());
const show = (phase) => areas.setStyle((feature) => ({{fillColor: FILLS[phase][feature.properties.code]}}));
for (const button of document.querySelectorAll("button")) button.onclick = () => show(button.dataset.phase);
show("II");
</script></html>
"""


class _Quiet(SimpleHTTPRequestHandler):
    """Files, without a line on the terminal for each."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the base class's
        """Say nothing."""


@contextlib.contextmanager
def serving_static() -> Iterator[str]:
    """Make the page in a temporary folder and serve it from a thread; yields its address."""
    leaflet = Path(xstatic.pkg.leaflet.BASE_DIR)
    colours = fills()
    buttons = "".join(f'<button data-phase="{phase}">{phase}</button>' for phase in colours)
    with tempfile.TemporaryDirectory() as path:
        folder = Path(path)
        for name in ("leaflet.js", "leaflet.css"):
            shutil.copy(leaflet / name, folder)
        (folder / "geometry.js").write_text(geometry_script(atlas()), encoding="utf-8")
        page = PAGE.format(buttons=buttons, fills=script_json(colours))
        (folder / "index.html").write_text(page, encoding="utf-8")
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=path))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            server.server_close()
