"""What strangers' files do that ours do not: each is joined as it shows, or refused with the reason."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from editions.checking.conformance import check_conformance
from editions.checking.joined import check_joined
from editions.seeing import Seen
from tests.support.annexes import joined_leaves, producer, taken

_STATEMENT_PAGES = 2


def _changed(change: Callable[[pikepdf.Pdf], Any], name: str = "typst-ua.pdf") -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(producer(name))) as pdf:
        change(pdf)
        pdf.save(out, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    return out.getvalue()


def _joined(content: bytes) -> bytes:
    """Return the sample with the PDF *content* behind it, once it is known to show the same."""
    found = taken(content)
    whole = joined_leaves([found])
    check_joined(whole, [("annex.pdf", _STATEMENT_PAGES, found)])
    return whole


def _draw(pdf: pikepdf.Pdf, operators: bytes) -> None:
    pdf.pages[0].contents_add(pdf.make_stream(operators), prepend=False)


@pytest.mark.parametrize("name", [b"X\xf6", b"X\xb7\xc2\xcb\xce", "Xö".encode()])
def test_names_stay_the_bytes_that_they_are(name: bytes) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(b"0 g 60 100 300 300 re f")
        form.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 600, 850])})
        pdf.pages[0].Resources["/XObject"] = Dictionary({f"/X{'y' * (len(name) - 1)}": form})
        _draw(pdf, b"\n/Artifact BMC /X" + b"y" * (len(name) - 1) + b" Do EMC")

    content = _changed(change).replace(b"/X" + b"y" * (len(name) - 1), b"/" + name)
    whole = _joined(content)

    assert min(Seen(whole).picture(_STATEMENT_PAGES, 1.0).crop((100, 500, 300, 700)).tobytes()) == 0


def test_a_tag_may_be_called_anything() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.StructTreeRoot["/RoleMap"] = Dictionary({"/Q1": Name.H1})

    content = _changed(change).replace(b"/S /H1", b"/S /\xdc1").replace(b"/Q1", b"/\xdc1")
    whole = _joined(content)

    assert whole.count(b"/#DC1") >= content.count(b"/\xdc1") == 3


def test_roles_that_go_in_a_circle_are_taken_out() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        roles = Dictionary({"/Round": Name.About, "/About": Name.Round, "/Itself": Name.Itself, "/Right": Name.P, "/Number": 1})
        pdf.Root.StructTreeRoot["/RoleMap"] = roles

    with pikepdf.open(BytesIO(taken(_changed(change)).content)) as pdf:
        assert set(pdf.Root.StructTreeRoot.RoleMap.keys()) == {"/Right"}


def test_a_hyphen_at_the_end_of_a_page_is_not_another_word_once_the_mark_follows() -> None:
    content = _changed(lambda pdf: _draw(pdf, b"\n/Artifact BMC BT /F1 12 Tf 1 0 0 1 60 200 Tm (rep-) Tj ET EMC"), "reportlab.pdf")

    _joined(content)


@pytest.mark.parametrize("span", [10**4, 10**9])
def test_a_cell_that_spans_without_measure_costs_a_finding(span: int) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        cell = next(item for item in pdf.objects if isinstance(item, Dictionary) and item.get("/S") == "/TH")
        cell["/A"] = Dictionary(O=Name.Table, ColSpan=span, RowSpan=span)

    whole = joined_leaves([taken(_changed(change))])

    assert [finding.clause for finding in check_conformance(whole, "whole.pdf")] != []
