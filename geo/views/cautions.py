"""What to keep in mind of the source: how sure its statements are, doubts, words, boundaries."""

from collections import Counter

from geo.i18n import gettext as _
from geo.i18n import ngettext
from geo.map.credits import boundaries_line
from geo.record.atlas import Atlas
from geo.record.models import Ambiguity
from geo.selection.words import capital
from geo.views.model import Item


def count_doubts(count: int) -> str:
    """Say how much can be read in more than one way, as a sentence."""
    said = ngettext(
        "{count} point can be read in more than one way.", "{count} points can be read in more than one way.", count
    )
    return said.format(count=count)


def list_cautions(atlas: Atlas) -> tuple[Item, ...]:
    """List the one source, how sure its statements are, what to keep in mind of doubts, words and boundaries."""
    record = atlas.record
    lines = [
        Item(
            f"{_(row.title)}, {row.publisher}",
            note=" ".join(f"{capital(_(text))}." for text in (row.dated, row.note) if text),
        )
        for row in record.sources_of_facts
    ]
    sure = Counter(row.certainty for row in atlas.statements)
    lines += [
        Item(
            _("{certainty}: {count} of {total} statements").format(
                certainty=capital(_(code.label)), count=sure[code.code], total=len(atlas.statements)
            ),
            note=capital(_(code.note)),
        )
        for code in record.codes
        if code.list == "certainty"
    ]
    if doubts := len(record.ambiguities):
        lines.append(Item(count_doubts(doubts).rstrip("."), note=_("The record keeps each as it stands and says how.")))
    lines += [
        Item(_("Words in quotation marks"), note=_("They are the source's own; some are sensitive today.")),
        Item(_("Boundaries"), note=boundaries_line(record)),
    ]
    return tuple(lines)


def doubt_line(row: Ambiguity) -> Item:
    """Make a line of what can be read in more than one way: the question, where it stands, and how it is shown."""
    return Item(_(row.issue), citation=row.citation, note=_("How we show it: {kept}").format(kept=_(row.kept)))
