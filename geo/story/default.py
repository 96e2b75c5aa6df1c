"""The story that the record tells by itself: its own slides, else a plain one, made from what it holds."""

from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urlencode

from geo.i18n import current
from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.record.models import NOT_STATED
from geo.selection.phases import ALL
from geo.selection.selection import Selection
from geo.selection.view import View
from geo.story.story import Story
from geo.views.lines import has_phaseless, without_phase
from geo.views.params import LINES


def builtin(atlas: Atlas) -> Story:
    """Tell the record: in its own slides, else from what it is through its phases to what must be borne in mind."""
    own = tuple(
        View(f"{row.query}&{urlencode({LINES: row.slide_id})}{_language()}", page=row.page)
        for row in atlas.record.slides
    )
    return Story(_(atlas.record.profile.subject), own or tuple(_plain(atlas)))


def _plain(atlas: Atlas) -> Iterator[View]:
    """Show every page that says something of the record, phase after phase, each by its own title."""
    every = _query(phase=ALL)
    yield View(every, page="about")
    phases = {phase for row in atlas.statements for phase in row.phases}
    yield from (View(_query(phase=phase)) for phase in atlas.record.phases if phase in phases)
    pairs = list(pairwise(atlas.record.phases))
    for first, second in pairs:
        yield View(f"{every}&first={first}&second={second}" if len(pairs) > 1 else every, page="compare")
    yield View(every, page="partners")
    if has_phaseless(atlas):
        yield View(_query(phase=NOT_STATED), without_phase(atlas, briefly=True))
    yield from (View(every, page=page) for page in ("studies", "timeline"))
    yield from (View(f"{every}&table={table}", page="record") for table in ("silences", "sources"))


def _query(**fields: object) -> str:
    return Selection(lang=current()).changed(**fields).to_query()


def _language() -> str:
    return "" if current() == "en" else f"&lang={current()}"
