"""Which statements the filters leave on a page that lists statements rather than areas."""

from collections.abc import Callable
from functools import cache

from geo.record.atlas import Atlas
from geo.record.statements import Statement
from geo.selection.selection import Selection

Keeps = Callable[[Statement, str], bool]


def statement_filter(atlas: Atlas, selection: Selection) -> Keeps:
    """Make a test for a statement, seen in a scope: whether the filters leave it.

    A statement answers for itself to the facets that it can answer to; what concerns an activity answers to the
    activity's type. To any other facet (an organisation has no role) the area of the statement has to answer, and
    one that names no area is left out: what the filter asks about is not said of it.
    """
    types = {row.intervention_id: frozenset({row.type_code}) for row in atlas.record.interventions}
    about = {row.involvement_id: row.intervention_id for row in atlas.record.involvements}
    facets = [facet for facet in selection.active if facet != "certainty"]

    @cache
    def matching_areas(phase: str) -> frozenset[str]:
        return selection.matching_areas(atlas, phase)

    def answer(row: Statement, facet: str) -> frozenset[str] | None:
        if facet == "intervention" and row.table == "involvements":
            return types.get(about[row.statement_id])
        return row.values.get(facet)

    def keeps(row: Statement, phase: str) -> bool:
        if not selection.in_scope(row, phase):
            return False
        answers = [(facet, answer(row, facet)) for facet in facets]
        if not all(codes is None or selection.codes(facet) & codes for facet, codes in answers):
            return False
        silent = any(codes is None for _facet, codes in answers)
        return not silent or any(code in matching_areas(phase) for code in row.areas)

    return keeps
