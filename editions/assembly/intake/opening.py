"""A file opened as it claims to be, or refused with the reason."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf

from editions.assembly.intake.cleaning import dictionaries
from editions.assembly.intake.unfit import Unfit, said
from editions.model.annexes import Removal

_WHOLE = "Ask its sender for a whole copy; or print it to PDF anew and look at what comes out."
_ATTACH = 'Attach it whole: as = "attach".'
_UNALTERED = 'Attach it whole and unaltered: as = "attach".'
_RECOVERED = ("reconstruct", "recover", "file is damaged", "can't find startxref", "xref not found")


def open_pdf(content: bytes, request: dict[str, Any], *, as_picture: bool = False) -> tuple[pikepdf.Pdf, list[Removal]]:
    """Return the PDF *content*, with at most the pages and objects that *request* allows, and what of it cannot come along.

    Of a file that is given *as_picture*, its signature and an encryption that lets all be copied cannot.

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
    lost = list(_encryption(pdf, as_picture=as_picture))
    _check_whole(pdf)
    _check_measure(pdf, request)
    _check_kind(pdf)
    return pdf, lost + list(_signature(pdf, as_picture=as_picture))


def _encryption(pdf: pikepdf.Pdf, *, as_picture: bool) -> Iterator[Removal]:
    """Yield the encryption of *pdf*, if it leaves its readers free to copy what they see (ISO 32000-1, table 22)."""
    if not pdf.is_encrypted:
        return
    if not as_picture:
        raise Unfit("the file is encrypted", "Ask its sender for an open copy; encryption would not survive archiving.")
    if not (pdf.allow.extract and pdf.allow.print_highres):
        raise Unfit("the file is encrypted, and forbids to copy what it shows", "Ask its sender for an open copy, or for leave.")
    yield Removal(what="the encryption")


def _check_measure(pdf: pikepdf.Pdf, request: dict[str, Any]) -> None:
    pages, objects = request["pages_allowed"], request["objects_allowed"]
    if len(pdf.pages) == 0:
        raise Unfit("the file has no pages", _WHOLE)
    wanted = len(request["pages"]) or len(pdf.pages)
    if wanted > pages:
        raise Unfit(f"the file has {wanted} pages, where {pages} are allowed", 'Give those that are needed: pages = "1-3".')
    if len(pdf.objects) > objects:
        raise Unfit(f"the file has {len(pdf.objects):,} objects, where {objects:,} are allowed", _ATTACH)


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
    """Refuse a file whose pages are not what its sender means to be seen."""
    form = pdf.Root.get("/AcroForm", pikepdf.Dictionary())
    if isinstance(form, pikepdf.Dictionary) and ("/XFA" in form or pdf.Root.get("/NeedsRendering", False)):
        raise Unfit("the file is an XFA form, whose pages exist only in Adobe's program", "Print it to PDF there, and give that.")
    if "/Collection" in pdf.Root:
        raise Unfit("the file is a portfolio of other files", 'Take out what is needed, or attach it whole: as = "attach".')


def _signature(pdf: pikepdf.Pdf, *, as_picture: bool) -> Iterator[Removal]:
    """Yield the signature of *pdf*, if it has one: a picture of its pages shows what was signed, and proves nothing."""
    for what, said_of_it, found in (("the signature", "signed", _is_signed(pdf)), ("the certification", "certified", "/Perms" in pdf.Root)):
        if found and not as_picture:
            raise Unfit(f"the file is {said_of_it}, and merging would break its signature", _UNALTERED)
        if found:
            yield Removal(what=what)


def _is_signed(pdf: pikepdf.Pdf) -> bool:
    """Return whether *pdf* holds a signature, wherever its field stands (ISO 32000-1, table 252)."""
    return any("/ByteRange" in item or item.get("/Type") in ("/Sig", "/DocTimeStamp") for item in dictionaries(pdf))
