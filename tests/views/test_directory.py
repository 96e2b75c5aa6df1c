"""The directory of organisations and what opens beside it."""

from dataclasses import replace

import pytest

from geo.i18n import use
from geo.record.atlas import Atlas, from_record
from geo.selection.selection import Selection
from geo.views.partners.detail import Opened, beside, opened
from geo.views.partners.directory import LONG, Line, description, line, listing, unmentioned
from geo.views.partners.relations import APART, bands, relations
from tests.support.worlds import PHASES


def said(line: Line) -> str:
    """Return the sentence as it reads."""
    text = " ".join(part.text for part in line.parts)
    return f"{text}: {line.about.text}" if line.about else text


def told(atlas: Atlas, statement_id: str, seen_from: str = "") -> str:
    (one,) = [one for one in relations(atlas) if one.row.statement_id == statement_id]
    return said(line(atlas, one, seen_from))


def opened_surely(atlas: Atlas, item: str, selection: Selection | None = None) -> Opened:
    found = opened(atlas, selection or Selection("II"), item)
    assert found
    return found


# -- sentences ---------------------------------------------------------------------------------------------------------


def test_a_relation_reads_as_a_sentence_from_either_side(atlas: Atlas) -> None:
    assert told(atlas, "inv-06", "mosalvy") == "chairs CNCC"
    assert told(atlas, "inv-06", "cncc") == "MoSALVY chairs CNCC"
    assert told(atlas, "inv-02") == "ILO/IPEC funded an activity with CCHDO: Similar project, with CCHDO"
    assert told(atlas, "inv-09", "mowva") == "has taken an interest in the subject"


def test_nobody_links_to_where_the_reader_is_already(atlas: Atlas) -> None:
    (one,) = [one for one in relations(atlas) if one.row.statement_id == "inv-06"]
    assert [part.key for part in line(atlas, one, "cncc").parts] == ["mosalvy", "", ""]


def test_every_line_says_how_sure_and_where_from_and_a_mention_is_called_one(atlas: Atlas) -> None:
    for one in relations(atlas):
        made = line(atlas, one)
        assert atlas.record.label("certainty", one.row.certainty) in made.how
        assert made.citation == one.row.citation
        assert made.mention == (not one.row.counted)


# -- the directory -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("phase", PHASES)
def test_every_organisation_is_in_the_directory_or_named_as_not_in_this_view(atlas: Atlas, phase: str) -> None:
    shown = bands(atlas, Selection(phase=phase))
    listed = {entry.partner.partner_id for band in shown for entry in listing(atlas, band, None).entries}
    rest = {part.key for part in unmentioned(atlas, shown)}
    assert not listed & rest
    assert listed | rest == set(atlas.record.partners_by_id)


def test_the_kind_says_where_it_is_known_from(atlas: Atlas) -> None:
    apart = next(band for band in bands(atlas, Selection("II")) if band.key == APART)
    kinds = {entry.partner.partner_id: (entry.kind, entry.kind_from) for entry in listing(atlas, apart, None).entries}
    assert kinds["cwcc"] == ("non-governmental organisation", "known from elsewhere")


def test_the_organisations_of_the_chosen_area_are_marked(atlas: Atlas) -> None:
    apart = next(band for band in bands(atlas, Selection("II")) if band.key == APART)
    here = {entry.partner.partner_id for entry in listing(atlas, apart, "KH-18").entries if entry.here}
    assert here == {"ilo-ipec", "ccpcr"}


def test_a_long_directory_gives_few_lines_each_and_only_names_the_rest(atlas: Atlas) -> None:
    partner, told = atlas.record.partners_by_id["afesip"], atlas.record.involvements_by_partner["afesip"][0]
    many = from_record(
        replace(
            atlas.record,
            partners=tuple(replace(partner, partner_id=f"p{n}") for n in range(100)),
            involvements=tuple(
                replace(
                    told, involvement_id=f"inv{n}", partner_id=f"p{n % 100}", other_partner_id="", intervention_id="",
                    phase_code="II",
                )
                for n in range(500)
            ),
            events=(), aliases=(), context=(),
        ),
        atlas.layers,
    )  # fmt: skip
    made = listing(many, bands(many, Selection("II"))[0], None)
    assert len(made.entries) == LONG
    assert len(made.rest) == 100 - LONG
    assert {(len(entry.lines), entry.more) for entry in made.entries} == {(2, 3)}


def test_the_first_line_says_who_is_named_where_each_organisation_once_and_no_mention(atlas: Atlas) -> None:
    shown = bands(atlas, Selection("II"))
    words = description(atlas, Selection("II"), shown)
    counted = [one for one in shown[0].relations if one.row.counted]
    # neither the project itself nor a group whose members are not named is an organisation
    partners = {who for one in counted for who in one.partners} - {"project", "phase-1-partners"}
    assert words.sentence.startswith(f"Phase II: {len(partners)} organisations, named with ")
    assert words.sentence.endswith(
        "without a phase: 5 organisations (ILO/IPEC, AFESIP, CCHDO, CWCC and CCPCR), "
        "named with Sihanoukville and Thai-Cambodian border."
    )
    assert words.silence.startswith("The source does not say who carried out the work of Phase I")


def test_the_sentence_says_what_is_filtered_and_that_nothing_is_left(atlas: Atlas) -> None:
    selection = Selection(phase="I", partner=frozenset({"government-cambodia"}))
    words = description(atlas, selection, bands(atlas, selection))
    assert "Phase I: no organisation is named." in words.sentence
    assert "Shown: partner “Government of Cambodia”" in words.sentence


# -- what opens --------------------------------------------------------------------------------------------------------


def test_every_organisation_opens_and_says_of_each_phase_what_the_source_says(atlas: Atlas) -> None:
    for partner in atlas.record.partners:
        found = opened_surely(atlas, partner.partner_id)
        assert found.title == partner.name
        assert {"Phase I", "Phase II"} <= {group.heading for group in found.groups}
        assert all(group.lines or group.silent == "Not mentioned in the source" for group in found.groups)


def test_every_box_of_the_network_opens(atlas: Atlas) -> None:
    for one in relations(atlas):
        for item in (one.row.statement_id, one.about):
            assert not item or opened(atlas, Selection("II"), item)


def test_what_opens_hides_nothing_whatever_is_filtered(atlas: Atlas) -> None:
    filtered = Selection(phase="I", certainty=frozenset({"inferred"}), role=frozenset({"transit"}))
    assert opened_surely(atlas, "ilo-ipec", filtered).groups == opened_surely(atlas, "ilo-ipec").groups


def test_an_unknown_id_opens_nothing(atlas: Atlas) -> None:
    for item in ("nobody", "KH-14", "survey-siem-reap", "act-2-credit", "|", "<b>"):
        assert opened(atlas, Selection("II"), item) is None


def test_printed_names_are_those_of_the_briefing_only(atlas: Atlas) -> None:
    assert "Also printed as International Labour Organization, ILO" in opened_surely(atlas, "ilo-ipec").notes
    assert not any("Also printed" in note for note in opened_surely(atlas, "cncc").notes)


def test_other_sources_are_shown_only_where_asked_for(atlas: Atlas) -> None:
    assert opened_surely(atlas, "cncc").sections == ()
    (section,) = opened_surely(atlas, "cncc", Selection("II", context=True)).sections
    assert "other sources" in section.heading


def test_the_small_map_paints_the_areas_of_the_one_chosen(atlas: Atlas) -> None:
    found = opened_surely(atlas, "psc-prey-veng", Selection(phase="I", role=frozenset({"receiving"})))
    assert found.mapped.matching_areas(atlas) == {"KH-14"}
    assert "Phase I: Prey Veng" in found.caption


def test_a_single_place_of_another_phase_is_outlined_and_the_view_that_paints_it_offered(atlas: Atlas) -> None:
    found = opened_surely(atlas, "ccpcr")
    assert found.mapped.area == "KH-18"
    assert "Outlined: Sihanoukville" in found.caption
    assert found.where
    assert [told.view.phase for told in found.where if told.view] == ["not-stated"]
    chosen = opened_surely(atlas, "ccpcr", Selection("II", area="KH-14"))
    assert chosen.mapped.area == "KH-14"


def test_an_organisation_without_a_place_says_so(atlas: Atlas) -> None:
    found = opened_surely(atlas, "cwcc")
    assert found.where == ()
    assert found.caption.endswith("Phase II: none.")


def test_a_chosen_place_shows_its_organisations_or_that_none_is_stated(atlas: Atlas) -> None:
    here = beside(atlas, Selection("II", area="KH-18"))
    assert [group.heading for group in here.groups] == ["Phase I", "ILO/IPEC activities of 2003 (no phase stated)"]
    (silent,) = beside(atlas, Selection("II", area="KH-2")).groups
    assert silent.silent == "None stated in the source"


def test_nothing_chosen_shows_the_places_of_every_phase(atlas: Atlas) -> None:
    where = beside(atlas, Selection("II")).where
    assert where
    assert [told.phase for told in where] == ["Phase I", "Phase II", "Phase not stated"]
    assert [told.view is None for told in where] == [False, True, False]


def test_a_record_without_organisations_opens(small: Atlas) -> None:
    bare = from_record(replace(small.record, partners=(), involvements=()), small.layers)
    shown = bands(bare, Selection("II"))
    assert description(bare, Selection("II"), shown).sentence.count("no organisation") == 2
    assert beside(bare, Selection("II")).mapped.matching_areas(bare) == set()
    assert beside(bare, Selection("II", area="A")).groups[0].silent


def test_places_speak_khmer_where_asked_to(atlas: Atlas) -> None:
    use("km")
    try:
        found = opened_surely(atlas, "ccpcr", Selection("II", lang="km"))
        assert found.where
        assert found.where[0].places[0].text == atlas.record.place_name("KH-18", "km")
    finally:
        use("en")
