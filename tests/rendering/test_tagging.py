"""The PDF's tags, read back by code that did not write them."""

from dataclasses import replace
from typing import cast

import pytest
from pypdf.generic import ArrayObject, DictionaryObject

from editions.checking.conformance.parents import check_parents
from editions.checking.evidence.pdf import read_pdf
from editions.model.prose import Footnote, FootnoteCall, Link, ListBlock, Paragraph, Strong, Table, Words
from editions.seeing import Seen
from tests.support.making import EVERYTHING, SAMPLE, content, edition_with_annexes, pdf, prepared, with_body, words
from tests.support.pdf_tree import Node, structure
from tests.support.words import expected, squeezed

_SENTENCE = "A sentence that is here to fill the page with text of some length, word after word. "


_SAYING = ("P", "H1", "H2", "H3", "H4", "H5", "H6", "TH", "TD", "Note")


def _leaves(node: Node) -> list[str]:
    """Return the words of each paragraph, heading, cell and note, in reading order; marks left out."""
    found = []
    for kid in node.children:
        if kid.tag in _SAYING or (kid.tag == "LBody" and not any(inner.tag in ("P", "L") for inner in kid.children)):
            found.append(_squeezed(kid))
        elif kid.tag != "Lbl":
            found.extend(_leaves(kid))
    return [text for text in found if text]


def _squeezed(node: Node) -> str:
    return squeezed(node.text)


def test_the_sample_says_in_reading_order_what_its_source_says() -> None:
    ready = prepared(SAMPLE, "en")

    said = _leaves(structure(content(SAMPLE, "en", "pdf")))

    assert said == [squeezed(" ".join(ready.body_name)), *expected(ready)]


def test_a_paragraph_that_a_page_break_cuts_is_one_paragraph() -> None:
    tree = structure(pdf(with_body(*(words(f"{number}. " + _SENTENCE * 12) for number in range(12)))))

    said = [squeezed(node.text) for node in tree.find("P") if "sentence" in node.text]

    assert said == [squeezed(f"{number}. " + _SENTENCE * 12) for number in range(12)]


def test_the_heads_of_later_pages_are_not_read_aloud() -> None:
    made = pdf(with_body(*(words(_SENTENCE * 12) for _ in range(12))))

    # WeasyPrint marks them as content of elements that stand nowhere in the tree.
    assert list(check_parents(made, "made.pdf")) == []
    assert "Page2of" in Seen(made).words(1)
    assert "Page 2 of" not in structure(made).text


def test_a_list_that_a_page_break_cuts_is_one_list_with_every_item_once() -> None:
    items = tuple((words(f"Item {number}. " + _SENTENCE * 3),) for number in range(40))
    tree = structure(pdf(with_body(ListBlock(ordered=True, items=items))))

    first = tree.find("L")[0]

    assert [kid.tag for kid in first.children] == ["LI"] * 40
    assert [squeezed(node.text) for node in first.find("LBody")] == [squeezed(f"Item {n}. " + _SENTENCE * 3) for n in range(40)]


def test_a_list_item_is_a_label_and_a_body() -> None:
    tree = structure(content(EVERYTHING, "en", "pdf"))

    forms = {tuple(kid.tag for kid in item.children) for item in tree.find("LI")}

    assert forms == {("Lbl", "LBody"), ("LBody",)}


def test_a_list_begins_with_the_number_that_its_source_gives() -> None:
    tree = structure(content(EVERYTHING, "en", "pdf"))

    assert [squeezed(node.text) for node in tree.find("Lbl") if "." in node.text] == ["3.", "4.", "1.", "2.", "5."]


def test_a_list_within_an_item_lies_in_that_items_body() -> None:
    tree = structure(content(EVERYTHING, "en", "pdf"))

    inner = [body for body in tree.find("LBody") if body.find("L")]

    assert [squeezed(body.find("P")[0].text) for body in inner] == ["Anitemwithalistofitsown:", "Thefourth,withalistinside:"]


def test_the_header_row_that_a_page_break_repeats_is_said_once() -> None:
    rows = tuple((words_cell(f"Row {number}"), words_cell(str(number))) for number in range(120))
    table = Table(header=(words_cell("Name"), words_cell("Number")), rows=rows, alignments=("left", "right"))
    tree = structure(pdf(with_body(table)))

    assert len(tree.find("Table")) == 1
    assert [squeezed(node.text) for node in tree.find("TH")] == ["Name", "Number"]
    assert [squeezed(node.text) for node in tree.find("TD")][::2] == [f"Row{number}" for number in range(120)]


def words_cell(text: str) -> tuple[Words, ...]:
    return (Words(text=text),)


def test_every_header_cell_says_that_it_heads_its_column() -> None:
    tree = structure(content(EVERYTHING, "en", "pdf"))

    assert [str(cast(DictionaryObject, node.element["/A"])["/Scope"]) for node in tree.find("TH")] == ["/Column"] * 3


def test_footnotes_are_notes_with_ids_after_the_text() -> None:
    noted = [Paragraph(inlines=(Words(text=_SENTENCE * 9), FootnoteCall(number=n))) for n in range(1, 9)]
    notes = tuple(Footnote(number=n, inlines=(Words(text=f"Note the {n}th."),)) for n in range(1, 9))
    tree = structure(pdf(replace(with_body(*noted), footnotes=notes)))

    found = tree.find("Note")

    assert [squeezed(node.text) for node in found] == [f"{n}Notethe{n}th." for n in range(1, 9)]
    assert len({str(node.element["/ID"]) for node in found}) == 8
    assert [kid.tag for kid in tree.children if kid.tag != "Form"][-8:] == ["Note"] * 8


@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_every_element_knows_its_parent(language: str) -> None:
    tree = structure(content(EVERYTHING, language, "pdf"))

    strays = [
        kid.tag
        for node in tree.walk()
        for kid in node.kids
        if isinstance(kid, Node) and kid.element.raw_get("/P") != node.element.indirect_reference
    ]

    assert strays == []
    assert not any(isinstance(node.element.get("/K"), ArrayObject) and not node.element["/K"] and node.tag == "LI" for node in tree.walk())


def test_a_link_is_read_aloud_by_its_words_and_not_by_its_target() -> None:
    assert [link.contents for link in read_pdf(content(EVERYTHING, "en", "pdf")).links] == ["link to an example", "link"]


def test_what_has_weight_within_a_link_is_read_aloud_with_the_words_of_the_link() -> None:
    link = Link(target="https://example.org/a", children=(Words(text="the "), Strong(children=(Words(text="whole"),)), Words(text=" text")))

    made = read_pdf(pdf(with_body(Paragraph(inlines=(link,)))))

    assert {found.contents for found in made.links} == {"the whole text"}


def test_a_link_to_an_annex_is_read_aloud_by_the_label_and_title_of_the_annex() -> None:
    [made] = [output.content for output in edition_with_annexes(SAMPLE).outputs if output.format == "pdf"]

    on_page_2 = [link.contents for link in read_pdf(made).links if link.page == 2]

    assert on_page_2 == [
        "Annex I: Figures cited in the statement (sample)",
        "Annex II: Dates named in the statement (sample)",
    ]


@pytest.mark.parametrize("count", range(12, 20))
def test_a_footnote_is_not_lost_at_the_foot_of_a_page(count: int) -> None:
    """WeasyPrint forgets notes that are called in a line for which it puts other notes off to the next page."""
    line = "A line that holds words up to its very end, and then has but one more thing to say of the matter, "
    called = tuple(
        Paragraph(inlines=(Words(text=f"{line}and note {number}"), FootnoteCall(number=number), Words(text=f" {line}{line}")))
        for number in (1, 2, 3)
    )
    notes = tuple(Footnote(number=number, inlines=(Words(text=f"The words of note {number}. " * 20),)) for number in (1, 2, 3))

    made = structure(pdf(replace(with_body(*(words("Short.") for _ in range(count)), *called), footnotes=notes)))

    assert [_squeezed(note)[1:16] for note in made.find("Note")] == ["Thewordsofnote1", "Thewordsofnote2", "Thewordsofnote3"]
