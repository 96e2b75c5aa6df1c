"""The phases as a person chooses among them: each one of the record, all of them, and what is tied to none.

A scope is what a view is of: the code of a phase, ALL, NOT_STATED, or several codes that JOINT joins, for views that
set some phases side by side; such a one is never written into an address.
"""

from collections.abc import Iterable

from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.record.models import NOT_STATED
from geo.record.record import Record
from geo.record.vocabulary import ALL_PHASES
from geo.selection.words import capital, list_words

ALL, OLD_ALL = ALL_PHASES  # the second in old links and story files
JOINT = "+"


def scopes(record: Record) -> tuple[str, ...]:
    """List every scope that stands for itself: the phases in the record's order, all of them, none."""
    return (*record.phases, ALL, NOT_STATED)


def choices(record: Record) -> tuple[str, ...]:
    """List the scopes that a person chooses from: of a single phase, "all" would say the same again."""
    return tuple(scope for scope in scopes(record) if scope != ALL or len(record.phases) > 1)


def has_choice(atlas: Atlas) -> bool:
    """Whether there is anything to choose: several phases, or statements beside those of the only one."""
    phases = len(atlas.record.phases)
    return phases > 1 or (phases == 1 and any(NOT_STATED in row.phases for row in atlas.statements))


def covered(record: Record, scope: str) -> tuple[str, ...]:
    """List the codes that a scope stands for, in the record's order."""
    return record.phases if scope == ALL else tuple(scope.split(JOINT))


def join(record: Record, phases: Iterable[str]) -> str:
    """Return the scope of these phases; all of them are ALL."""
    codes = set(phases)
    return ALL if codes == set(record.phases) else JOINT.join(code for code in record.phases if code in codes)


def phase_name(record: Record, scope: str) -> str:
    """Say what people read for a scope: the label of the phase, `Both phases`, `Phase I and Phase II`."""
    name = list_words(phase_names(record, scope))
    return pick(record, name, _("Both phases"), _("All phases")) if scope == ALL else name


def phase_names(record: Record, scope: str = ALL) -> tuple[str, ...]:
    """List what people read for each phase that a scope stands for."""
    return tuple(capital(_(record.label("phase", code))) for code in covered(record, scope))


def short_name(record: Record, scope: str) -> str:
    """Say a scope in a word, for controls: the code of the phase, `Both`, `All`, `Undated`."""
    short = {ALL: pick(record, "".join(record.phases), _("Both"), _("All")), NOT_STATED: _("Undated")}
    return short.get(scope, scope)


def choices_with_names(record: Record) -> list[tuple[str, str, str]]:
    """List the scopes that a person chooses from, each with its short and its full name."""
    return [(scope, short_name(record, scope), phase_name(record, scope)) for scope in choices(record)]


def pick(record: Record, single: str, two: str, more: str) -> str:
    """Return the wording that fits how many phases the record has: one, two, or more."""
    return {1: single, 2: two}.get(len(record.phases), more)


def pair_of(record: Record, first: str = "", second: str = "") -> tuple[str, ...]:
    """Return the two phases to be compared, in the record's order; the last two, as far as none are asked for.

    first, second : the codes asked for, '' for any. Fewer than two where the record has no more.
    """
    first_codes = [code for code in dict.fromkeys((first, second)) if code in record.phases]
    rest = [code for code in reversed(record.phases) if code not in first_codes]
    pair = {*first_codes, *rest[: 2 - len(first_codes)]}
    return tuple(code for code in record.phases if code in pair)
