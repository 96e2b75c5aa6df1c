"""TICW Atlas, the application: `streamlit run dashboard.py`.

The main script is pages/frame.py, so that no folder `pages/` lies beside it and Streamlit's old discovery of pages
stays asleep: a deep link opens cleanly, also as the first request after a start.
"""

import asyncio
import gc
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from geo.errors import RecordError
from pages.common import (
    compression,
    export_dialog,
    first_page,
    gate,
    preview,
    redirects,
    security_headers,
    startup,
    static_files,
    worker,
)

WARM_UP_DELAY_S = 10
logging.basicConfig(level=logging.INFO, format="%(message)s")


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Load the record and everything heavy before the first visitor comes; a broken record is told, not fatal."""
    try:
        startup.up()
    except RecordError as error:
        logging.getLogger("ticw").error("%s", error)  # noqa: TRY400  # the faults are for whoever keeps the record; a traceback is not
    else:
        # the process that makes exports can wait until the first visitor has been served
        asyncio.get_running_loop().call_later(WARM_UP_DELAY_S, export_dialog.prepare)
    # what stands now stands as long as the server: no collection of garbage need look here
    gc.collect()
    gc.freeze()
    yield
    worker.end()


# the path below which the app runs; the framework moves its own routes there, not ours
BASE = f"/{st.get_option('server.baseUrlPath').strip('/')}".rstrip("/")

app = st.App(
    "pages/frame.py",
    lifespan=lifespan,
    routes=[
        Route(f"{BASE}/assets/atlas/{{digest}}/{{name}}", static_files.serve),
        Route(f"{BASE}/assets/thumbnail/{{name}}.svg", static_files.serve_thumbnail),
        Route(f"{BASE}/assets/preview/{{page}}.png", preview.serve),
        Mount(f"{BASE}/assets/leaflet", StaticFiles(directory=static_files.LEAFLET)),
    ],
    middleware=[
        Middleware(security_headers.Headers),
        Middleware(gate.Gate),
        Middleware(redirects.Paths, base=BASE),
        Middleware(compression.Compression, base=BASE),
        Middleware(first_page.FirstPages, base=BASE),
    ],
)

if __name__ == "__main__":
    print("The dashboard is started with `make run`, or with `streamlit run dashboard.py`.", file=sys.stderr)
    sys.exit(2)
