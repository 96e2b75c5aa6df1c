"""A year as people read it: how it is known is never left out."""

from typing import Protocol

from geo.i18n import gettext as _


class Dated(Protocol):
    """What has a year: a statement, or a row of the record. year : None where the source gives none."""

    @property
    def year(self) -> int | None: ...  # noqa: D102  # as said above
    @property
    def year_precision(self) -> str: ...  # noqa: D102


def year_words(row: Dated) -> str:
    """Say the year and how it is known, `early 2005`, `about 2003 (year inferred)`; '' where none is stated."""
    if not row.year:
        return ""
    words = {"early": _("early {year}"), "inferred": _("about {year} (year inferred)")}
    return words.get(row.year_precision, "{year}").format(year=row.year)
