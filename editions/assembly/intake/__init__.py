"""A stranger's PDF, opened, cleaned, brought to the layout's paper and compared with what it was.

What is in this package runs in a child process under limits (``python -m editions.assembly.intake``):
a hostile file costs its own process and nothing else. qpdf, through pikepdf, reads and writes;
PDFium, the second engine, says whether both files show the same.
"""
