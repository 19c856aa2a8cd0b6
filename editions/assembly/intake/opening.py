"""A file opened as it claims to be, or refused with the reason."""

import io

import pikepdf

from editions.assembly.intake.cleaning import dictionaries
from editions.assembly.intake.unfit import Unfit, said

_WHOLE = "Ask its sender for a whole copy; or print it to PDF anew and look at what comes out."
_RECOVERED = ("reconstruct", "recover", "file is damaged", "can't find startxref", "xref not found")


def open_pdf(content: bytes, *, pages: int, objects: int) -> pikepdf.Pdf:
    """Return the PDF *content*, which has at most so many *pages* and *objects*.

    Raises:
        Unfit: it is encrypted, damaged, empty, signed, an XFA form, a portfolio, or too large.
    """
    if not content:
        raise Unfit("the file is empty", _WHOLE)
    if b"%PDF-" not in content[:1024]:
        raise Unfit("this is not a PDF file, whatever its name says", "Give it the ending of what it is, or export it as PDF.")
    try:
        pdf = pikepdf.open(io.BytesIO(content), suppress_warnings=True)
    except pikepdf.PasswordError:
        raise Unfit("the file asks for a password", "Ask its sender for an open copy; a password would not survive archiving.") from None
    except pikepdf.PdfError as error:
        raise Unfit(f"the file is damaged: {said(error)}", _WHOLE) from None
    if pdf.is_encrypted:
        raise Unfit("the file is encrypted", "Ask its sender for an open copy; encryption would not survive archiving.")
    _check_whole(pdf)
    if len(pdf.pages) == 0:
        raise Unfit("the file has no pages", _WHOLE)
    if len(pdf.pages) > pages:
        raise Unfit(f"the file has {len(pdf.pages)} pages, where {pages} are allowed", 'Give those that are needed: pages = "1-3".')
    if len(pdf.objects) > objects:
        raise Unfit(f"the file has {len(pdf.objects):,} objects, where {objects:,} are allowed", 'Attach it whole: as = "attach".')
    _check_kind(pdf)
    return pdf


def _check_whole(pdf: pikepdf.Pdf) -> None:
    try:
        for page in pdf.pages:
            page.obj.get("/Contents")
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError) as error:
        raise Unfit(f"the file is damaged: {said(error)}", _WHOLE) from None
    for warning in map(str, pdf.get_warnings()):
        if any(word in warning for word in _RECOVERED):
            raise Unfit(f"the file is damaged or cut off: {warning.rpartition(': ')[2]}", _WHOLE)


def _check_kind(pdf: pikepdf.Pdf) -> None:
    """Refuse what would be lost or broken by merging, whatever is done."""
    if _is_signed(pdf):
        raise Unfit("the file is signed, and merging would break its signature", 'Attach it whole and unaltered: as = "attach".')
    form = pdf.Root.get("/AcroForm", pikepdf.Dictionary())
    if isinstance(form, pikepdf.Dictionary) and ("/XFA" in form or pdf.Root.get("/NeedsRendering", False)):
        raise Unfit("the file is an XFA form, whose pages exist only in Adobe's program", "Print it to PDF there, and give that.")
    if "/Perms" in pdf.Root:
        raise Unfit("the file is certified, and merging would break its signature", 'Attach it whole and unaltered: as = "attach".')
    if "/Collection" in pdf.Root:
        raise Unfit("the file is a portfolio of other files", 'Take out what is needed, or attach it whole: as = "attach".')


def _is_signed(pdf: pikepdf.Pdf) -> bool:
    """Return whether *pdf* holds a signature, wherever its field stands (ISO 32000-1, table 252)."""
    return any("/ByteRange" in item or item.get("/Type") in ("/Sig", "/DocTimeStamp") for item in dictionaries(pdf))
