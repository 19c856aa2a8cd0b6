"""Damages to the fields in which an edition is signed and stamped with the time."""

from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.support.cases import Damage, everything_case, in_pdf
from tests.support.damages.page import signed_case, styled


def _field(pdf: pikepdf.Pdf, name: str) -> Any:
    return next(field for field in pdf.Root["/AcroForm"]["/Fields"] if field["/T"] == name)


def _with(name: str, change: Callable[[Any], None]) -> Callable[[pikepdf.Pdf], None]:
    return lambda pdf: change(_field(pdf, name))


def _without(name: str) -> Callable[[pikepdf.Pdf], None]:
    """Return what takes a field out of the form, its page and the tree."""

    def change(pdf: pikepdf.Pdf) -> None:
        field = _field(pdf, name)
        page = field["/P"]
        page["/Annots"] = Array([item for item in page["/Annots"] if item.objgen != field.objgen])
        form = pdf.Root["/AcroForm"]
        form["/Fields"] = Array([item for item in form["/Fields"] if item.objgen != field.objgen])

    return change


def _set(key: str, value: Any) -> Callable[[Any], None]:
    def change(field: Any) -> None:
        field[key] = value

    return change


def _moved(*, right: float = 0, up: float = 0) -> Callable[[Any], None]:
    def change(field: Any) -> None:
        field["/Rect"] = Array([float(side) + (up if index % 2 else right) for index, side in enumerate(field["/Rect"])])

    return change


def _flat(field: Any) -> None:
    left, low, right, high = (float(side) for side in field["/Rect"])
    field["/Rect"] = Array([left, low, right, low + (high - low) / 2])


def _untagged(pdf: pikepdf.Pdf) -> None:
    field = _field(pdf, "Signature1")
    parents = pikepdf.NumberTree(pdf.Root["/StructTreeRoot"]["/ParentTree"])
    parents[int(field["/StructParent"])]["/S"] = Name.P


def _signed(pdf: pikepdf.Pdf) -> None:
    _field(pdf, "Signature1")["/V"] = pdf.make_indirect(Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite")))


def _drawn(pdf: pikepdf.Pdf) -> None:
    appearance = _field(pdf, "Signature1")["/AP"]["/N"]
    appearance.write(b"0 0 100 20 re f")


def _added(*, listed: bool, **entries: Any) -> Callable[[pikepdf.Pdf], None]:
    """Return what adds a widget to page 1, *listed* in the form or not."""

    def change(pdf: pikepdf.Pdf) -> None:
        given = Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=Array([100, 400, 200, 420]), F=132, **entries)
        widget = pdf.make_indirect(given)
        page = pdf.pages[0].obj
        page["/Annots"] = Array([*page.get("/Annots", Array()), widget])
        if listed:
            pdf.Root["/AcroForm"]["/Fields"].append(widget)

    return change


def _unlisted(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/AcroForm"]


def _read_late(pdf: pikepdf.Pdf) -> None:
    """Let the Form element of the signatory's field come after the name."""
    parents = pikepdf.NumberTree(pdf.Root["/StructTreeRoot"]["/ParentTree"])
    form = parents[int(_field(pdf, "Signature1")["/StructParent"])]
    kids = form["/P"]["/K"]
    place = next(number for number, kid in enumerate(kids) if kid.objgen == form.objgen)
    kids[place], kids[place + 1] = kids[place + 1], kids[place]


_IN_PDF: tuple[tuple[str, str, Callable[[pikepdf.Pdf], None]], ...] = (
    ("the signatory's field is gone", "field-missing", _without("Signature1")),
    ("the signatory's field has another name", "field-missing", _with("Signature1", _set("/T", String("Officer")))),
    ("a time stamp's field is gone", "field-missing", _without("TimeStamp7")),
    ("the signatory's field has slid down over the name", "field-missing", _with("Signature1", _moved(up=-20))),
    ("the signatory's field has slid up over the text", "field-missing", _with("Signature1", _moved(up=30))),
    ("the signatory's field has slid off to the right", "field-missing", _with("Signature1", _moved(right=300))),
    ("the signatory's field is half as high", "field-missing", _with("Signature1", _flat)),
    ("the signatory's field is heard as another", "field-untold", _with("Signature1", _set("/TU", String("Signature: somebody else")))),
    ("the signatory's field has no words", "field-untold", _with("Signature1", _set("/TU", String("")))),
    ("a time stamp's field is heard in another language", "field-untold", _with("TimeStamp2", _set("/TU", String("Zeitstempel 2")))),
    ("the signatory's field stands in a paragraph", "field-untold", _untagged),
    ("the file lists no fields", "field-missing", _unlisted),
    ("the signatory's field is read after the name", "field-untold", _read_late),
    ("the edition is signed by other means", "field-filled", _signed),
    ("the empty field shows a picture", "field-filled", _drawn),
    ("there is a field to type into", "field-foreign", _added(listed=True, FT=Name.Tx, T=String("Town"))),
    ("there is a signature field more", "field-foreign", _added(listed=True, FT=Name.Sig, T=String("Signature"))),
    ("a field lies on the page that the form does not list", "field-foreign", _added(listed=False, FT=Name.Tx, T=String("Town"))),
    ("a field is there twice", "field-foreign", _added(listed=True, FT=Name.Sig, T=String("Signature1"))),
    ("a field may be moved", "field-foreign", _with("Signature1", _set("/F", 4))),
)

DAMAGES = (
    *(Damage(name=name, rule=rule, apply=in_pdf(change)) for name, rule, change in _IN_PDF),
    Damage(
        name="the second signatory's field is gone",
        rule="field-missing",
        apply=in_pdf(_without("Signature2")),
        base=everything_case,
    ),
    Damage(
        name="a layout gives the field no place",
        rule="field-missing",
        apply=styled(".signatory .ink { position: static; height: 1pt }"),
        base=signed_case,
    ),
)
