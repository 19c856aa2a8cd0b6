"""Core and custom properties: the one record of the edition, as Word keeps it."""

from datetime import UTC, datetime
from typing import Any

from docx.oxml import parse_xml
from lxml import etree

from editions.model.prepared import Metadata, PreparedStatement

_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
#: The format identifier of custom document properties ([MS-OSHARED], 2.3.3.2.2.1).
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def write(document: Any, prepared: PreparedStatement) -> None:
    """Write the properties; nobody's name, no computer's, and no count of revisions is in them."""
    metadata = prepared.metadata
    _core(document, metadata)
    _custom(document, {"EditionsId": metadata.identifier, "EditionsLanguage": metadata.language, "EditionsSource": metadata.source_digest})


def write_of_redline(document: Any, old: PreparedStatement, new: PreparedStatement, author: str, time: datetime, title: str) -> None:
    """Write the properties of a redline from *old* to *new*, by *author* at *time*.

    It is no edition, and so does not say which source it is one of: it says between which two it stands.
    """
    metadata = new.metadata
    _core(document, metadata)
    document.core_properties.title = title[:255]
    document.core_properties.last_modified_by = author[:255]
    document.core_properties.modified = time
    redline = f"{old.metadata.source_digest} {metadata.source_digest}"
    _custom(document, {"EditionsId": metadata.identifier, "EditionsLanguage": metadata.language, "EditionsRedline": redline})


def _core(document: Any, metadata: Metadata) -> None:
    core = document.core_properties
    midnight = datetime(metadata.date.year, metadata.date.month, metadata.date.day, tzinfo=UTC)
    core.title = metadata.title[:255]
    core.author = metadata.author[:255]
    core.subject = metadata.subject[:255]
    core.identifier = metadata.identifier
    core.language = metadata.language
    core.created = core.modified = midnight
    if metadata.keywords:
        core.keywords = ", ".join(metadata.keywords)[:255]


def _custom(document: Any, values: dict[str, str]) -> None:
    part = next(part for kind, part in _related(document) if kind == _CUSTOM)
    root = parse_xml(part.blob)
    for number, (name, value) in enumerate(values.items(), 2):
        entry = etree.SubElement(root, f"{{{root.nsmap[None]}}}property", fmtid=_FORMAT_ID, pid=str(number), name=name)
        etree.SubElement(entry, f"{{{root.nsmap['vt']}}}lpwstr").text = value
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _related(document: Any) -> list[tuple[str, Any]]:
    package = document.part.package
    return [(relation.reltype, relation.target_part) for relation in package.rels.values() if not relation.is_external]
