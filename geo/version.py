"""The product and its version, as About, every export and pyproject.toml have them from here."""

PRODUCT = "TICW Atlas"
VERSION = "0.2.0"
RELEASE = f"{PRODUCT} {VERSION}"
