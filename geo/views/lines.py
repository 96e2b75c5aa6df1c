"""Statements as lines of a slide, a document or a table: by themselves, under headings, several as one."""

from collections import Counter
from collections.abc import Iterable

from geo.i18n import current, ngettext
from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.record.citations import passages
from geo.record.models import NOT_STATED
from geo.record.statements import AHEAD, Statement
from geo.record.years import year_words
from geo.selection.filtering import statement_filter
from geo.selection.phases import phase_name
from geo.selection.selection import Selection
from geo.selection.words import capital, list_amounts, list_words
from geo.views.model import Item, Section

MOST_PLACES = 6  # names of places that stand behind a title; more are counted


def kept(atlas: Atlas, selection: Selection, *, also_without_phase: bool = False) -> tuple[Statement, ...]:
    """Return the statements that the selection leaves, in the record's order; on request also what carries no phase."""
    keeps = statement_filter(atlas, selection)
    phases = dict.fromkeys([selection.phase, *([NOT_STATED] if also_without_phase else [])])
    return tuple(row for row in atlas.statements if any(keeps(row, phase) for phase in phases))


def item(atlas: Atlas, row: Statement, title: str = "") -> Item:
    """Show a statement as a line: what; its state, its certainty and its note; its citation."""
    said = "; ".join(part.rstrip(".") for part in (_(row.detail), _(row.note)) if part)
    return Item(title or _(row.title), how(atlas, row), row.citation, note=capital(said), target=target_of(row),
                statements=(row.statement_id,))  # fmt: skip


def how(atlas: Atlas, row: Statement, *, dated: bool = True) -> str:
    """State, year and certainty of a statement in words; dated : with its year, which may stand beside it already."""
    year = year_words(row) if dated else ""
    return " · ".join(filter(None, [sure_words(atlas, row.certainty, row.state, year), heading_words(atlas, row)]))


def sure_words(atlas: Atlas, certainty: str, state: str = "", year: str = "") -> str:
    """How a thing is stated: `under way · about 2004 · stated`; the state as a code, the year in words, '' for none."""
    told = _(atlas.record.label("state", state)) if state else ""
    return " · ".join(filter(None, [told, year, _(atlas.record.label("certainty", certainty))]))


def heading_words(atlas: Atlas, row: Statement) -> str:
    """Say of a statement that only the heading over it names its phase; '' for any other."""
    if not row.heading_phase:
        return ""
    return _("{phase} by its heading only").format(phase=phase_name(atlas.record, row.heading_phase))


def target_of(row: Statement) -> tuple[str, str]:
    """Where a statement leads: a study and an organisation to their own pages, anything else to the record."""
    if row.table == "studies":
        return ("study", row.statement_id)
    return ("partner", row.subject) if row.table == "involvements" else ("statement", row.statement_id)


def line(atlas: Atlas, row: Statement) -> Item:
    """Show a statement as a line that names its place too: roles and activities stand without it here."""
    places = [_(atlas.record.place_name(place, current())) for place in row.places]
    if len(places) > MOST_PLACES:
        more = _("{count} more").format(count=len(places) - MOST_PLACES)
        places = [*places[:MOST_PLACES], more]
    if row.table == "roles":
        return item(atlas, row, _("{places}: {role}").format(places=list_amounts(places), role=_(row.title)))
    if row.table == "interventions" and places:
        return item(atlas, row, _("{activity}: {places}").format(activity=_(row.title), places=list_amounts(places)))
    return item(atlas, row)


def headings() -> dict[str, str]:
    """Name the heading under which the statements of each table stand, in their order."""
    return {
        "roles": _("Roles"), "interventions": _("Interventions"), "involvements": _("Bodies and partners"),
        "studies": _("Surveys and assessments"), "events": _("Events and agreements"),
    }  # fmt: skip


def by_table(atlas: Atlas, rows: Iterable[Statement]) -> tuple[Section, ...]:
    """Statements under the heading of their table, each once; tables of which nothing is said are left out."""
    found: dict[str, list[Item]] = {}
    for row in rows:
        found.setdefault(row.table, []).append(line(atlas, row))
    return tuple(Section(name, tuple(found[table])) for table, name in headings().items() if table in found)


def count_kinds(rows: Iterable[Statement]) -> str:
    """Count statements by what they are of, as a list within a sentence: `5 activities and 2 events or agreements`."""
    count = Counter(row.table for row in rows)
    names = {
        "roles": ngettext("{count} role of a place", "{count} roles of places", count["roles"]),
        "interventions": ngettext("{count} activity", "{count} activities", count["interventions"]),
        "involvements": ngettext(
            "{count} relation of an organisation", "{count} relations of organisations", count["involvements"]
        ),
        "studies": ngettext("{count} survey or assessment", "{count} surveys or assessments", count["studies"]),
        "events": ngettext("{count} event or agreement", "{count} events or agreements", count["events"]),
    }
    return list_words([text.format(count=count[table]) for table, text in names.items() if count[table]])


def certainty_note(atlas: Atlas, rows: Iterable[Statement]) -> str:
    """Say how sure statements are where not all are plainly stated: `said of several areas together`, `2 inferred`."""
    rows = tuple(rows)
    count = Counter(row.certainty for row in rows)
    return _alike(atlas, "certainty", count, len(rows), (code for code in sure_codes(atlas) if code != "stated"))


def sure_codes(atlas: Atlas) -> tuple[str, ...]:
    """List the codes of certainty, in the record's order."""
    return tuple(row.code for row in atlas.record.codes if row.list == "certainty")


def silence(text: str) -> Item:
    """Write a line that says what the source does not say."""
    return Item(text, silent=True)


def silences(atlas: Atlas, page: str) -> tuple[str, ...]:
    """List what the source does not say, as far as a page is to say so: `area`, `partners` or `studies`."""
    return tuple(_(row.statement) for row in atlas.record.silences if page in row.shown_on)


def has_phaseless(atlas: Atlas) -> bool:
    """Whether the record tells of activities that belong to no phase."""
    return any(row.phase_code == NOT_STATED for row in atlas.record.interventions)


def organisations(atlas: Atlas, partners: Iterable[str]) -> frozenset[str]:
    """Those that count as organisations: neither the project itself, nor a group whose members are not named."""
    kinds = {row.partner_id: row.kind_code for row in atlas.record.partners}
    return frozenset(who for who in partners if kinds[who] not in ("project", "group"))


def without_phase(atlas: Atlas, *, briefly: bool = False) -> str:
    """Say what the activities of no phase are called together, for a heading, or briefly within a sentence."""
    name = atlas.record.profile.without_phase
    if not name:
        return _("Activities without a phase")
    words = _("{activities}, without a phase") if briefly else _("{activities} (no phase stated)")
    return words.format(activities=_(name))


def digest(atlas: Atlas, title: str, rows: Iterable[Statement], note: str = "") -> Item:
    """Several statements as one line: what is still to come, how sure they are, and where they stand."""
    rows = tuple(rows)
    sure, state = Counter(row.certainty for row in rows), Counter(row.state for row in rows)
    said = [
        _alike(atlas, vocabulary, count, len(rows), codes)
        for vocabulary, count, codes in (("state", state, AHEAD), ("certainty", sure, sure_codes(atlas)))
    ]
    detail = " · ".join(filter(None, said))
    cited, ids = passages(atlas.record, (row.citation for row in rows)), tuple(row.statement_id for row in rows)
    return Item(title, detail, cited, note=note, statements=ids)


def _alike(atlas: Atlas, vocabulary: str, count: Counter[str], total: int, codes: Iterable[str]) -> str:
    """How many of some statements have which code of a list: its label alone where all have the same."""
    labels = {code: _(atlas.record.label(vocabulary, code)) for code in codes if count[code]}
    some = _("{count} {certainty}")
    return next((label for code, label in labels.items() if count[code] == total), "") or list_amounts(
        [some.format(count=count[code], certainty=label) for code, label in labels.items()]
    )


def said_count(count: int) -> str:
    """How much is stated, as a sentence."""
    if not count:
        return _("Nothing is stated within this selection.")
    return ngettext("{count} statement.", "{count} statements.", count).format(count=count)
