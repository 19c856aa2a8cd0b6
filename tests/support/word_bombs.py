"""Word documents made to do harm: each small on disk, and large, deep or endless for what opens it."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

from tests.support.word_parts import paragraph, part, parts, relation, text, zipped


def _document(body: str, **more: Any) -> bytes:
    return zipped(parts(body, **more))


def _spread(head: str, repeated: str, times: int, tail: str) -> bytes:
    """Return a document whose part word/document.xml is *head*, *repeated* so many times, and *tail*: never whole in memory."""
    buffer = BytesIO(_document(""))
    kept = zipfile.ZipFile(buffer)
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in kept.namelist():
            if name != "word/document.xml":
                archive.writestr(name, kept.read(name))
        with archive.open("word/document.xml", "w", force_zip64=True) as stream:
            opening, _, closing = part("w:document", "<w:body>|</w:body>").partition("|")
            stream.write((opening + head).encode())
            step = 10_000
            for _ in range(times // step):
                stream.write((repeated * step).encode())
            stream.write((tail + closing).encode())
    return made.getvalue()


def _gigabytes() -> bytes:
    """Return a document whose text unpacks to 4 GB: one packed stretch of 10 MB, 400 times."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    stretch = packer.compress(b"x" * 10_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    opening = packer.compress(part("w:document", "<w:body><w:p><w:r><w:t>").partition("</w:t>")[0].encode()) + packer.flush(
        zlib.Z_FULL_FLUSH
    )
    kept = parts("")
    del kept["word/document.xml"]
    return _appended(zipped(kept), b"word/document.xml", opening + stretch * 400, 4_000_000_000)


def _appended(archive: bytes, name: bytes, packed: bytes, size: int) -> bytes:
    """Return *archive* with a part more, of *packed* bytes, which says that it is *size* bytes long."""
    end = archive.rindex(b"PK\x05\x06")
    count, length, start = struct.unpack("<HLL", archive[end + 10 : end + 20])
    fields = struct.pack("<5H3L2H", 20, 0, 8, 0, 33, 0, len(packed), size, len(name), 0)
    part_of_it = b"PK\x03\x04" + fields + name + packed
    entry = b"PK\x01\x02" + struct.pack("<H", 20) + fields + struct.pack("<3H2L", 0, 0, 0, 0, start) + name
    listed = archive[start : start + length] + entry
    last = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count + 1, count + 1, len(listed), start + len(part_of_it), 0)
    return archive[:start] + part_of_it + listed + last


def _lying() -> bytes:
    """Return a document whose text says that it is 100 bytes long, and unpacks to 50 MB."""
    content = bytearray(_spread("<w:p><w:r><w:t>", "x" * 100, 500_000, "</w:t></w:r></w:p>"))
    # Bytes 24 to 27 of an entry in the list at the end are the size unpacked (APPNOTE.TXT, 4.3.12).
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = struct.pack("<I", 100)
    return bytes(content)


def _overlapping() -> bytes:
    """Return an archive in which 20,000 parts are one and the same stretch of bytes."""
    body = zlib.compress(b"\0" * 10_000_000)[2:-4]
    head = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 33, 0, len(body), 10_000_000, 1, 0) + b"a" + body
    entries = b"".join(
        struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, 0, len(body), 10_000_000, 6, 0, 0, 0, 0, 0, 0) + b"%06d" % number
        for number in range(20_000)
    )
    return head + entries + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 20_000, 20_000, len(entries), len(head), 0)


def _many_parts() -> bytes:
    return zipped({**parts(""), **{f"word/media/{number}.png": b"" for number in range(60_000)}})


def _many_pictures() -> bytes:
    """Return a document with 200 pictures of 40 MB each, unpacked."""
    run = '<w:r><w:drawing><a:blip r:embed="p{}"/></w:drawing></w:r>'
    named = "".join(relation(f"p{number}", "image", f"media/{number}.png") for number in range(200))
    body = paragraph("".join(run.format(number) for number in range(200)))
    buffer = BytesIO(zipped(parts(body, relations=named)))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/0.png", b"\0" * 40_000_000)
        for number in range(1, 5):
            archive.writestr(f"word/media/{number}.png", b"\0" * 40_000_000)
    return buffer.getvalue()


def _laughs() -> bytes:
    """Return a document whose text is a hundred million words, by entities."""
    entities = '<!ENTITY a "ha">' + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    made = parts(paragraph("<w:r><w:t>&i;</w:t></w:r>"))
    return zipped({**made, "word/document.xml": str(made["word/document.xml"]).replace("?>\n", f"?><!DOCTYPE x [{entities}]>")})


def _nested(opening: str, closing: str) -> bytes:
    return _document(f"{opening * 10_000}{paragraph('said')}{closing * 10_000}")


def _comments() -> bytes:
    """Return a document with 50,000 comments that never end, each before a word."""
    body = paragraph("".join(f'<w:commentRangeStart w:id="{number}"/>{text("word")}' for number in range(50_000)))
    return _document(body, comments="".join(f'<w:comment w:id="{number}"/>' for number in range(20_000)))


def _fields() -> bytes:
    """Return a document of 60,000 fields in each other, with instructions in pieces."""
    begin = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "http://example.org/" </w:instrText></w:r>'
    return _document(paragraph(begin * 60_000 + text("said") * 10_000))


def _instruction() -> bytes:
    piece = f"<w:instrText>{'x' * 100}</w:instrText>"
    return _document(paragraph(f'<w:r><w:fldChar w:fldCharType="begin"/>{piece * 200_000}</w:r>{text("said")}'))


def _alternatives() -> bytes:
    """Return a document with alternatives in each other, as deep as they may lie, around 500,000 elements without a word."""
    opening, closing = "<mc:AlternateContent><mc:Choice>" * 50, "</mc:Choice></mc:AlternateContent>" * 50
    return _document(paragraph(f"<w:r><w:pict>{opening}{'<v:x/>' * 500_000}{closing}</w:pict></w:r>"))


def _styles() -> bytes:
    """Return a document of 50,000 styles, each based on the next."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{number}"><w:basedOn w:val="s{number + 1}"/></w:style>' for number in range(50_000)
    )
    return _document("".join(paragraph("x", f'<w:pStyle w:val="s{number}"/>') for number in range(50_000)), styles=styles)


def _lists() -> bytes:
    """Return a document of 20,000 lists on one description with 100,000 levels."""
    levels = '<w:abstractNum w:abstractNumId="0">' + '<w:lvl w:ilvl="3"/>' * 100_000 + "</w:abstractNum>"
    lists = "".join(f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/></w:num>' for number in range(1, 20_000))
    body = "".join(paragraph("x", f'<w:numPr><w:numId w:val="{number}"/></w:numPr>') for number in range(1, 20_000))
    return _document(body, numbering=levels + lists)


def _long_name() -> bytes:
    return _document(f"<w:{'x' * 5_000_000}/>" + paragraph("said"))


def _addresses() -> bytes:
    """Return a document of 40,000 links with an anchor each to one address of 10 MB."""
    link = f'<w:hyperlink r:id="r1" w:anchor="x">{text("a")}</w:hyperlink>'
    return _document(paragraph(link * 40_000), relations=relation("r1", "hyperlink", "x" * 10_000_000, external=True))


def _comment() -> bytes:
    """Return a document with a comment of 80 paragraphs in each other, and 10 MB in the innermost."""
    inner = f"{'<w:p>' * 80}{text('x' * 10_000_000)}{'</w:p>' * 80}"
    return _document(paragraph("said"), comments=f'<w:comment w:id="1">{inner}</w:comment>')


def _changed() -> bytes:
    """Return a document of 100,000 words put in by as many people."""
    return _document(paragraph("".join(f'<w:ins w:author="a{number}">{text("x")}</w:ins>' for number in range(100_000))))


_TOO_MUCH = "it has more paragraphs, words and marks than there is room for"
_TOO_DEEP = "tables, boxes, controls or changes lie too deep in each other"
_ROW = '<w:tr><w:trPr><w:gridBefore w:val="63"/><w:gridAfter w:val="63"/></w:trPr></w:tr>'
_LOOK = "<w:r><w:rPr><w:b/><w:i/><w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr><w:tab/></w:r>"

#: Each by name, and how its refusal begins; empty where it may as well be read.
BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a text of 4 GB": (_gigabytes, "its text unpacks to more than there is room for"),
    "a text of 30 MB in a rare script": (lambda: _spread("<w:p><w:r><w:t>", "𐎠" + "x" * 96, 300_000, "</w:t></w:r></w:p>"), ""),
    "a text of 30 MB": (lambda: _spread("<w:p><w:r><w:t>", "x" * 100, 300_000, "</w:t></w:r></w:p>"), ""),
    "a text whose size is a lie": (_lying, "the document is damaged"),
    "a million runs": (lambda: _spread("<w:p>", "<w:r><w:t>a</w:t></w:r>", 1_000_000, "</w:p>"), _TOO_MUCH),
    "as many runs as there is room for": (lambda: _spread("<w:p>", "<w:r><w:t>a</w:t></w:r>", 240_000, "</w:p>"), ""),
    "as many breaks as there is room for": (lambda: _spread("<w:p><w:r>", "<w:tab/>", 990_000, "</w:r></w:p>"), ""),
    "as many paragraphs as there is room for": (lambda: _spread("", "<w:p><w:r><w:t>a</w:t></w:r></w:p>", 160_000, ""), ""),
    "more paragraphs than there is room for": (lambda: _spread("", "<w:p/>", 900_000, ""), _TOO_MUCH),
    "as many attributes as there is room for": (
        lambda: _spread("<w:p>", '<w:r w:a="1" w:b="2" w:c="3"/>', 320_000, "</w:p>"), "",
    ),
    "as many empty elements as there is room for": (lambda: _spread("<w:p>", "<w:r/>", 990_000, "</w:p>"), ""),
    "as many rows as there is room for": (lambda: _spread("<w:tbl>", _ROW, 130_000, "</w:tbl>"), ""),
    "as many looks as there is room for": (lambda: _spread("<w:p>", _LOOK, 80_000, "</w:p>"), ""),
    "60,000 parts": (_many_parts, "it holds more than 10,000 parts"),
    "parts that overlap": (_overlapping, "it holds more than 10,000 parts"),
    "pictures of 200 MB": (_many_pictures, "its pictures are larger than 150,000,000 bytes"),
    "entities in entities": (_laughs, 'its part "word/document.xml" declares entities'),
    "tables, 10,000 deep": (lambda: _nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"), _TOO_DEEP),
    "controls, 10,000 deep": (lambda: _nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"), _TOO_DEEP),
    "changes, 10,000 deep": (lambda: _nested("<w:ins>", "</w:ins>"), _TOO_DEEP),
    "boxes, 10,000 deep": (
        lambda: _nested("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"), _TOO_DEEP,
    ),
    "400,000 elements deep": (lambda: _spread("", "<w:x>", 400_000, "</w:x>" * 400_000), _TOO_DEEP),
    "comments that never end": (_comments, ""),
    "fields that never end": (_fields, ""),
    "an instruction of 20 MB": (_instruction, ""),
    "alternatives without a word": (_alternatives, ""),
    "50,000 styles in a line": (_styles, ""),
    "20,000 lists of 100,000 levels": (_lists, ""),
    "a name of 5 MB": (_long_name, ""),
    "long addresses": (_addresses, ""),
    "paragraphs in paragraphs of a comment": (_comment, _TOO_DEEP),
    "100,000 changes": (_changed, ""),
}  # fmt: skip
