"""Annexes that are embedded whole, as associated files (ISO 19005-3, 6.8)."""

import hashlib
import zlib
from collections.abc import Sequence
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, EncodedStreamObject, NameObject, NumberObject, TextStringObject

from editions.model.annexes import Attachment


def attach(writer: PdfWriter, attachments: Sequence[Attachment]) -> None:
    """Embed *attachments* behind the files that are embedded already, as supplements to the document."""
    if not attachments:
        return
    root: Any = writer.root_object
    names = root["/Names"]
    if "/EmbeddedFiles" not in names:
        names[NameObject("/EmbeddedFiles")] = DictionaryObject({NameObject("/Names"): ArrayObject()})
    flat = names["/EmbeddedFiles"]["/Names"]
    files = {str(flat[index]): list.__getitem__(flat, index + 1) for index in range(0, len(flat), 2)}
    if "/AF" not in root:
        root[NameObject("/AF")] = ArrayObject()
    for attachment in attachments:
        specification = writer._add_object(_specification(writer, attachment))
        files[attachment.name] = specification
        root["/AF"].append(specification)
    flat.clear()
    for name in sorted(files):
        flat.extend([TextStringObject(name), files[name]])


def _specification(writer: PdfWriter, attachment: Attachment) -> DictionaryObject:
    stream = EncodedStreamObject()
    stream._data = _deflated(attachment.content)
    stamp = TextStringObject(attachment.day.strftime("D:%Y%m%d000000Z"))
    stream.update(
        {
            NameObject("/Type"): NameObject("/EmbeddedFile"),
            NameObject("/Subtype"): NameObject("/" + attachment.media_type),
            NameObject("/Filter"): NameObject("/FlateDecode"),
            NameObject("/Params"): DictionaryObject(
                {
                    NameObject("/Size"): NumberObject(len(attachment.content)),
                    NameObject("/CheckSum"): ByteStringObject(hashlib.md5(attachment.content, usedforsecurity=False).digest()),
                    NameObject("/ModDate"): stamp,
                }
            ),
        }
    )
    reference = writer._add_object(stream)
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Filespec"),
            NameObject("/F"): TextStringObject(attachment.name),
            NameObject("/UF"): TextStringObject(attachment.name),
            NameObject("/Desc"): TextStringObject(attachment.description),
            NameObject("/AFRelationship"): NameObject("/Supplement"),
            NameObject("/EF"): DictionaryObject({NameObject("/F"): reference, NameObject("/UF"): reference}),
        }
    )


def _deflated(content: bytes) -> bytes:
    """Return *content* compressed, with a byte behind it where it would end in a carriage return."""
    found = zlib.compress(content, 9)
    return found + b"\0" if found.endswith(b"\r") else found
