"""Glyphs that a page shows, as the codes in its content: where a font had none, the code is 0."""

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Stream

#: A string of codes of two bytes each, in hexadecimal, and as it is (ISO 32000-1, 7.3.4).
_CODES = re.compile(rb"<((?:[0-9A-Fa-f]{4})+)>")
_LITERAL = re.compile(rb"\(((?:\\.|[^\\()])*)\)", re.DOTALL)
_NONE = b"\x00\x00"


def pages_with_missing_glyphs(content: bytes) -> Iterator[int]:
    """Yield each page (from 1) that shows the glyph .notdef of a font of two bytes a code (ISO 32000-1, 9.7.6.3)."""
    with pikepdf.open(BytesIO(content), suppress_warnings=True) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            if _has_wide_fonts(page) and any(_shows_none(stream) for stream in _streams(page)):
                yield number


def _has_wide_fonts(page: pikepdf.Page) -> bool:
    resources = page.obj.get("/Resources")
    fonts = resources.get("/Font") if isinstance(resources, Dictionary) else None
    return isinstance(fonts, Dictionary) and any(isinstance(font, Dictionary) and "/DescendantFonts" in font for font in fonts.values())


def _streams(page: pikepdf.Page) -> Iterator[bytes]:
    contents = page.obj.get("/Contents")
    for stream in contents if isinstance(contents, Array) else [contents]:
        if isinstance(stream, Stream):
            yield stream.read_bytes()


def _shows_none(content: bytes) -> bool:
    if b"0000" in content and any(_holds(codes, b"0000") for codes in _CODES.findall(content)):
        return True
    plain = content.replace(b"\\000", b"\x00")
    return _NONE in plain and any(_holds(re.sub(rb"\\(.)", rb"\1", codes), _NONE) for codes in _LITERAL.findall(plain))


def _holds(codes: bytes, code: bytes) -> bool:
    return code in (codes[start : start + len(code)] for start in range(0, len(codes), len(code)))
