"""Reading a Word document (DOCX) as plain XML: every word of it, wherever it stands, and what of it is no word."""
