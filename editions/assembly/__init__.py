"""Annexes taken in, and joined behind the statement without loss of tags, links or bookmarks.

The door to pypdf; its part `intake`, which runs as a program of its own, the door to pikepdf and
to PDFium.
"""
