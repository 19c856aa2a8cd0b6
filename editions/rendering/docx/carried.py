"""The source that the DOCX carries, so that what colleagues change can be told from what the source has become since.

A custom XML part (ECMA-376, part 1, 15.2.5), as Word and LibreOffice keep it: the text's own file and statement.toml.
Of pictures it has the digest: the document shows them.
"""

from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5
from xml.sax.saxutils import escape

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from editions.model.prepared import PreparedStatement
from editions.rendering.docx.xml import attribute

NAMESPACE = "urn:editions:source"
#: Items are told apart by a GUID (ECMA-376, part 1, 22.5.2.1): it is made from the source, and so is the same at each build.
_GUIDS = UUID("8f6b1b1e-0d43-5d0c-9a35-5a2a3c6a7f10")
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def write(document: Any, prepared: PreparedStatement) -> None:
    """Write the source of the text in the statement's language, and what all its languages share."""
    metadata = prepared.metadata
    names = (f"{metadata.language}.md", "statement.toml")
    files = [
        source
        for source in prepared.sources
        if source.name in names or (source.name.endswith((".txt", ".md")) and len(prepared.sources) == 1)
    ]
    markup = "".join(f"<file name={attribute(file.name)}>{_text(file.content)}</file>" for file in files)
    markup += "".join(
        f"<picture name={attribute(picture.file)} sha256={attribute(sha256(picture.content).hexdigest())}/>"
        for picture in prepared.pictures
    )
    item = _part(document, "item1.xml", "application/xml", f'{_HEAD}<source xmlns="{NAMESPACE}">{markup}</source>')
    guid = "{" + str(uuid5(_GUIDS, metadata.source_digest + metadata.language)).upper() + "}"
    properties = (
        f'{_HEAD}<ds:datastoreItem xmlns:ds="{_PROPERTIES}" ds:itemID="{guid}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    described = _part(document, "itemProps1.xml", "application/vnd.openxmlformats-officedocument.customXmlProperties+xml", properties)
    item.relate_to(described, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
    document.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)


def _part(document: Any, name: str, content_type: str, markup: str) -> Part:
    return Part(PackURI(f"/customXml/{name}"), content_type, markup.encode(), document.part.package)


def _text(content: bytes) -> str:
    """Return *content* as XML says it; a reader would make a newline of a carriage return that is not named."""
    return escape(content.decode("utf-8-sig"), {"\r": "&#13;"})
