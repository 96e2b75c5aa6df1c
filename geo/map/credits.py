"""Whom to name for the map, and under which terms it may be used."""

from geo.i18n import gettext as _
from geo.record.models import Layer
from geo.record.record import Record


def boundaries_line(record: Record, *, briefly: bool = False) -> str:
    """Say of which date the boundaries are, and from whom each layer is; what has one credit is named once.

    briefly : without the licences, for the line under a map.
    """

    def credit(row: Layer) -> str:
        return row.credit if briefly else f"{row.credit}, {row.licence}"

    areas = next(row for row in record.layers if row.kind == "areas")
    line = _("Boundaries of {date}: {credit}, generalised; no statement on any border.")
    parts = [line.format(date=record.profile.boundaries_date, credit=credit(areas))]
    for row in record.layers:
        if credit(row) != credit(areas):
            kind = _(record.label("layer_kind", row.kind)).capitalize()
            parts.append(f"{kind}: {credit(row)}.")
    return " ".join(parts)
