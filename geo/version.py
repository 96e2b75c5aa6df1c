"""The version of the program, as About, every export and pyproject.toml have it from here."""

VERSION = "0.2.0"
