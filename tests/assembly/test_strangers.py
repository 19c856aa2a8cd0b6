"""What strangers' files do that ours do not: each is joined as it shows, or refused with the reason."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from editions.assembly.intake.confirming import reads_as
from editions.checking.conformance.page_validation import check_conformance
from editions.checking.joined import check_joined
from editions.problems import Refusal
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


@pytest.mark.parametrize("name", [b"X#", b"X#1", b"X#23"])
def test_a_number_sign_in_a_name_may_stand_for_itself(name: bytes) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(b"0 g 60 100 300 300 re f")
        form.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 600, 850])})
        pdf.pages[0].Resources["/XObject"] = Dictionary({f"/X{'y' * (len(name) - 1)}": form})
        _draw(pdf, b"\n/Artifact BMC /X" + b"y" * (len(name) - 1) + b" Do EMC")

    whole = _joined(_changed(change).replace(b"/X" + b"y" * (len(name) - 1), b"/" + name))

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


def test_the_frame_of_a_link_stays_and_is_made_smaller_with_its_page() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        one, other = pdf.pages[0].Annots
        one["/Border"] = Array([2, 2, 4, Array([3])])
        other["/BS"] = Dictionary(W=2, S=Name.U)

    with pikepdf.open(BytesIO(taken(_changed(change, "typst-across.pdf")).content)) as pdf:
        one, other = pdf.pages[0].Annots
        assert [round(float(side), 2) for side in list(one.Border)[:3]] == [1.41, 1.41, 2.83]
        assert round(float(other.BS.W), 2) == 1.41
        assert other.BS.S == "/U"


def test_a_note_that_does_not_say_how_it_looks_is_named_as_left_out() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        box = Array([100, 100, 200, 200])
        seen = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Line, Rect=box, L=box, F=4))
        unseen = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Line, Rect=box, L=box, F=2))
        pdf.pages[0].Annots.extend([seen, unseen])

    found = taken(_changed(change))

    assert [(removal.what, removal.page) for removal in found.removals] == [('a note of the kind "Line" that does not say how it looks', 1)]


@pytest.mark.parametrize("rest", [b"<< /oops", b"[ 1 2", b"(never closed", b"<414", b"BT", b"/Span BMC /P BMC", b"q q"])
def test_what_a_page_leaves_open_does_not_swallow_its_mark(rest: bytes) -> None:
    whole = _joined(_changed(lambda pdf: _draw(pdf, b"\n" + rest), "reportlab.pdf"))

    assert Seen(whole).words(_STATEMENT_PAGES).endswith("Annex1,page1")


def test_a_layer_that_is_left_open_and_hidden_does_not_hide_the_mark() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
        pdf.Root["/OCProperties"] = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
        pdf.pages[0].Resources["/Properties"] = Dictionary(Hidden=layer)
        _draw(pdf, b"\n/OC /Hidden BDC 0 g 50 50 200 200 re f")

    picture = Seen(_joined(_changed(change, "reportlab.pdf"))).picture(_STATEMENT_PAGES, 1.0)

    assert min(picture.crop((0, picture.height - 80, picture.width, picture.height)).tobytes()) < 128


def _filled(value: str) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding))
        field = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("Town"), V=String(value), F=4,
            Rect=Array([60, 60, 300, 80]), DA=String("/Helv 10 Tf 0 g"),
        )  # fmt: skip
        reference = pdf.make_indirect(field)
        pdf.pages[0]["/Annots"] = Array([reference])
        pdf.Root["/AcroForm"] = Dictionary(
            Fields=Array([reference]), NeedAppearances=True, DA=String("/Helv 10 Tf 0 g"), DR=Dictionary(Font=Dictionary(Helv=font))
        )

    return _changed(change, "ghostscript.pdf")


def test_a_field_with_letters_that_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(Refusal, match='the field "Town" holds letters that its font cannot show'):
        taken(_filled("Gəncə?"))


def test_a_field_with_letters_that_can_be_drawn_is_drawn() -> None:
    assert "Zürich?" in Seen(taken(_filled("Zürich?")).content).words(0)


def test_a_note_without_a_place_is_named_as_left_out() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Annots.extend([pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Line, Rect=Array([1, 2])))])

    assert [removal.what for removal in taken(_changed(change)).removals] == ["a note without a place on the page"]


def test_a_damaged_page_is_refused_in_words_and_not_in_names_of_exceptions() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Contents.write(b"no deflate data at all", filter=Name.FlateDecode)

    with pytest.raises(Refusal, match="the file is damaged: errors while decoding content stream"):
        taken(_changed(change))


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("size", [(399, 400), (401, 299), (1191, 1684)])
def test_a_fine_pattern_is_no_reason_to_refuse_a_page_that_is_moved(size: tuple[int, int], turned: int) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        columns = b"".join(b"%d 0 5 2000 re " % x for x in range(0, 1200, 11))
        pdf.pages[0]["/Contents"] = pdf.make_stream(b"/Artifact BMC 0 g " + columns + b"f EMC")
        pdf.pages[0].obj["/MediaBox"] = Array([3, 5, 3 + size[0], 5 + size[1]])
        pdf.pages[0].obj["/Rotate"] = turned

    assert len(taken(_changed(change, "ghostscript.pdf")).leaves) == 2


def test_a_file_at_the_edge_of_a_page_is_taken_out_with_its_sign_and_the_rest_is_compared() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        look = pdf.make_stream(b"0 g 0 0 40 40 re f")
        look.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 40, 40])})
        notes = [
            Dictionary(Type=Name.Annot, Subtype=kind, Rect=Array([x, 300, x + 40, 340]), AP=Dictionary(N=look), F=4)
            for kind, x in ((Name.FileAttachment, 100), (Name.Stamp, 200))
        ]
        pdf.pages[0].Annots.extend([pdf.make_indirect(note) for note in notes])

    found = taken(_changed(change))
    picture = Seen(found.content).picture(0, 1.0)

    assert [removal.what for removal in found.removals] == ["a file attached to the page"]
    assert picture.crop((105, picture.height - 335, 135, picture.height - 305)).getextrema() == (255, 255)
    assert picture.crop((205, picture.height - 335, 235, picture.height - 305)).getextrema() == (0, 0)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_note_that_is_not_turned_with_its_page_stays_upright(turned: int) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        look = pdf.make_stream(b"0 g 0 0 60 20 re f 1 0 0 rg 0 15 10 5 re f")
        look.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 60, 20])})
        note = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([200, 300, 260, 320]), AP=Dictionary(N=look), F=4 | 16)
        pdf.pages[0].Annots.append(pdf.make_indirect(note))
        pdf.pages[0].obj["/Rotate"] = turned

    assert taken(_changed(change)).leaves[0].turned == turned


def test_a_note_that_readers_draw_as_they_like_is_refused_by_name() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        corners = Array([60, 700, 500, 700, 60, 650, 500, 650])
        note = Dictionary(Type=Name.Annot, Subtype=Name.Underline, Rect=Array([60, 650, 500, 700]), QuadPoints=corners, F=4)
        pdf.pages[0].Annots.append(pdf.make_indirect(note))

    with pytest.raises(Refusal, match='page 1 holds a note of the kind "Underline" that does not say how it looks'):
        taken(_changed(change))


def _choice(value: str, shown: bytes, *, anew: bool, kind: Name) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding))
        look = pdf.make_stream(b"0 G 2 2 236 16 re S BT /Helv 10 Tf 4 6 Td (" + shown + b") Tj ET")
        look.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 240, 20])})
        look["/Resources"] = Dictionary(Font=Dictionary(Helv=font))
        field = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=kind, Ff=131072 if kind == "/Ch" else 0, T=String("Town"), V=String(value), F=4,
            Opt=Array([String(value)]), Rect=Array([60, 60, 300, 80]), DA=String("/Helv 10 Tf 0 g"), AP=Dictionary(N=look),
        )  # fmt: skip
        reference = pdf.make_indirect(field)
        pdf.pages[0]["/Annots"] = Array([reference])
        pdf.Root["/AcroForm"] = Dictionary(
            Fields=Array([reference]), NeedAppearances=anew, DA=String("/Helv 10 Tf 0 g"), DR=Dictionary(Font=Dictionary(Helv=font))
        )

    return _changed(change, "ghostscript.pdf")


@pytest.mark.parametrize("kind", [Name.Ch, Name.Tx])
def test_a_field_looks_as_it_says_though_the_form_wants_all_drawn_anew(kind: Name) -> None:
    assert "Riga" in Seen(taken(_choice("Riga", b"Riga", anew=True, kind=kind)).content).words(0)


@pytest.mark.parametrize("value", ["Wxyz", "agiR"])
def test_a_field_that_holds_something_else_than_it_shows_is_refused(value: str) -> None:
    with pytest.raises(Refusal, match='the field "Town" on page 1 holds something else than it shows'):
        taken(_choice(value, b"Riga", anew=True, kind=Name.Tx))


def test_lines_may_come_in_another_order_and_letters_may_not() -> None:
    lines = ["The first line of a page", "another one, as long", "and a third"]
    before, turned = ("".join("".join(order).split()) for order in (lines, lines[::-1]))

    assert reads_as(turned, before)
    assert reads_as(before + "AnnexI", before)
    assert not reads_as(before[::-1], before)
    assert not reads_as("".join(sorted(before)), before)
    assert not reads_as(before[1:], before)


def test_a_page_of_the_size_of_a_stamp_is_taken_in() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        _draw(pdf, b"\n/Artifact BMC 0.6 g 0.5 0.5 1.7 2.1 re f EMC")
        pdf.pages[0].obj["/MediaBox"] = Array([0, 0, 3.84, 3.84])

    assert len(taken(_changed(change)).leaves) == 2


@pytest.mark.parametrize(
    ("side", "problem"),
    [
        (0.0001, "page 1 is too small to show anything: 0.0001 × 0.0001 points"),
        (0.3, "page 1 is too small to show anything: 0.3 × 0.3 points"),
        (1_000_000, "page 1 is too large to be drawn: 1e+06 × 1e+06 points"),
    ],
)
def test_a_page_too_small_or_too_large_to_be_seen_is_refused(side: float, problem: str) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj["/MediaBox"] = Array([0, 0, side, side])

    with pytest.raises(Refusal) as caught:
        taken(_changed(change))

    assert str(caught.value) == f"annex.pdf: {problem}\n  Leave it out, or print the file to PDF anew, on paper."


@pytest.mark.parametrize("holder", ["page", "list"])
def test_a_string_without_measure_is_refused(holder: str) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        words = String("a" * 1_000_001)
        pdf.pages[0].obj["/Long"] = words if holder == "page" else Array([Array([words])])

    with pytest.raises(Refusal, match="the file holds a string of 1,000,001 bytes"):
        taken(_changed(change))
