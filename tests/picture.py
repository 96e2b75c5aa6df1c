"""Takes the README's pictures from the running app: `make picture`."""

from tests.support.running import ROOT, browsing, gate, serving, settled

SIZE = {"width": 1366, "height": 768}
VIEWS = {"map.png": "/?phase=II&area=KH-14"}


def main() -> None:
    """Photograph each view into docs/, with the network off. RuntimeError where a page has a fault."""
    with serving() as address, browsing() as browser:
        for name, path in VIEWS.items():
            page = browser.new_page(viewport=SIZE)
            faults = gate(page, address)
            page.goto(address + path)
            settled(page)
            page.frame_locator(".st-key-map iframe").locator(".ticw-labels g[data-label]").first.wait_for()
            page.screenshot(path=str(ROOT / "docs" / name))
            if faults:
                raise RuntimeError("; ".join(faults))
            page.close()


if __name__ == "__main__":
    main()
