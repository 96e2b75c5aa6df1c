"""Where the browser for the tests is: prints the path of an installed Chromium or Chrome, exits 1 if there is none."""

import os
import shutil
import sys

NAMES = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser", "chrome")


def find_browser() -> str | None:
    """Find the path of the first browser found: TICW_BROWSER if set, else the usual names on PATH."""
    return next(filter(None, [os.environ.get("TICW_BROWSER"), *map(shutil.which, NAMES)]), None)


if __name__ == "__main__":
    found = find_browser()
    print(found or "no Chromium or Chrome found")
    sys.exit(not found)
