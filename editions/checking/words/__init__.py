"""The words: the same in source, PDF and DOCX; all to be seen, and all to be read."""
