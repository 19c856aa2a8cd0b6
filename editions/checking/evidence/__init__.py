"""An edition's files taken apart, each by code that did not make it: PDFs by pikepdf and PDFium, DOCX as the XML that it is."""
