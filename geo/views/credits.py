"""Under which terms what is shown may be used."""

from geo.i18n import gettext as _


def licence_line(*, on_map: bool = True) -> str:
    """Say under which terms the picture's parts may be used. on_map : it has boundaries, else only words."""
    if not on_map:
        return _("Words: TICW Atlas, CC BY 4.0. Khmer names: Unicode CLDR.")
    return _(
        "Boundaries of 2003-06: Natural Earth, public domain, generalised; no statement on any border. "
        "Water: GSHHG, LGPL. Khmer names: Unicode CLDR. Words: TICW Atlas, CC BY 4.0."
    )
