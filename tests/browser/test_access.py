"""For whoever does not see the page or does not use a mouse: the focus stays with them, and what changed is said."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Visit

FOCUSED = """() => {
    const active = document.activeElement;
    const words = active.getAttribute("aria-label") || active.innerText || "";
    return `${active.tagName} ${words}`.replace(/\\s+/g, " ").trim();
}"""


def open_page(visit: Visit, path: str) -> Visit:
    visit.go(path)
    visit.page.locator("h1").first.wait_for()
    expect(visit.page.locator("#ticw-says")).to_have_count(1)
    visit.settled().page.wait_for_timeout(250)  # what stands there once the page has come to rest is no change
    return visit


def expect_focus(visit: Visit, what: str) -> None:
    """Expect the focus on an element, by tag and words, once the page has come to rest."""
    visit.page.wait_for_function(f"(what) => ({FOCUSED})().match(new RegExp(what))", arg=f"^{what}")
    visit.settled()
    visit.page.wait_for_timeout(200)  # a change of mind after the answer would show here
    assert re.match(what, visit.page.evaluate(FOCUSED)), visit.page.evaluate(FOCUSED)


def confirm_adding(visit: Visit) -> None:
    """Add the view by keyboard, as soon as the browser has told which story it keeps, and wait for the dialog to go."""
    confirm = visit.page.locator(".st-key-add_confirm button")
    expect(confirm).to_be_enabled()
    confirm.press("Enter")
    expect(visit.page.get_by_role("dialog")).to_have_count(0)


def expect_said(visit: Visit, what: str | re.Pattern[str]) -> None:
    expect(visit.page.locator("#ticw-says")).to_have_text(what)


# -- focus -----------------------------------------------------------------------------------------------------------

LINKS = {
    "an area of the overview": ("?phase=II", ".overview a >> text=Prey Veng", "H2 Prey Veng"),
    "a page of the bar": ("?phase=II", ".bar a >> text=Coverage", "H1 Interventions by area"),
    "the way back to all filters": ("?phase=II&role=sending", ".headline .reset a", "H1 Where Phase II worked"),
    "a view that shows something": ("?partner=ccpcr", ".empty a >> nth=0", "H1 Where Phase II worked"),
    "a citation": ("?area=KH-14", ".panel .cite >> nth=0", "A All that rests on it"),
    "a statement of a panel": ("?area=KH-14", ".panel a >> text=Credit schemes", "H2 Credit schemes"),
    "a cell": ("coverage", ".coverage .said a >> nth=0", "H2 Awareness raising"),
    "a table": ("coverage", ".switch a >> text=Studies", "A Studies"),
    "a column": ("coverage", ".heads a >> text=Prey Veng", "H2 Prey Veng"),
    "a box of the drawing": ("partners", ".drawing a.partner >> nth=0", "H2 "),
    "an organisation": ("partners", ".directory th a.go >> text=MoSALVY", "H2 "),
    "a study": ("studies", ".directory th a.go >> nth=0", "H2 "),
    "a statement of the record": ("record", ".statements td a >> text=Credit schemes", "H2 Credit schemes"),
    "a table of the record": ("record", ".tabs a >> text=Ambiguities", "A Ambiguities"),
    "a page of the record": ("record", ".pager a >> nth=1", "A Page 2"),
    "an area that is compared": ("compare", ".areas th a >> text=Kandal", "A Kandal"),
    "an event": ("timeline", ".timeline .row > div > a >> nth=0", "H2 "),
    "a phase": ("coverage", ".filters a[data-facet=phase][data-value=I]", "A I$"),
    "a filter": ("?phase=II", ".filters a[data-facet=role][data-value=receiving]", "A Receiving"),
    "a filter that was on": ("coverage?role=receiving", ".filters a[data-facet=role][data-value=receiving]", "A Rec"),
    "a language": ("?phase=II&area=KH-14", ".filters a[data-facet=lang][data-value=km]", "A ភាសាខ្មែរ"),
    "what clears the filters and goes": ("?role=sending", ".filters .clear a", "H1 Where Phase II worked"),
    "the notes of a slide": ("present?slide=2", ".steps a >> text=Notes", "A Hide notes"),
}


@pytest.mark.parametrize("kind", LINKS)
def test_the_focus_goes_to_what_was_opened_or_stays_on_the_link(kept_visit: Visit, kind: str) -> None:
    path, link, target = LINKS[kind]
    visit = open_page(kept_visit, path)
    visit.page.locator(link).first.press("Enter")
    expect_focus(visit, target)


CLOSED = {
    "a cell": ("coverage", ".coverage .said a >> nth=0", ".opened .shut", "A Awareness raising"),
    "an organisation": ("partners", ".directory th a.go >> text=MoSALVY", ".opened .close a", "A Ministry of Social"),
    "a statement": ("record", ".statements td a >> text=Credit schemes", ".opened .kicker a", "A Credit schemes"),
}


@pytest.mark.parametrize("kind", CLOSED)
def test_what_is_closed_gives_the_focus_back_to_what_had_opened_it(kept_visit: Visit, kind: str) -> None:
    path, opener, close, target = CLOSED[kind]
    visit = open_page(kept_visit, path)
    visit.page.locator(opener).first.press("Enter")
    expect_focus(visit, "H2 ")
    visit.page.locator(close).press("Enter")
    expect_focus(visit, target)


@pytest.mark.parametrize(
    ("path", "close", "target"),
    [
        ("coverage?item=act-2-credit", ".opened .shut", "A Credit schemes"),
        ("partners?item=ccpcr", ".opened .close a", "A CCPCR"),
        ("record?item=act-2-credit", ".opened .kicker a", "A Credit schemes"),
    ],
)
def test_what_an_address_had_opened_gives_the_focus_to_the_link_that_opens_it(
    visit: Visit, path: str, close: str, target: str
) -> None:
    open_page(visit, path)
    visit.page.locator(close).press("Enter")
    expect_focus(visit, target)


def test_enter_on_next_turns_slide_after_slide(visit: Visit) -> None:
    open_page(visit, "present?slide=1")
    visit.page.get_by_label("Next slide").focus()
    for number in (2, 3, 4):
        visit.page.keyboard.press("Enter")
        expect(visit.page.locator(".steps b")).to_have_text(re.compile(rf"^{number} /"))
        expect_focus(visit, "A Next slide")


def test_a_choice_on_the_map_leaves_the_focus_in_the_map_and_is_said(visit: Visit) -> None:
    visit.open()
    visit.area("KH-14").press("Enter")
    visit.expect_chosen("KH-14")
    expect_said(visit, re.compile(r"^Prey Veng ព្រៃវែង\. .*sending and transit\.$"))
    assert visit.page.evaluate("document.activeElement.tagName") == "IFRAME"


def test_whoever_has_gone_elsewhere_meanwhile_is_not_called_back(visit: Visit) -> None:
    visit.open()
    visit.page.locator(".overview a", has_text="Prey Veng").first.press("Enter")
    visit.list.focus()
    visit.expect_chosen("KH-14")
    visit.settled().page.wait_for_timeout(300)
    expect(visit.list).to_be_focused()


def test_what_was_folded_open_stays_open(visit: Visit) -> None:
    visit.open("?area=KH-14")
    fold = visit.page.locator(".panel details").first
    fold.locator("summary").press("Enter")
    expect(fold).to_have_attribute("open", "")
    visit.area("KH-20").click()
    visit.expect_chosen("KH-20")
    expect(visit.page.locator(".panel details").first).to_have_attribute("open", "")


def test_adding_a_view_is_confirmed_seen_and_heard_and_gives_the_focus_back(visit: Visit) -> None:
    visit.open()
    button = visit.page.locator(".st-key-add_view button")
    for count in (1, 2):
        button.press("Enter")
        confirm_adding(visit)
        expect(button).to_have_text(f"Added ({count})")
        expect_said(visit, f"Added to your story ({count}).")
        expect(button).to_be_focused()
    visit.control("I").click()
    visit.expect_phase("I")
    expect(button).to_have_text("Add to story")


# -- what is said ----------------------------------------------------------------------------------------------------


def test_nothing_is_said_before_anything_has_changed(visit: Visit) -> None:
    visit.open("?phase=I&area=KH-14").page.wait_for_timeout(500)
    expect_said(visit, "")
    expect(
        visit.page.locator("[aria-live]:not(#ticw-says), [role=status]:not(#ticw-says)").locator(".atlas")
    ).to_have_count(0)


def test_a_phase_a_filter_and_an_empty_view_are_said_once_in_the_words_of_the_page(visit: Visit) -> None:
    visit.open()
    visit.page.evaluate("""() => {
        window.heard = [];
        new MutationObserver(() => heard.push(document.querySelector("#ticw-says").textContent))
            .observe(document.querySelector("#ticw-says"), {childList: true, characterData: true, subtree: true});
    }""")
    visit.control("I").click()
    expect_said(
        visit, re.compile(r"^Where Phase I worked\. Phase I names 5 of 24 provinces and municipalities: 5 sending\.$")
    )
    visit.settled().page.goto(f"{visit.address}/?phase=II&partner=ccpcr")
    open_page(visit, "?phase=not-stated&partner=ccpcr")
    visit.control("II").click()
    expect_said(
        visit,
        re.compile(
            r"^Phase II: nothing in the source fits partner “CCPCR”\. Where Phase II worked\. Phase II names 8 of 24"
        ),
    )


def test_a_language_is_said(visit: Visit) -> None:
    open_page(visit, "?phase=II")
    visit.page.locator(".filters a[data-facet=lang][data-value=km]").press("Enter")
    # the sentence names an area, which is called otherwise now
    expect_said(visit, re.compile(r"^Names in Khmer\. Phase II names 8 of 24"))


def test_a_filter_is_said_with_what_it_leaves(visit: Visit) -> None:
    open_page(visit, "?phase=II")
    visit.page.locator(".filters a[data-facet=role][data-value=receiving]").press(" ")
    expect_said(
        visit,
        re.compile(r"^Phase II names 8 of 24 provinces and municipalities; 4 match role “Receiving”: 4 receiving"),
    )


def test_the_pages_of_a_table_are_said(visit: Visit) -> None:
    open_page(visit, "record")
    visit.page.locator(".pager a").nth(1).press("Enter")
    expect_said(visit, "Page 2 of 2.")


def test_a_slide_is_said_with_its_number(visit: Visit) -> None:
    open_page(visit, "present?slide=1").page.keyboard.press("ArrowRight")
    expect_said(visit, re.compile(r"^Slide 2 of 11\. "))


# -- names -----------------------------------------------------------------------------------------------------------


def test_the_title_follows_the_view_the_page_and_the_slide(visit: Visit) -> None:
    visit.open("?phase=I")
    expect(visit.page).to_have_title("Phase I · Map · TICW Atlas")
    visit.area("KH-14").click()
    expect(visit.page).to_have_title("Prey Veng, Phase I · Map · TICW Atlas")
    visit.settled().page.locator(".bar a", has_text="Coverage").click()
    expect(visit.page).to_have_title("Prey Veng, Phase I · Coverage · TICW Atlas")
    open_page(visit, "present?slide=2").page.keyboard.press("ArrowRight")
    expect(visit.page).to_have_title(re.compile("^3/11 .* · Present · TICW Atlas$"))


@pytest.mark.parametrize("path", ["", "compare", "partners?item=ccpcr", "studies", "present?slide=2"])
def test_the_frame_of_the_map_is_named_after_what_it_shows(kept_visit: Visit, path: str) -> None:
    visit = open_page(kept_visit, path)
    frames = visit.page.locator("iframe[title]")
    expect(frames).to_have_attribute("title", re.compile("^Map: (?!.*streamlit).+"))


def test_khmer_is_marked_where_the_page_is_english(visit: Visit) -> None:
    visit.open("?phase=all&lang=km&area=KH-14")
    expect(visit.page.locator("html")).to_have_attribute("lang", "en")
    unmarked = visit.page.evaluate("""() => {
        const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node; (node = walk.nextNode());)
            if (/[\\u1780-\\u17ff]/.test(node.data) && node.parentElement.closest(".atlas")
                && !node.parentElement.closest("[lang=km]")) found.push(node.data);
        return found;
    }""")
    assert unmarked == []
    expect(visit.page.locator(".panel h2 [lang=km]")).to_have_text("ព្រៃវែង")


# -- every page, every state -----------------------------------------------------------------------------------------

STATES = [
    "?phase=II", "?phase=all&area=KH-14", "?area=KH-14&lang=km", "?partner=ccpcr&colour=red", "compare?area=KH-12",
    "coverage", "coverage?phase=all&table=partners&item=inv-01", "partners?item=ccpcr", "partners?phase=all",
    "studies?item=survey-phnom-penh", "timeline?phase=all", "story", "present?slide=2", "present?slide=5&notes=on",
    "record", "record?paragraph=S4.4", "record?item=act-2-credit", "record?table=ambiguities",
]  # fmt: skip
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "rules": {"target-size": {"enabled": True}},
}
THEIRS = ("stFileUploaderDropzone",)  # Streamlit's own markup, which the app cannot change

OURS = ".atlas a, .atlas button, .atlas summary, .st-key-bar button"
SMALL = """(ours) => [...document.querySelectorAll(ours)].filter((one) => {
    const boxes = [...one.getClientRects()];
    const inSentence = getComputedStyle(one).display === "inline" && [...one.parentElement.childNodes]
        .some((near) => near.nodeType === 3 && near.data.trim());
    if (!boxes.length || inSentence || !one.checkVisibility({visibilityProperty: true})) return false;
    return Math.max(...boxes.map((box) => box.width)) < 23.9 || Math.max(...boxes.map((box) => box.height)) < 23.9;
}).map((one) => one.outerHTML.slice(0, 120))"""

JUMPS = """() => {
    const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter((one) => one.getClientRects().length)
        .map((one) => [Number(one.tagName[1]), one.textContent.slice(0, 40)]);
    const first = levels.filter(([level]) => level === 1).length === 1 ? [] : ["not one h1"];
    return [...first, ...levels.filter(([level], at) => at && level > levels[at - 1][0] + 1).map(([, text]) => text)];
}"""


def faults(page: Page) -> list[str]:
    """List what axe finds on a page, of any weight, except in markup that is not ours."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{one['id']}: {node['html'][:200]}"
        for one in found
        for node in one["nodes"]
        if not any(theirs in node["html"] for theirs in THEIRS)
    ]


# every state at one of the two sizes, each page at both by one state or another
SIZED = [(state, (LAPTOP, PHONE)[number % 2]) for number, state in enumerate(STATES)]


@pytest.mark.parametrize(("state", "size"), SIZED, ids=lambda one: one if isinstance(one, str) else f"{one[0]}px")
def test_a_page_has_no_fault_that_axe_knows_no_small_target_and_headings_in_order(
    kept_visit_at: Callable[[tuple[int, int]], Visit], size: tuple[int, int], state: str
) -> None:
    page = open_page(kept_visit_at(size), state).page
    page.wait_for_timeout(200)
    assert faults(page) == []
    assert page.evaluate(SMALL, OURS) == []
    assert page.evaluate(JUMPS) == []


def test_a_dialog_and_a_story_with_views_have_no_fault_that_axe_knows(visit: Visit) -> None:
    visit.open()
    visit.page.locator(".st-key-add_view button").press("Enter")
    visit.page.locator(".st-key-add_confirm").wait_for()
    assert faults(visit.page) == []
    confirm_adding(visit)
    visit.page.locator(".bar a", has_text="Story").press("Enter")
    expect(visit.page.locator(".desk .card")).to_have_count(1)
    visit.settled()
    assert faults(visit.page) == []
    assert visit.page.evaluate(JUMPS) == []
