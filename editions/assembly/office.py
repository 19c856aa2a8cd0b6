"""A Word document turned into a tagged PDF by LibreOffice, once it is known to show nothing but itself."""

from pathlib import Path

from editions.apart import Purse
from editions.assembly.taking_in import look_inside
from editions.model.annexes import Removal
from editions.office import REMEDY, OfficeFailed, OfficeMissing, set_in_office
from editions.problems import MissingRefusal, Problem, Refusal
from editions.surroundings import AnnexLimits

_FILTER = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"PDFUACompliance":{"type":"boolean","value":"true"},"SelectPdfVersion":{"type":"long","value":"3"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"}}'
)


def to_pdf_with_office(content: bytes, where: str, fonts: Path, limits: AnnexLimits, purse: Purse) -> tuple[bytes, tuple[Removal, ...]]:
    """Return the DOCX *content* as LibreOffice sets it in the bundled *fonts*, and what was left out of it.

    LibreOffice takes seconds of its own, which *limits* name, and none out of *purse*.

    Raises:
        MissingRefusal: LibreOffice is not installed.
        Refusal: the document cannot be read, shows what lies outside it, or would cost more than it may.
    """
    removals = look_inside(content, where, limits, purse)
    try:
        made = set_in_office(content, fonts=fonts, export=_FILTER, seconds=limits.office_seconds, memory=limits.memory)
    except OfficeMissing:
        what = "LibreOffice is missing, which sets annexes in DOCX"
        raise MissingRefusal(Problem(where, what, f"{REMEDY}; or export the annex as PDF.")) from None
    except OfficeFailed as failure:
        raise Refusal(Problem(where, str(failure), "Save it anew in Word, or export it as PDF.")) from None
    return made, removals
