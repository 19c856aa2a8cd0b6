"""One source for an official statement: the PDF, the DOCX, and the proof that they agree."""

__version__ = "0.1.0"
