"""Characters that no font covers, or that no property can hold, are found wherever they stand."""

from dataclasses import replace
from pathlib import Path

import pytest

from editions.checking.characters import check_characters
from editions.model.annexes import Annex
from editions.model.layout import Layout
from editions.model.prose import Footnote, Paragraph, Words
from editions.model.statement import Statement
from editions.preparing import prepare
from tests.support.making import EVERYTHING, SAMPLE, around, layout, statement


def _found(given: Statement, look: Layout | None = None) -> list[str]:
    look = look or layout("plain")
    return [str(problem).splitlines()[0] for problem in check_characters(given, prepare(given, "en", look), look, around().fonts)]


def _annexed(given: Statement, **values: object) -> Statement:
    annex = Annex(file="annexes/a.md", content=b"", kind="markdown", media_type="text/markdown", titles={"en": "A"}, language="en", line=9)
    return replace(given, annexes=(replace(annex, **values),))  # type: ignore[arg-type]


@pytest.mark.parametrize("folder", [SAMPLE, EVERYTHING])
def test_nothing_is_found_in_what_can_be_set(folder: Path) -> None:
    assert _found(statement(folder)) == []


def test_a_reference_is_drawn_and_its_characters_must_be_covered() -> None:
    found = _found(replace(statement(SAMPLE), reference="文 1"))

    assert found == [f'{SAMPLE}/statement.toml: no font covers "文" (U+6587)']


def test_a_place_that_the_statement_gives_is_found_where_it_stands() -> None:
    sample = statement(SAMPLE)
    found = _found(replace(sample, texts=(replace(sample.text("en"), place="東京"),)))

    assert found == [f'{SAMPLE}/statement.toml: no font covers "東" (U+6771), "京" (U+4EAC)']


def test_a_place_that_a_text_gives_is_found_on_its_line() -> None:
    sample = statement(SAMPLE)
    text = sample.text("en")
    found = _found(replace(sample, texts=(replace(text, place="東", lines=(*text.lines, ("place", 4))),)))

    assert found == [f'{text.file}:4: no font covers "東" (U+6771)']


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({"titles": {"en": "文"}}, f"{SAMPLE}/statement.toml:9"),
        ({"file": "annexes/文", "kind": "pdf", "treatment": "attach"}, f"{SAMPLE}/statement.toml:9"),
        ({"body": (Paragraph(inlines=(Words(text="文"),), line=3),)}, f"{SAMPLE}/annexes/a.md:3"),
        ({"footnotes": (Footnote(number=1, inlines=(Words(text="文"),), line=5),)}, f"{SAMPLE}/annexes/a.md:5"),
    ],
)
def test_what_is_printed_of_an_annex_must_be_covered(values: dict[str, object], place: str) -> None:
    assert _found(_annexed(statement(SAMPLE), **values)) == [f'{place}: no font covers "文" (U+6587)']


def test_a_label_of_the_layout_must_be_covered() -> None:
    look = replace(layout("plain"), labels={"en": {"page": "頁 {page} / {pages}"}})

    assert _found(statement(SAMPLE), look) == [f'{look.where}: no font covers "頁" (U+9801)']


def test_keywords_are_in_the_properties_alone_and_may_be_of_any_script() -> None:
    assert _found(replace(statement(SAMPLE), keywords=("文書", "🙂"))) == []


def test_a_keyword_that_no_property_can_hold_is_found() -> None:
    found = _found(replace(statement(SAMPLE), keywords=("a\ufffe", "b\x07")))

    assert found == [f'{SAMPLE}/statement.toml: "keywords" holds U+FFFE, U+0007, which the properties of a file cannot hold']


def test_an_id_that_no_property_can_hold_is_found() -> None:
    found = _found(replace(statement(SAMPLE), id="a\x07"))

    assert found == [f'{SAMPLE}: "id" holds U+0007, which the properties of a file cannot hold']
