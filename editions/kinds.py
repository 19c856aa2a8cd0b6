"""What a file is by its first bytes, whatever its name says."""

_KINDS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of Word 97 to 2003, or one with a password"),
    (b"{\\rtf", "a Rich Text file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"<!DOCTYPE html", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML file"),
)
#: A PDF may have some bytes before it begins (ISO 32000-1, annex H.3, note 13).
_BEGINNING = 1024


def is_pdf(content: bytes) -> bool:
    """Return whether *content* begins as a PDF does."""
    return b"%PDF-" in content[:_BEGINNING]


def kind_of(content: bytes) -> str:
    """Return what *content* is, in words: "a PNG image"; "empty" where there is nothing, "of no kind that is known"."""
    if not content:
        return "empty"
    head = content[:_BEGINNING].lstrip(b"\xef\xbb\xbf \r\n\t\x00")
    return next((kind for magic, kind in _KINDS if head[: len(magic)].lower() == magic.lower()), "of no kind that is known")
