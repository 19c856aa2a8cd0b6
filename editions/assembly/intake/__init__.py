"""A stranger's file, opened, cleaned, brought to the layout's paper and compared with what it was.

What is in this package runs in a child process under limits (``python -m editions.assembly.intake``):
a hostile file costs its own process and nothing else. Of a PDF, qpdf, through pikepdf, reads and writes;
PDFium, the second engine, says whether both files show the same. Of images, the pages are taken; drawings
and documents are looked at before others set them.
"""
