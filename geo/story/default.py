"""The story that the record tells by itself: its views, with titles and notes made from what it holds."""

from collections.abc import Iterator

from geo.i18n import current
from geo.i18n import gettext as _
from geo.map.classification import key_of, words_for
from geo.map.symbology import DOUBT, NAMED, symbols
from geo.record.atlas import Atlas
from geo.selection.selection import Selection, options
from geo.selection.view import View
from geo.story.story import Story


def builtin(atlas: Atlas) -> Story:
    """Eleven views, from what the project is to what must be borne in mind, in the language in use."""
    return Story(
        _("The project against trafficking in children and women in Cambodia"),
        (
            View(_query(phase="both"), _("What the project is"), page="about"),
            View(_query(phase="I"), _("Phase I: where people leave"), _only_in(atlas, "I")),
            *_roles(atlas),
            View(_query(phase="both"), page="compare"),
            View(_query(phase="both"), _("Partners and bodies"), page="partners"),
            View(
                _query(phase="not-stated"),
                _("Activities of 2003, without a phase"),
                _("The source ties them to ILO/IPEC and to 2003, not to a phase of the project."),
            ),
            View(_query(phase="both"), page="studies"),
            View(_query(phase="both"), page="timeline"),
            View(f"{_query(phase='both')}&table=silences", page="record"),
            View(f"{_query(phase='both')}&table=sources", page="record"),
        ),
    )


def _roles(atlas: Atlas) -> Iterator[View]:
    """Yield a view for each side of Phase II, as far as the record has the roles for it."""
    told = (
        (
            {"sending", "transit"}, _("Phase II: leaving and passing through"),
            _("Which of the two words fits which area, the source does not say."),
        ),
        ({"receiving"}, _("Phase II: arriving"), _called_otherwise(atlas)),
    )  # fmt: skip
    for roles, title, note in told:
        if roles <= options(atlas.record, "role").keys():
            yield View(_query(phase="II", role=frozenset(roles)), title, note)


def _query(**fields: object) -> str:
    return Selection(lang=current()).changed(**fields).to_query()


def _names(atlas: Atlas, codes: list[str]) -> str:
    names = [atlas.record.place_name(code, current()) for code in codes]
    return _(" and ").join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _only_in(atlas: Atlas, phase: str) -> str:
    """Which areas one phase names and the other does not mention: neither ended nor begun, only not mentioned."""
    other = "II" if phase == "I" else "I"
    named = {
        seen: {code for code, rows in atlas.by_area.items() if key_of(atlas, rows, seen)} for seen in (phase, other)
    }
    codes = [code for code in atlas.by_area if code in named[phase] - named[other]]
    if not codes:
        return ""
    return _("Not mentioned in Phase {other}: {names}.").format(other=other, names=_names(atlas, codes))


def _called_otherwise(atlas: Atlas) -> str:
    """Which receiving areas of Phase II had another role in Phase I."""
    found: dict[str, list[str]] = {}
    receiving = symbols(atlas).keys.get("receiving")
    for code, rows in atlas.by_area.items():
        first, second = key_of(atlas, rows, "I").rstrip(DOUBT), key_of(atlas, rows, "II").rstrip(DOUBT)
        if second == receiving and first not in ("", NAMED, receiving):
            found.setdefault(first, []).append(code)
    said = (
        _("Named as {role} in Phase I: {names}.").format(role=words_for(atlas, key), names=_names(atlas, codes))
        for key, codes in found.items()
    )
    return " ".join(said)
