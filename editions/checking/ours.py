"""Whether a file is one of ours: rules about our own form are not asked of a stranger's."""

from editions.model.evidence import DocxEvidence, PdfEvidence


def is_our_docx(docx: DocxEvidence) -> bool:
    """Return whether *docx* says that it is an edition."""
    return "EditionsId" in docx.custom


def is_our_pdf(pdf: PdfEvidence) -> bool:
    """Return whether *pdf* says that it is an edition: its creator is this program."""
    return any(pdf_said.startswith("editions ") for pdf_said in (pdf.info.get("Creator", ""), pdf.xmp.get("xmp:CreatorTool", "")))
