"""What pages draw and page-validation passes over: fonts in forms, glyphs of Type 3 fonts, pictures in JPEG 2000."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from editions.checking.conformance.claims import settle_claims
from editions.checking.conformance.drawn import check_drawn
from editions.checking.conformance.jpeg2000 import faults
from tests.support.annexes import joined, producer


def _drawn(change: Callable[[pikepdf.Pdf, Any], bytes], content: bytes = b"") -> bytes:
    """Return a PDF whose second page draws, as no content, the operators that *change* returns for it."""
    out = BytesIO()
    with pikepdf.open(BytesIO(content or producer("typst-ua.pdf"))) as pdf:
        operators = change(pdf, pdf.pages[-1].Resources)
        pdf.pages[-1].contents_add(pdf.make_stream(b"\n/Artifact BMC q " + operators + b" Q EMC"), prepend=False)
        pdf.save(out, static_id=True)
    return out.getvalue()


def _said(content: bytes) -> list[tuple[str, str, tuple[int, ...]]]:
    return [(finding.rule, finding.message, finding.pages) for finding in check_drawn(content, "a.pdf")]


def _helvetica(pdf: pikepdf.Pdf, operators: bytes) -> Any:
    form = pdf.make_stream(operators)
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding))
    form.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 600, 800])})
    form["/Resources"] = Dictionary(Font=Dictionary(F=font))
    return form


def test_a_font_that_is_not_embedded_is_found_within_a_form() -> None:
    def change(pdf: pikepdf.Pdf, resources: Any) -> bytes:
        outer = pdf.make_stream(b"/Inner Do")
        outer.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 600, 800])})
        outer["/Resources"] = Dictionary(XObject=Dictionary(Inner=_helvetica(pdf, b"BT /F 9 Tf (x) Tj ET")))
        resources["/XObject"] = Dictionary(Outer=outer)
        return b"/Outer Do"

    assert _said(_drawn(change)) == [("font-outside", 'the font "Helvetica" is not embedded', (2,))]


@pytest.mark.parametrize("operators", [b"BT /F 9 Tf 3 Tr (x) Tj ET", b"BT /F 9 Tf ET"])
def test_a_font_in_which_nothing_is_seen_need_not_be_embedded(operators: bytes) -> None:
    def change(pdf: pikepdf.Pdf, resources: Any) -> bytes:
        resources["/XObject"] = Dictionary(X=_helvetica(pdf, operators))
        return b"/X Do"

    assert _said(_drawn(change)) == []


def _type_3(pdf: pikepdf.Pdf, resources: Any) -> None:
    encoding = Dictionary(Type=Name.Encoding, Differences=Array([97, Name.square]))
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 1000, 1000]), FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        FirstChar=97, LastChar=98, Widths=Array([1000, 1000]), Encoding=encoding, Resources=Dictionary(),
    )  # fmt: skip
    font["/CharProcs"] = Dictionary(square=pdf.make_stream(b"1000 0 0 0 1000 1000 d1 0 0 750 750 re f"))
    resources["/Font"]["/Drawn"] = pdf.make_indirect(font)


@pytest.mark.parametrize(("words", "rules"), [(b"a", []), (b"ab", ["glyph-missing"])])
def test_a_type_3_font_has_the_letters_that_are_drawn(words: bytes, rules: list[str]) -> None:
    def change(pdf: pikepdf.Pdf, resources: Any) -> bytes:
        _type_3(pdf, resources)
        return b"BT /Drawn 9 Tf [(" + words + b") 20] TJ ET"

    assert [rule for rule, _, _ in _said(_drawn(change))] == rules


def _box(kind: bytes, content: bytes) -> bytes:
    return (len(content) + 8).to_bytes(4, "big") + kind + content


def _jp2(*, channels: int = 3, depth: int = 7, colours: tuple[bytes, ...] = (b"\1\0\0\0\0\0\x10",), more: bytes = b"") -> bytes:
    sizes = (1).to_bytes(4, "big") * 2 + channels.to_bytes(2, "big") + bytes([depth, 7, 0, 0])
    header = _box(b"ihdr", sizes) + more + b"".join(_box(b"colr", colour) for colour in colours)
    return _box(b"jP  ", b"\r\n\x87\n") + _box(b"jp2h", header) + _box(b"jp2c", b"")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (_jp2(), ""),
        (_jp2(channels=1, depth=0), ""),
        (_jp2(channels=2), "has 2 channels of colour"),
        (_jp2(depth=255, more=_box(b"bpcc", b"\7\7\0")), "has channels of different depth"),
        (_jp2(depth=39), "deeper ones than 38 bits"),
        (_jp2(colours=(b"\4\0\0",)), "does not say its colour space in a way that is allowed"),
        (_jp2(colours=(b"\1\0\0\0\0\0\x13",)), "has the colour space CIEJab"),
        (_jp2(colours=(b"\1\0\0\0\0\0\x10", b"\2\0\0")), "does not say which is the best"),
        (_jp2(colours=(b"\1\0\1\0\0\0\x10", b"\2\0\0")), ""),
        (b"\xff\x4f\xff\x51 a codestream without a file around it", "has no header"),
        (_jp2()[:30], "has no header"),
    ],
)
def test_a_picture_in_jpeg_2000_is_as_the_archive_asks(content: bytes, words: str) -> None:
    found = list(faults(content, own_colours=False))

    assert len(found) == bool(words)
    assert words in "".join(found)


def test_the_pdf_may_say_the_colours_of_a_picture_instead() -> None:
    assert list(faults(_jp2(colours=()), own_colours=True)) == []
    assert len(list(faults(_jp2(colours=()), own_colours=False))) == 1


def test_the_sample_producers_files_have_nothing_of_it() -> None:
    assert _said(joined(("typst-ua.pdf", "libreoffice.pdf", "chromium.pdf", "layers.pdf", "typst-across.pdf"))) == []


def test_no_archive_is_claimed_with_a_font_or_a_picture_that_page_validation_passes_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")

    def picture(pdf: pikepdf.Pdf, resources: Any) -> bytes:
        image = pdf.make_stream(b"")
        image.write(b"\xff\x4f\xff\x51 a codestream", filter=Name.JPXDecode)
        image.update({"/Type": Name.XObject, "/Subtype": Name.Image, "/Width": 1, "/Height": 1, "/ColorSpace": Name.DeviceGray})
        resources["/XObject"] = Dictionary(X=image)
        return b"/X Do"

    def claimed(change: Callable[[pikepdf.Pdf, Any], bytes]) -> tuple[str, ...]:
        return settle_claims(lambda claims: _drawn(change, joined(["typst-ua.pdf"], claims=claims)), "a.pdf").claims

    def glyph(pdf: pikepdf.Pdf, resources: Any) -> bytes:
        _type_3(pdf, resources)
        resources["/Font"]["/Drawn"]["/ToUnicode"] = pdf.make_stream(
            b"1 begincodespacerange <00> <ff> endcodespacerange 2 beginbfchar <61> <0061> <62> <0062> endbfchar"
        )
        return b"BT /Drawn 9 Tf (ab) Tj ET"

    assert claimed(picture) == ("PDF/UA-1",)
    assert claimed(glyph) == ()
