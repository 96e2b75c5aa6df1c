"""The words of the app can be said in another language without touching its code."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from geo import i18n
from geo.i18n import current, gettext, is_translated, ngettext, use
from geo.map.classification import words_for
from geo.map.summary import describe
from geo.record.atlas import Atlas
from geo.selection.selection import Selection
from geo.selection.words import list_words
from geo.views.place import dossier


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Reset the language: what a test speaks, the next one does not."""
    yield
    use("en")


@pytest.fixture
def translate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], None]:
    """Compile a Khmer catalogue of these messages and let the app find it, as it finds `locale/`."""

    def compile_and_find(messages: dict[str, str], plurals: dict[tuple[str, str], str] | None = None) -> None:
        catalogue = Catalog(locale="km", domain="ticw")
        for message, translation in messages.items():
            catalogue.add(message, translation)
        for message, translation in (plurals or {}).items():
            catalogue.add(message, (translation,))
        folder = tmp_path / "km" / "LC_MESSAGES"
        folder.mkdir(parents=True)
        with (folder / "ticw.mo").open("wb") as file:
            write_mo(file, catalogue)
        monkeypatch.setattr(i18n, "LOCALE", tmp_path)

    return compile_and_find


def test_a_catalogue_turns_a_sentence_of_the_app_into_its_language(
    atlas: Atlas, translate: Callable[..., None]
) -> None:
    areas = ("{count} area is not mentioned.", "{count} areas are not mentioned.")
    lead = "{phase} names {named} of {total} {areas}"
    translate({lead: "{phase} និយាយពី {named} ក្នុង {total}"}, {areas: "{count} គ្មាន"})
    assert str(describe(atlas, Selection("II"))).startswith("Phase II names 8 of 24 provinces and municipalities: ")
    use("km")
    words = describe(atlas, Selection("II"))
    assert words.sentence.startswith("Phase II និយាយពី 8 ក្នុង 24: ")
    assert words.silence == "16 គ្មាន"


def test_what_the_catalogue_lacks_is_said_in_english(atlas: Atlas, translate: Callable[..., None]) -> None:
    translate({"sending": "ប្រភព"})
    use("km")
    assert words_for(atlas, "S>R") == "ប្រភព, then receiving"


def test_a_text_of_the_record_can_be_translated_too(atlas: Atlas, translate: Callable[..., None]) -> None:
    translate({"Awareness raising": "ការអប់រំ"})
    use("km")
    of = dossier(atlas, "KH-14", Selection("II", lang="km"))
    assert any("ការអប់រំ" in item.title for section in of.sections for item in section.items)


def test_a_language_is_translated_only_where_it_has_a_catalogue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, translate: Callable[..., None]
) -> None:
    monkeypatch.setattr(i18n, "LOCALE", tmp_path / "nowhere")
    assert is_translated("en")
    assert not is_translated("km")
    translate({"sending": "ប្រភព"})
    assert is_translated("km")


def test_without_a_catalogue_english_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n, "LOCALE", tmp_path)
    use("km")
    assert (gettext("Phase II"), ngettext("one", "many", 1), ngettext("one", "many", 2)) == ("Phase II", "one", "many")


def test_an_empty_message_stays_empty(translate: Callable[..., None]) -> None:
    # in a catalogue the empty message stands for its header
    translate({"sending": "ប្រភព"})
    use("km")
    assert gettext("") == ""


@pytest.mark.parametrize("lang", ["", "KM", "../../etc"])
def test_what_is_no_language_speaks_english(lang: str) -> None:
    use("km")
    use(lang)
    assert current() == "en"


def test_a_language_without_a_catalogue_speaks_english_around_its_names() -> None:
    use("lo")
    assert (current(), i18n.interface(), gettext("Phase II")) == ("lo", "en", "Phase II")


SOURCES = [path for folder in ("geo", "pages") for path in Path(i18n.LOCALE.parent, folder).rglob("*.py")]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_message_is_put_together_before_it_is_looked_up(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not re.search(
        r"\b_\(\s*f[\"']|\bngettext\(\s*f[\"']|\b_\([^()]*\.format\(|\b_\(\s*\"[^\"]*\"\s*[+%]", source
    )


def test_a_list_within_a_sentence_is_written_as_its_language_writes_lists(translate: Callable[..., None]) -> None:
    names = ("Phase I", "Phase II", "Phase III")
    assert list_words(names) == "Phase I, Phase II and Phase III"
    assert list_words(names, alternatives=True) == "Phase I, Phase II or Phase III"
    assert [list_words(names[:count]) for count in (0, 1, 2)] == ["", "Phase I", "Phase I and Phase II"]
    use("km")
    # without a catalogue the words around it are English
    assert list_words(names[:2]) == "Phase I and Phase II"
    translate({"sending": "ប្រភព"})
    assert list_words(names[:2]) == "Phase I និង\u200bPhase II"
