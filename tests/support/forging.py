"""What may be done to a signed PDF behind the signature's back: one change each, by an incremental update or byte by byte."""

import re
import zlib
from collections.abc import Callable
from typing import Any

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    pdf_name,
    pdf_string,
)

from tests.support.signed import appended

#: A writer of pyHanko's, most of which has no types.
Writer = Any
Forge = Callable[[bytes], bytes]

FORGED: dict[str, Forge] = {}


def _update(change: Callable[[Writer], None]) -> Callable[[Writer], None]:
    """Register *change* as one that is written behind the file as an update."""
    FORGED[change.__name__.strip("_")] = lambda content: appended(content, change)
    return change


def _bytes(change: Forge) -> Forge:
    """Register *change* as one that is made of the bytes."""
    FORGED[change.__name__.strip("_")] = change
    return change


def _dict(**entries: Any) -> Any:
    return DictionaryObject({pdf_name(f"/{key}"): value for key, value in entries.items()})  # type: ignore[no-untyped-call]


def _number(value: int) -> Any:
    return NumberObject(value)  # type: ignore[no-untyped-call]


def _numbers(*values: int) -> Any:
    return ArrayObject(map(_number, values))


def _set(writer: Writer, holder: Any, key: str, value: Any) -> None:
    holder[pdf_name(key)] = value
    writer.update_container(holder)


def _page(writer: Writer, number: int = 0) -> Any:
    return writer.root["/Pages"]["/Kids"][number].get_object()


def _field(writer: Writer, name: str) -> Any:
    fields = (one.get_object() for one in writer.root["/AcroForm"]["/Fields"])
    return next(one for one in fields if one["/T"] == name)


def _stream(data: bytes, **entries: Any) -> StreamObject:
    return StreamObject(dict_data=_dict(**entries), stream_data=data)


@_update
def _changed_title_in_info(writer: Writer) -> None:
    _set(writer, writer.trailer["/Info"], "/Title", pdf_string("TEST: another statement"))


@_update
def _another_info(writer: Writer) -> None:
    writer.set_info(writer.add_object(_dict(Title=pdf_string("TEST: another statement"))))


@_update
def _changed_xmp(writer: Writer) -> None:
    metadata = writer.root["/Metadata"]
    _set(writer, writer.root, "/Metadata", writer.add_object(_stream(metadata.data.replace(b"TEST", b"WEST"), Type=pdf_name("/Metadata"))))


@_update
def _xmp_taken_out(writer: Writer) -> None:
    del writer.root["/Metadata"]
    writer.update_root()


@_update
def _extra_object(writer: Writer) -> None:
    writer.add_object(_dict(Nothing=pdf_string("uses this")))


@_update
def _extra_signature_field(writer: Writer) -> None:
    fields = writer.root["/AcroForm"]["/Fields"]
    fields.append(writer.add_object(_dict(FT=pdf_name("/Sig"), T=pdf_string("Signature9"), Rect=_numbers(0, 0, 0, 0))))
    writer.update_container(fields)


@_update
def _extra_text_field(writer: Writer) -> None:
    fields = writer.root["/AcroForm"]["/Fields"]
    fields.append(writer.add_object(_dict(FT=pdf_name("/Tx"), T=pdf_string("amount"), V=pdf_string("900"))))
    writer.update_container(fields)


@_update
def _need_appearances(writer: Writer) -> None:
    _set(writer, writer.root["/AcroForm"], "/NeedAppearances", NameObject("/True"))


@_update
def _changed_text(writer: Writer) -> None:
    _set(writer, _page(writer), "/Contents", writer.add_object(_stream(b"BT /F1 12 Tf 60 700 Td (TEST: grant of 900) Tj ET")))


@_update
def _text_added(writer: Writer) -> None:
    page = _page(writer)
    more = writer.add_object(_stream(b"BT /F1 12 Tf 60 500 Td (TEST: and 900 more) Tj ET"))
    _set(writer, page, "/Contents", ArrayObject([page.raw_get("/Contents"), more]))


@_update
def _exchanged_font(writer: Writer) -> None:
    font = _page(writer)["/Resources"]["/Font"]["/F1"]
    _set(writer, font, "/BaseFont", pdf_name("/ZapfDingbats"))


@_update
def _exchanged_picture(writer: Writer) -> None:
    pictures = _page(writer)["/Resources"]["/XObject"]
    entries = {"Type": pdf_name("/XObject"), "Subtype": pdf_name("/Image"), "Width": _number(1), "Height": _number(1)}
    picture = _stream(b"\0\xff\0", ColorSpace=pdf_name("/DeviceRGB"), BitsPerComponent=_number(8), **entries)
    _set(writer, pictures, "/P", writer.add_object(picture))


@_update
def _changed_media_box(writer: Writer) -> None:
    _set(writer, _page(writer), "/MediaBox", _numbers(0, 300, 595, 842))


@_update
def _crop_box(writer: Writer) -> None:
    _set(writer, _page(writer), "/CropBox", _numbers(0, 300, 595, 842))


@_update
def _turned_page(writer: Writer) -> None:
    _set(writer, _page(writer), "/Rotate", _number(180))


@_update
def _page_action(writer: Writer) -> None:
    _set(writer, _page(writer), "/AA", _dict(O=_dict(S=pdf_name("/JavaScript"), JS=pdf_string("app.alert('TEST')"))))


@_update
def _new_page(writer: Writer) -> None:
    pages = writer.root["/Pages"]
    page = _dict(Type=pdf_name("/Page"), Parent=writer.root.raw_get("/Pages"), MediaBox=_numbers(0, 0, 595, 842))
    pages["/Kids"].append(writer.add_object(page))
    _set(writer, pages, "/Count", _number(3))


@_update
def _page_taken_out(writer: Writer) -> None:
    pages = writer.root["/Pages"]
    del pages["/Kids"][1]
    _set(writer, pages, "/Count", _number(1))


@_update
def _pages_swapped(writer: Writer) -> None:
    pages = writer.root["/Pages"]
    _set(writer, pages, "/Kids", ArrayObject(pages["/Kids"].raw_get(number) for number in (1, 0)))


@_update
def _another_page_tree(writer: Writer) -> None:
    pages = writer.add_object(
        _dict(Type=pdf_name("/Pages"), Kids=ArrayObject([writer.root["/Pages"]["/Kids"].raw_get(1)]), Count=_number(1))
    )
    _set(writer, writer.root, "/Pages", pages)


@_update
def _another_catalog(writer: Writer) -> None:
    root = _dict()
    root.update(writer.root)
    root[pdf_name("/Lang")] = pdf_string("ru")
    writer._root = writer.add_object(root)


@_update
def _note_on_a_page(writer: Writer) -> None:
    note = _dict(
        Type=pdf_name("/Annot"),
        Subtype=pdf_name("/FreeText"),
        Contents=pdf_string("900"),
        Rect=_numbers(60, 690, 200, 720),
    )
    annotations = _page(writer)["/Annots"]
    annotations.append(writer.add_object(note))
    writer.update_container(annotations)


@_update
def _hidden_note(writer: Writer) -> None:
    note = _dict(Type=pdf_name("/Annot"), Subtype=pdf_name("/Text"), F=_number(2), Rect=_numbers(0, 0, 0, 0))
    annotations = _page(writer)["/Annots"]
    annotations.append(writer.add_object(note))
    writer.update_container(annotations)


@_update
def _note_taken_out(writer: Writer) -> None:
    annotations = _page(writer)["/Annots"]
    del annotations[0]
    writer.update_container(annotations)


@_update
def _changed_link(writer: Writer) -> None:
    link = _page(writer)["/Annots"][0].get_object()
    _set(writer, link["/A"], "/URI", pdf_string("https://other.invalid/"))


@_update
def _emptied_store(writer: Writer) -> None:
    _set(
        writer,
        writer.root,
        "/DSS",
        writer.add_object(_dict(Type=pdf_name("/DSS"))) if "/DSS" in writer.root else _dict(Strange=_number(1)),
    )


@_update
def _store_that_holds_a_script(writer: Writer) -> None:
    store = writer.root["/DSS"] if "/DSS" in writer.root else _dict(Type=pdf_name("/DSS"))
    store[pdf_name("/Names")] = writer.add_object(_dict(JS=pdf_string("app.alert('TEST')")))
    _set(writer, writer.root, "/DSS", store)
    if "/DSS" in writer.root:
        writer.update_container(store)


def _found(holder: Any, key: str) -> Any:
    """Return the dictionary that *holder* has as its *key*: pyHanko's get returns where that is."""
    return holder[key] if key in holder else {}  # noqa: SIM401


def _stored(writer: Writer, key: str, value: Any) -> None:
    """Give the store of revocation data, or a new one, *value* as its *key*."""
    store = _dict(Type=pdf_name("/DSS"))
    store.update(_found(writer.root, "/DSS"))
    store[pdf_name(key)] = value
    _set(writer, writer.root, "/DSS", writer.add_object(store))


def _certificates(writer: Writer) -> list[Any]:
    """Return the references to the certificates in the store; none where there is no store."""
    listed: Any = writer.root["/DSS"]["/Certs"] if "/DSS" in writer.root else []
    return [listed.raw_get(number) for number in range(len(listed))]


@_update
def _store_that_leads_to_a_page(writer: Writer) -> None:
    script = _dict(S=pdf_name("/JavaScript"), JS=pdf_string("app.alert('TEST')"))
    page = _dict(Type=pdf_name("/Page"), MediaBox=_numbers(0, 0, 595, 842), AA=_dict(O=script))
    _stored(writer, "/VRI", _dict(**{"A" * 40: _dict(TU=writer.add_object(page))}))


@_update
def _store_with_a_text_for_a_certificate(writer: Writer) -> None:
    text = writer.add_object(_stream(b"TEST: and 900 more"))
    _stored(writer, "/Certs", ArrayObject([*_certificates(writer), text]))


@_update
def _store_whose_stream_leads_to_a_script(writer: Writer) -> None:
    old = _certificates(writer)
    script = writer.add_object(_dict(S=pdf_name("/JavaScript"), JS=pdf_string("app.alert('TEST')")))
    more = _stream(old[0].get_object().data if old else b"", DecodeParms=script)
    _stored(writer, "/Certs", ArrayObject([*old, writer.add_object(more)]))


@_update
def _store_whose_kind_stands_elsewhere(writer: Writer) -> None:
    _stored(writer, "/Type", writer.add_object(pdf_name("/DSS")))


def with_more_to_verify_by(content: bytes, certificate: bytes) -> bytes:
    """Return *content* with *certificate*, in DER, added to its store, for one signature too, with the time: as it may be."""

    def change(writer: Writer) -> None:
        more = writer.add_object(_stream(certificate))
        one = _dict(Type=pdf_name("/VRI"), TU=pdf_string("D:20260101000000Z"), Cert=ArrayObject([more]))
        each = _dict()
        each.update(_found(_found(writer.root, "/DSS"), "/VRI"))
        each[pdf_name("/" + "A" * 40)] = one
        _stored(writer, "/VRI", each)
        writer.root["/DSS"][pdf_name("/Certs")] = ArrayObject([*_certificates(writer), more])

    return appended(content, change)


@_update
def _replaced_appearance(writer: Writer) -> None:
    shown = _stream(b"BT /F1 12 Tf 0 0 Td (TEST: signed by another) Tj ET", Type=pdf_name("/XObject"), Subtype=pdf_name("/Form"))
    shown[pdf_name("/BBox")] = _numbers(0, 0, 200, 60)
    _set(writer, _field(writer, "Signature1"), "/AP", _dict(N=writer.add_object(shown)))


@_update
def _appearance_of_an_empty_field(writer: Writer) -> None:
    shown = _stream(b"BT /F1 12 Tf 0 0 Td (TEST: agreed) Tj ET", Type=pdf_name("/XObject"), Subtype=pdf_name("/Form"))
    shown[pdf_name("/BBox")] = _numbers(0, 0, 200, 60)
    _set(writer, _field(writer, "Signature2"), "/AP", _dict(N=writer.add_object(shown)))


@_update
def _moved_field(writer: Writer) -> None:
    _set(writer, _field(writer, "Signature1"), "/Rect", _numbers(60, 400, 260, 460))


@_update
def _hidden_field(writer: Writer) -> None:
    _set(writer, _field(writer, "Signature1"), "/F", _number(2))


@_update
def _signature_taken_out(writer: Writer) -> None:
    field = _field(writer, "Signature1")
    del field["/V"]
    writer.update_container(field)


@_update
def _last_stamp_taken_out(writer: Writer) -> None:
    field = _field(writer, "TimeStamp1")
    field.pop("/V", None)
    writer.update_container(field)


@_update
def _field_filled_with_no_signature(writer: Writer) -> None:
    _set(writer, _field(writer, "Signature2"), "/V", writer.add_object(_dict(Type=pdf_name("/Sig"), Name=pdf_string("TEST Deputy"))))


@_update
def _stamp_of_nothing(writer: Writer) -> None:
    value = _dict(Type=pdf_name("/DocTimeStamp"), SubFilter=pdf_name("/ETSI.RFC3161"), Contents=ByteStringObject(b"\x30\x00"))
    _set(writer, _field(writer, "TimeStamp4"), "/V", writer.add_object(value))


@_update
def _changed_outline(writer: Writer) -> None:
    _set(writer, writer.root["/Outlines"]["/First"], "/Title", pdf_string("Another"))


@_update
def _outline_taken_out(writer: Writer) -> None:
    del writer.root["/Outlines"]
    writer.update_root()


@_update
def _changed_name_tree(writer: Writer) -> None:
    names = writer.root["/Names"]["/Dests"]
    _set(
        writer,
        names,
        "/Names",
        ArrayObject([pdf_string("second"), ArrayObject([writer.root["/Pages"]["/Kids"].raw_get(1), pdf_name("/Fit")])]),
    )


@_update
def _script_by_name(writer: Writer) -> None:
    script = writer.add_object(_dict(S=pdf_name("/JavaScript"), JS=pdf_string("app.alert('TEST')")))
    _set(writer, writer.root["/Names"], "/JavaScript", _dict(Names=ArrayObject([pdf_string("a"), script])))


@_update
def _embedded_file(writer: Writer) -> None:
    file = writer.add_object(_dict(Type=pdf_name("/Filespec"), F=pdf_string("x.csv"), EF=_dict(F=writer.add_object(_stream(b"9")))))
    _set(writer, writer.root, "/AF", ArrayObject([file]))


@_update
def _changed_attachment(writer: Writer) -> None:
    file = writer.root["/Names"]["/EmbeddedFiles"]["/Names"][1].get_object()
    _set(writer, file["/EF"], "/F", writer.add_object(_stream(b"9,9\n", Type=pdf_name("/EmbeddedFile"))))


@_update
def _open_action(writer: Writer) -> None:
    _set(writer, writer.root, "/OpenAction", _dict(S=pdf_name("/URI"), URI=pdf_string("https://other.invalid/")))


@_update
def _changed_structure(writer: Writer) -> None:
    document = writer.root["/StructTreeRoot"]["/K"][0].get_object()
    _set(writer, document["/K"][0].get_object(), "/ActualText", pdf_string("TEST: grant of 900"))


@_update
def _structure_taken_out(writer: Writer) -> None:
    del writer.root["/StructTreeRoot"]
    writer.update_root()


@_update
def _changed_page_labels(writer: Writer) -> None:
    _set(writer, writer.root["/PageLabels"], "/Nums", ArrayObject([_number(0), _dict(S=pdf_name("/r"))]))


@_update
def _viewer_preferences(writer: Writer) -> None:
    _set(writer, writer.root, "/ViewerPreferences", _dict(HideToolbar=NameObject("/True")))


@_update
def _layers(writer: Writer) -> None:
    group = writer.add_object(_dict(Type=pdf_name("/OCG"), Name=pdf_string("TEST")))
    _set(writer, writer.root, "/OCProperties", _dict(OCGs=ArrayObject([group]), D=_dict(OFF=ArrayObject([group]))))


@_update
def _language(writer: Writer) -> None:
    _set(writer, writer.root, "/Lang", pdf_string("ru"))


@_update
def _version(writer: Writer) -> None:
    _set(writer, writer.root, "/Version", pdf_name("/2.0"))


@_update
def _extensions_that_are_none(writer: Writer) -> None:
    _set(writer, writer.root, "/Extensions", _dict(TEST=_dict(JS=pdf_string("app.alert('TEST')"))))


@_update
def _permissions_taken_out(writer: Writer) -> None:
    writer.root.pop("/Perms", None)
    _set(writer, writer.root, "/Perms", _dict(UR3=_dict(Type=pdf_name("/Sig"))))


@_update
def _nothing_at_all(writer: Writer) -> None:
    writer.update_root()


@_bytes
def _bytes_behind_the_end(content: bytes) -> bytes:
    return content + b"TEST"


@_bytes
def _comment_behind_the_end(content: bytes) -> bytes:
    return content + b"\n% TEST\n"


@_bytes
def _object_behind_the_end(content: bytes) -> bytes:
    return content + b"\n900 0 obj\n<< /Nothing (names this) >>\nendobj\n"


@_bytes
def _another_end(content: bytes) -> bytes:
    return content + b"\n" + content[content.rindex(b"startxref") :]


@_bytes
def _bytes_before_the_header(content: bytes) -> bytes:
    return b"MZ TEST\n" + content


def _written(content: bytes, objects: list[tuple[int, bytes]], *, table: Callable[[dict[int, int], int], bytes] | None = None) -> bytes:
    """Return *content* with *objects* behind it, and a table in words that names them, or what *table* makes of their places."""
    made = bytearray(content if content.endswith(b"\n") else content + b"\n")
    places = {}
    for number, body in objects:
        places[number] = len(made)
        made += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(made)
    prev = int(re.findall(rb"startxref\s+(\d+)", content)[-1])
    made += table(places, prev) if table else _table(places, prev, content)
    return bytes(made + b"startxref\n%d\n%%%%EOF\n" % start)


def _table(places: dict[int, int], prev: int, content: bytes, *, extra: bytes = b"") -> bytes:
    named = b"".join(b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in sorted(places.items()))
    rows = named or b"0 1\n0000000000 65535 f \n"
    trailer = re.findall(rb"trailer\s*<<(.*?)>>\s*startxref", content, re.DOTALL)[-1]
    kept = re.sub(rb"/Prev\s+\d+|/Size\s+\d+", b"", trailer)
    return b"xref\n" + rows + b"trailer\n<<" + kept + b"/Size 1000 /Prev %d%b>>\n" % (prev, extra)


def number_of(content: bytes, key: bytes) -> int:
    """Return the number of the object that the catalog's *key* names, as it was first written."""
    found = re.search(rb"/" + key + rb" (\d+) 0 R", content)
    assert found
    return int(found[1])


@_bytes
def _object_twice(content: bytes) -> bytes:
    number = number_of(content, b"PageLabels")
    one, other = b"<< /Nums [ 0 << /S /r >> ] >>", b"<< /Nums [ 0 << /S /D >> ] >>"
    return _written(content, [(number, one), (number, other)])


@_bytes
def _object_that_no_table_names(content: bytes) -> bytes:
    listed, pages = number_of(content, b"PageLabels"), number_of(content, b"Pages")
    objects = [(pages, b"<< /Type /Pages /Kids [] /Count 0 >>"), (listed, b"<< /Nums [ 0 << /S /D >> ] >>")]
    return _written(content, objects, table=lambda places, prev: _table({listed: places[listed]}, prev, content))


@_bytes
def _table_that_names_an_old_object(content: bytes) -> bytes:
    number, other = number_of(content, b"PageLabels"), number_of(content, b"Metadata")
    place = content.index(b"\n%d 0 obj" % other) + 1
    return _written(content, [], table=lambda _, prev: _table({number: place}, prev, content))


@_bytes
def _object_freed(content: bytes) -> bytes:
    number = number_of(content, b"PageLabels")
    return _written(content, [], table=lambda _, prev: _table({number: 0}, prev, content).replace(b"00000 n", b"00001 f"))


@_bytes
def _table_that_skips_the_signed_one(content: bytes) -> bytes:
    tables = [int(one) for one in re.findall(rb"startxref\s+(\d+)", content)]
    return _written(
        content, [(901, b"<< /TEST 1 >>")], table=lambda places, _: _table(places, tables[0] if len(tables) > 1 else 0, content)
    )


@_bytes
def _hybrid_table(content: bytes) -> bytes:
    data = zlib.compress(bytes(5))
    head = b"<< /Type /XRef /W [1 2 2] /Index [903 1] /Size 904 /Filter /FlateDecode /Length %d >>" % len(data)
    stream = head + b"\nstream\n" + data + b"\nendstream"
    return _written(content, [(902, stream)], table=lambda places, prev: _table({}, prev, content, extra=b"/XRefStm %d" % places[902]))


@_bytes
def _truncated(content: bytes) -> bytes:
    return content[: -len(content) // 100 - 20]
