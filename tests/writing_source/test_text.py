"""A text that is written is read as it was, and written again as it was written."""

import tomllib

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from editions.model.bare import all_bare, by_number
from editions.model.parties import Signatory
from editions.model.prose import (
    Block,
    Footnote,
    FootnoteCall,
    Heading,
    Image,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Quotation,
    Table,
    Words,
)
from editions.model.runs import Break, Run, Stretch, folded
from editions.model.statement import Text
from editions.problems import Refusal
from editions.reading.markdown import read_markdown
from editions.reading.text import read_text
from editions.writing_source.blocks import body_lines
from editions.writing_source.front import toml
from editions.writing_source.text import is_same, text_file
from tests.support.prose import scraps, texts


def _text(*blocks: Block, footnotes: tuple[Footnote, ...] = ()) -> Text:
    return Text(language="en", heading="SAMPLE", subject="", body=blocks, footnotes=footnotes, signatories=(Signatory(name="A. Sample"),))


def _paragraph(*runs: Run) -> Paragraph:
    return Paragraph(inlines=folded(runs, []))


def _words(text: str) -> Paragraph:
    return _paragraph(Stretch(text=text))


def _body(*blocks: Block, footnotes: tuple[Footnote, ...] = ()) -> str:
    return "\n".join(body_lines(blocks, footnotes))


@settings(max_examples=60, deadline=None)
@given(texts())
def test_what_is_written_is_read_as_it_was_and_written_again_byte_for_byte(text: Text) -> None:
    written = text_file(text, place="Bakı").content

    again, problems = read_text(written.decode(), "en.md", language=text.language, place="Bakı")

    assert problems == []
    assert again is not None
    assert is_same(again, text)
    assert text_file(again, place="Bakı").content == written


@settings(max_examples=200, deadline=None)
@given(scraps)
def test_whatever_is_read_is_written_so_that_it_is_read_again(source: str) -> None:
    body = read_markdown(source, "en.md")
    assume(not body.problems)

    written = _body(*body.blocks, footnotes=body.footnotes)

    again = read_markdown(written, "en.md")
    assert again.problems == ()
    assert all_bare(again.blocks, by_number(again.footnotes)) == all_bare(body.blocks, by_number(body.footnotes))
    assert _body(*again.blocks, footnotes=again.footnotes) == written


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1).filter(lambda text: bool(text.strip()))
)
def test_any_words_are_one_paragraph_that_says_them(text: str) -> None:
    source = _body(_words(text), _words("Another paragraph."))

    body = read_markdown(source, "en.md")

    assert body.problems == ()
    assert all_bare(body.blocks, {}) == all_bare([_words(text), _words("Another paragraph.")], {})


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("1990. gada", "1990\\. gada"),
        ("1) one", "1\\) one"),
        ("- a dash", "\\- a dash"),
        ("a - dash", "a - dash"),
        ("# hash", "\\# hash"),
        ("#hash", "#hash"),
        ("=== ", "\\==="),
        ("> quoted", "\\> quoted"),
        ("* star *", "\\* star \\*"),
        ("3 * 4", "3 * 4"),
        ("__init__", "\\_\\_init\\_\\_"),
        ("a_b_c", "a_b_c"),
        ("`code`", "\\`code\\`"),
        ("[x](y)", "\\[x\\](y)"),
        ("he said [sic] so [sic]", "he said [sic] so [sic]"),
        ("<b>", "\\<b>"),
        ("5 < 6 > 4", "5 < 6 > 4"),
        ("&nbsp; &#160; R&D", "&amp;nbsp; &amp;#160; R&D"),
        ("a \\ b", "a \\ b"),
        ("\\*", "\\\\\\*"),
        ("~~~", "\\~~~"),
        ("| a | b |", "| a | b |"),
        ("![a](b)", "!\\[a\\](b)"),
        ("[^1]: note", "\\[^1\\]: note"),
        ("[a]: b", "\\[a\\]: b"),
        ("---", "\\---"),
        ("***", "\\*\\*\\*"),
        ("http://example.org/?a=b&c", "http://example.org/?a=b&c"),
        ("20\u00a0000", "20\u00a0000"),
        ("\u00a0edge", "&nbsp;edge"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_only_what_would_be_a_mark_is_escaped(text: str, source: str) -> None:
    assert _body(_words(text)) == source


@pytest.mark.parametrize(
    ("runs", "source"),
    [
        ([Stretch(text="un"), Stretch(text="frigging", emphasis=True), Stretch(text="believable")], "un*frigging*believable"),
        ([Stretch(text="a", strong=True), Stretch(text="b", emphasis=True)], "**a***b*"),
        ([Stretch(text="a", emphasis=True, strong=True, link="https://example.org/")], "[***a***](https://example.org/)"),
        ([Stretch(text="a "), Stretch(text="«b»", emphasis=True), Stretch(text=" c")], "a *«b»* c"),
        ([Stretch(text="a"), Stretch(text="«b»", emphasis=True), Stretch(text="c")], "&#97;*«b»*&#99;"),
        ([Stretch(text="\\a"), Stretch(text="«b»", emphasis=True)], "\\\\&#97;*«b»*"),
        ([Stretch(text="a ", emphasis=True), Stretch(text="b", emphasis=True, strong=True)], "*a **b***"),
        ([Stretch(text="https://example.org/", link="https://example.org/")], "<https://example.org/>"),
        ([Stretch(text="Wow!"), Stretch(text="b", link="https://example.org/")], "Wow\\![b](https://example.org/)"),
        ([Stretch(text="a"), Break(), Stretch(text="- b")], "a\\\n\\- b"),
        ([Stretch(text="a"), Break(), Break(), Stretch(text="b")], "a\\\n&#32;\\\nb"),
    ],
)
def test_a_look_has_the_plainest_form_that_says_it(runs: list[Run], source: str) -> None:
    assert _body(_paragraph(*runs)) == source


def test_lists_that_stand_beside_each_other_stay_two() -> None:
    bulleted = ListBlock(ordered=False, items=((_words("a"),),))
    numbered = ListBlock(ordered=True, items=((_words("a"),), (_words("b"), _words("c"))), start=9)

    assert _body(bulleted, bulleted, bulleted) == "- a\n\n* a\n\n- a"
    assert _body(numbered, numbered) == "9. a\n\n10. b\n\n    c\n\n9) a\n\n10) b\n\n    c"


def test_quotations_that_stand_beside_each_other_stay_two() -> None:
    quotation = Quotation(blocks=(_words("a"), ListBlock(ordered=False, items=((_words("b"),),))))

    assert _body(quotation, quotation) == "> a\n>\n> - b\n\n> a\n>\n> - b"


def test_a_table_says_how_its_columns_are_set() -> None:
    cells = tuple(_words(text).inlines for text in ("a", "b|c", "d"))

    assert _body(Table(header=cells, rows=(cells,), alignments=("left", "right", "center"))) == (
        "| a | b\\|c | d |\n| --- | ---: | :---: |\n| a | b\\|c | d |"
    )


def test_footnotes_are_numbered_as_they_are_called_and_stand_at_the_end() -> None:
    footnotes = [Footnote(number=7, inlines=_words("seven").inlines), Footnote(number=3, inlines=_words("- three").inlines)]
    called = Paragraph(inlines=(Words(text="a"), FootnoteCall(number=7), Words(text=": b"), FootnoteCall(number=3)))

    assert _body(called, footnotes=tuple(footnotes)) == "a[^1]\\: b[^2]\n\n[^1]: seven\n[^2]: \\- three"


@pytest.mark.parametrize(
    ("block", "what"),
    [
        (Heading(level=3, inlines=(Words(text="a"), LineBreak(), Words(text="b"))), 'the heading "a" of level 3 has more than one line'),
        (Table(header=((Words(text="a"), LineBreak(), Words(text="b")),), rows=(), alignments=("left",)), 'the cell "a" has more than one'),
        (Paragraph(inlines=(Image(file="a.png", alt="a ] b"),)), 'the image "a.png" has the text "a ] b"'),
        (Paragraph(inlines=(Link(target="https://example.org/ü", children=_words("a").inlines),)), 'a link to "https://example.org/ü"'),
        (ListBlock(ordered=False, items=((),)), "an empty list item"),
    ],
)
def test_what_markdown_cannot_say_is_refused_with_the_reason(block: Block, what: str) -> None:
    with pytest.raises(Refusal) as refused:
        text_file(_text(block))

    problem = refused.value.problems[0]
    assert (problem.where, problem.what[: len(what)]) == ("en.md", what)
    assert problem.remedy


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_is_read_back_from_toml_as_it_was_written(text: str) -> None:
    assert tomllib.loads(f"a = {toml(text)}")["a"] == text
