"""Put on the path of a server that is to run as Streamlit installs itself: without the faster parts that we ask for."""

import sys

sys.modules["uvloop"] = sys.modules["httptools"] = None  # type: ignore[assignment]  # makes their import fail
