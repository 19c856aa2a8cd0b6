"""What changed of a statement as a whole: its annexes and its pictures."""

from collections.abc import Sequence
from dataclasses import replace

from editions.model.annexes import Annex
from editions.model.prose import Image, Paragraph
from editions.model.statement import Picture, Statement
from editions.redlining.changes import Changes, changes
from editions.redlining.sides import Side
from tests.support.making import EVERYTHING, statement


def _annex(file: str, content: bytes = b"one", title: str = "Figures") -> Annex:
    return Annex(file=file, content=content, kind="pdf", media_type="application/pdf", titles={"en": title}, language="en")


def _facts(old: Sequence[Annex], new: Sequence[Annex]) -> list[tuple[str, bool, bool]]:
    before, after = (replace(statement(EVERYTHING), annexes=tuple(annexes)) for annexes in (old, new))
    found = _between(before, after)
    return [(fact.name, bool(fact.old), bool(fact.new)) for fact in found.facts]


def _between(old: Statement, new: Statement) -> Changes:
    return changes(Side(name="was", statement=old, remarks=()), Side(name="is", statement=new, remarks=()), "en")


def test_one_of_two_annexes_from_one_file_that_went_is_named() -> None:
    one = _annex("a.pdf")

    assert _facts([one, one], [one]) == [("Annex a.pdf, declared again", True, False)]
    assert _facts([one], [one, one]) == [("Annex a.pdf, declared again", False, True)]
    assert _facts([one, one], [one, one]) == []


def test_an_annex_of_one_file_that_has_another_title_is_one_change() -> None:
    one, other = _annex("a.pdf"), _annex("a.pdf", title="More figures")

    assert _facts([one, one], [one, other]) == [("Annex a.pdf, declared again", True, True)]


def test_an_annex_with_the_same_bytes_under_another_name_was_renamed() -> None:
    old, new = statement(EVERYTHING), statement(EVERYTHING)

    (fact,) = _between(replace(old, annexes=(_annex("a.pdf"),)), replace(new, annexes=(_annex("b.pdf"),))).facts

    assert (fact.name, fact.old, fact.new) == ("Annex renamed", "a.pdf", "b.pdf")


def test_an_annex_under_another_name_with_other_bytes_went_and_another_came() -> None:
    assert _facts([_annex("a.pdf")], [_annex("b.pdf", b"other")]) == [("Annex a.pdf", True, False), ("Annex b.pdf", False, True)]


def test_an_annex_whose_bytes_are_others_is_named() -> None:
    assert _facts([_annex("a.pdf")], [_annex("a.pdf", b"other")]) == [("Annex a.pdf", True, True)]


def test_a_renamed_annex_that_stands_where_it_stood_changes_no_order() -> None:
    first, last = _annex("a.pdf"), _annex("z.pdf", b"other")

    assert _facts([first, last], [replace(first, file="b.pdf"), last]) == [("Annex renamed", True, True)]
    assert ("Order of annexes", True, True) in _facts([first, last], [last, replace(first, file="b.pdf")])


def _showing(content: bytes) -> Statement:
    picture = Picture(file="images/p.png", content=content, media_type="image/png", width=1, height=1)
    text = replace(statement(EVERYTHING).text("en"), body=(Paragraph(inlines=(Image(file="images/p.png", alt="four bars"),)),))
    return replace(statement(EVERYTHING), texts=(text,), pictures=(picture,))


def test_a_picture_with_other_bytes_under_its_name_is_a_change_of_the_text_that_shows_it() -> None:
    found = _between(_showing(b"one"), _showing(b"other"))

    assert [fact.name for fact in found.facts] == ["Picture images/p.png"]
    assert [(one.role, [piece.kind for piece in one.pieces]) for one in found.texts[0].changed] == [("body", ["del", "ins"])]
    assert not _between(_showing(b"one"), _showing(b"one")).differ
