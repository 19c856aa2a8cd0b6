"""A Word document turned into a tagged PDF by LibreOffice, once it is known to show nothing but itself."""

import zipfile
from io import BytesIO
from xml.etree import ElementTree

from editions.model.annexes import Removal
from editions.office import REMEDY, OfficeFailed, OfficeMissing, set_in_office
from editions.problems import MissingRefusal, Problem, Refusal

_NAMESPACE = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_FILTER = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"PDFUACompliance":{"type":"boolean","value":"true"},"SelectPdfVersion":{"type":"long","value":"3"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"}}'
)


def to_pdf_with_office(content: bytes, where: str) -> tuple[bytes, tuple[Removal, ...]]:
    """Return the DOCX *content* as LibreOffice sets it, and what was left out of it.

    Raises:
        MissingRefusal: LibreOffice is not installed.
        Refusal: the document cannot be read, or shows what lies outside it.
    """
    removals = _look_inside(content, where)
    try:
        return set_in_office(content, export=_FILTER), removals
    except OfficeMissing:
        what = "LibreOffice is missing, which sets annexes in DOCX"
        raise MissingRefusal(Problem(where, what, f"{REMEDY}; or export the annex as PDF.")) from None
    except OfficeFailed as failure:
        raise Refusal(Problem(where, str(failure), "Save it anew in Word, or export it as PDF.")) from None


def _look_inside(content: bytes, where: str) -> tuple[Removal, ...]:
    """Return what of the document does not come along; refuse what would be fetched from elsewhere."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = package.namelist()
            for name in names:
                if name.endswith(".rels"):
                    _check_relations(package.read(name), where)
    except (zipfile.BadZipFile, ElementTree.ParseError, OSError, ValueError) as error:
        raise Refusal(Problem(where, f"the document is damaged: {error}", "Save it anew in Word.")) from None
    return (Removal(what="macros"),) if any("vbaProject" in name for name in names) else ()


def _check_relations(markup: bytes, where: str) -> None:
    for relation in ElementTree.fromstring(markup).iter(_NAMESPACE):  # noqa: S314 - expat bounds entities; none is fetched
        kind = relation.get("Type", "").rpartition("/")[2]
        if relation.get("TargetMode") == "External" and kind not in ("hyperlink", "attachedTemplate"):
            what = f'the document shows "{relation.get("Target", "")[:80]}", which is not in it'
            raise Refusal(Problem(where, what, "Embed it in Word, and save the document anew."))
