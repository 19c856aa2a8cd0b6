"""Notes, stamps and highlights: what an annex brought along is its own, what was laid on afterwards is told, with its words."""

import io
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from editions.checking.rules import Case
from tests.support.annexes import PRODUCERS
from tests.support.cases import found, in_pdf, laid_out_case, sample_case
from tests.support.folders import Plan, write_folder

_RULES = ("annotation-left", "traces-pdf")


def _lay(pdf: pikepdf.Pdf, page: int, rectangle: tuple[float, ...] = (100, 400, 120, 420)) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array(list(rectangle)), Contents="Is this so?", T="Leyla", F=4)
    look = pdf.make_stream(b"0 0 20 20 re f")
    look["/Type"], look["/Subtype"], look["/BBox"] = Name.XObject, Name.Form, Array([0, 0, 20, 20])
    note["/AP"] = Dictionary(N=look)
    sheet = pdf.pages[page - 1].obj
    sheet["/Annots"] = Array([*sheet.get("/Annots", Array()), pdf.make_indirect(note)])


def _lay_twice(pdf: pikepdf.Pdf, page: int) -> None:
    _lay(pdf, page)
    _lay(pdf, page)


@pytest.fixture
def with_noted_annex(tmp_path: Path) -> Case:
    """The edition of a statement with an annex that has a note on its first page."""
    plan = Plan(seed=90, blocks=4, annexes=("typst-ua.pdf",))
    folder = write_folder(plan, tmp_path)
    [annex] = folder.rglob("typst-ua.pdf")
    with pikepdf.open(PRODUCERS / "typst-ua.pdf") as pdf:
        _lay(pdf, 1)
        out = io.BytesIO()
        pdf.save(out)
    annex.write_bytes(out.getvalue())
    return laid_out_case(folder, plan.language, plan.paper)


def _annex_page(case: Case) -> int:
    assert case.pdf
    return next(page.number for page in case.pdf.pages if page.label == "I-1")


def test_a_note_that_an_annex_brought_along_is_its_own(with_noted_annex: Case) -> None:
    assert [found(with_noted_annex, rule) for rule in _RULES] == [[], []]


def test_a_second_note_like_that_of_the_annex_is_told(with_noted_annex: Case) -> None:
    page = _annex_page(with_noted_annex)

    case = in_pdf(lambda pdf: _lay_twice(pdf, page))(with_noted_annex)

    assert {finding.page for finding in found(case, "annotation-left")} == {page}


def test_a_note_is_told_with_its_words_its_author_and_its_place() -> None:
    [finding] = found(in_pdf(lambda pdf: _lay(pdf, 2))(sample_case()), "annotation-left")

    assert finding.message == "a note lies on the page: “Is this so?”, by “Leyla”"
    assert (finding.page, finding.box) == (2, (100, 400, 120, 420))


def test_a_note_without_a_place_is_told_too() -> None:
    [finding] = found(in_pdf(lambda pdf: _lay(pdf, 2, (1, 2)))(sample_case()), "annotation-left")

    assert (finding.page, finding.box) == (2, None)
