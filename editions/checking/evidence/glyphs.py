"""The text of a PDF as its operators show it: code by code, each by the font's own table of characters.

PDFium's words are what most readers would extract, but they are mended on the way: blanks of every kind
become one, ligatures are taken apart, lines from right to left are turned round. What is held against the
source is therefore read from the bytes themselves.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

_OPERATORS = re.compile(
    rb"/[^\s/<>\[\]()]+\s*<<(?P<properties>.*?)>>\s*BDC|/(?P<plain>[^\s/<>\[\]()]+)\s+(?:/\S+\s+BDC|BMC)\b|\b(?P<end>EMC)\b"
    rb"|/(?P<font>[^\s/<>\[\]()]+)\s+(?P<size>-?[\d.]+)\s+Tf|(?P<x>-?[\d.]+)\s+(?P<y>-?[\d.]+)\s+(?:Tm|Td|TD)\b"
    rb"|\[(?P<array>(?:[^\]()]|\((?:\\.|[^\\()])*\))*)\]\s*TJ|(?P<string><[0-9A-Fa-f\s]*>|\((?:\\.|[^\\()])*\))\s*Tj",
    re.DOTALL,
)
_MARK = re.compile(rb"/MCID\s+(\d+)")
_STRINGS = re.compile(rb"<([0-9A-Fa-f\s]*)>|\(((?:\\.|[^\\()])*)\)", re.DOTALL)
_ESCAPE = re.compile(rb"\\([nrtbf()\\]|[0-7]{1,3}|\r?\n)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
#: Codes that one range may stand for: a damaged table could promise more than a computer has.
_WIDEST_RANGE = 65536


@dataclass(frozen=True, kw_only=True)
class Fragment:
    """Marked content on one line: the text of each glyph, from left to right; where it begins; the size of its type.

    *x* grows to the right, *y* downwards, in the units of the page's content. *mark* is None for what has no
    identifier.
    """

    page: int
    mark: int | None
    glyphs: tuple[str, ...]
    x: float
    y: float
    size: float


@dataclass(frozen=True, kw_only=True)
class FontTable:
    """What a font of a page stands for: its name without the subset's prefix, and the text of each code.

    *program* is the font itself, where it is embedded as TrueType: the codes of ours are its glyphs' numbers.
    """

    name: str
    page: int
    width: int
    texts: Mapping[int, str]
    program: bytes = b""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """All text of a PDF: its fragments in the order in which they are painted, and the fonts of all pages, each once."""

    fragments: tuple[Fragment, ...]
    fonts: tuple[FontTable, ...]

    @cached_property
    def marked(self) -> Mapping[tuple[int, int], tuple[Fragment, ...]]:
        """The fragments of each mark, by page and mark."""
        found: dict[tuple[int, int], tuple[Fragment, ...]] = {}
        for fragment in self.fragments:
            if fragment.mark is not None:
                key = fragment.page, fragment.mark
                found[key] = (*found.get(key, ()), fragment)
        return found


@lru_cache(maxsize=4)
def shown(content: bytes) -> Shown:
    """Return the text that the PDF *content* shows; forms within pages are not looked into."""
    fragments: list[Fragment] = []
    fonts: dict[tuple[int, int], FontTable] = {}
    with pikepdf.open(BytesIO(content), suppress_warnings=True) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            tables = dict(_tables(page.obj.get("/Resources"), number, fonts))
            fragments += _fragments(_content(page.obj.get("/Contents")), number, tables)
    return Shown(fragments=tuple(fragments), fonts=tuple(fonts.values()))


def _content(contents: Any) -> bytes:
    if isinstance(contents, Stream):
        return contents.read_bytes()
    return b"\n".join(part.read_bytes() for part in contents if isinstance(part, Stream)) if isinstance(contents, Array) else b""


def _tables(resources: Any, page: int, known: dict[tuple[int, int], FontTable]) -> Iterator[tuple[bytes, FontTable]]:
    """Yield the fonts of *resources* by their names there; *known* has those of earlier pages by their objects."""
    fonts = resources.get("/Font") if isinstance(resources, Dictionary) else None
    for name, font in fonts.items() if isinstance(fonts, Dictionary) else ():
        if not isinstance(font, Dictionary):
            continue
        # A font that is no object of its own is told apart by its place.
        key = font.objgen if font.objgen != (0, 0) else (-page, len(known))
        if key not in known:
            known[key] = _table(font, page)
        yield name.removeprefix("/").encode(), known[key]


def _table(font: Any, page: int) -> FontTable:
    table = font.get("/ToUnicode")
    name = str(font.get("/BaseFont", ""))[1:]
    prefix, plus, rest = name.partition("+")
    return FontTable(
        name=rest if plus and len(prefix) == 6 else name,
        page=page,
        width=2 if font.get("/Subtype") == Name.Type0 else 1,
        texts=_texts(table.read_bytes()) if isinstance(table, Stream) else {},
        program=_program(font),
    )


def _program(font: Any) -> bytes:
    holder = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
    descriptor = holder.get("/FontDescriptor") if isinstance(holder, Dictionary) else None
    program = descriptor.get("/FontFile2") if isinstance(descriptor, Dictionary) else None
    return program.read_bytes() if isinstance(program, Stream) else b""


def _texts(table: bytes) -> dict[int, str]:
    """Return the text of each code in a ToUnicode table (ISO 32000-1, 9.10.3)."""
    found: dict[int, str] = {}
    for kind, section in _SECTION.findall(table):
        tokens = [((match[2] or match[3]) and "[]"[match[2] is None]) or _hex(match[1]) for match in _HEX.finditer(section)]
        if kind == b"bfchar":
            found.update((_number(code), _text(text)) for code, text in zip(tokens[::2], tokens[1::2], strict=False))
        else:
            found.update(_ranges(tokens))
    return found


def _ranges(tokens: list[Any]) -> Iterator[tuple[int, str]]:
    position = 0
    while position + 2 < len(tokens):
        first, last, start = _number(tokens[position]), _number(tokens[position + 1]), tokens[position + 2]
        position += 3
        if start == "[":
            end = tokens.index("]", position) if "]" in tokens[position:] else len(tokens)
            yield from ((first + offset, _text(text)) for offset, text in enumerate(tokens[position:end]))
            position = end + 1
        else:
            base = _text(start)
            for offset in range(min(last - first + 1, _WIDEST_RANGE) if base else 0):
                yield first + offset, base[:-1] + chr(min(ord(base[-1]) + offset, 0x10FFFF))


def _hex(digits: bytes) -> bytes:
    digits = b"".join(digits.split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def _number(token: Any) -> int:
    return int.from_bytes(token, "big") if isinstance(token, bytes) else 0


def _text(token: Any) -> str:
    return token.decode("utf-16-be", "replace") if isinstance(token, bytes) else ""


def _fragments(content: bytes, page: int, tables: Mapping[bytes, FontTable]) -> Iterator[Fragment]:
    """Yield what *content* shows, a fragment for each line of each mark."""
    marks: list[int | None] = []
    font: FontTable | None = None
    size = x = y = 0.0
    glyphs: list[str] = []
    for found in _OPERATORS.finditer(content):
        kind = found.lastgroup
        if kind in ("array", "string"):
            glyphs += _glyphs(found[kind], font)
            continue
        if glyphs and kind != "size":
            yield Fragment(page=page, mark=marks[-1] if marks else None, glyphs=tuple(glyphs), x=x, y=y, size=size)
            glyphs = []
        if kind == "properties":
            mark = _MARK.search(found[kind])
            marks.append(int(mark[1]) if mark else None)
        elif kind == "plain":
            marks.append(None if found[kind] == b"Artifact" or not marks else marks[-1])
        elif kind == "end":
            marks[-1:] = []
        elif kind == "size":
            font, size = tables.get(found["font"]), float(found["size"])
        else:
            x, y = float(found["x"]), float(found["y"])
    if glyphs:
        yield Fragment(page=page, mark=marks[-1] if marks else None, glyphs=tuple(glyphs), x=x, y=y, size=size)


def _glyphs(strings: bytes, font: FontTable | None) -> list[str]:
    codes = b"".join(_hex(digits) if digits or not literal else _unescaped(literal) for digits, literal in _STRINGS.findall(strings))
    if font is None:
        return ["\ufffd"] * len(codes)
    if font.width == 1:
        return [font.texts.get(code, chr(code)) for code in codes]
    return [font.texts.get(codes[at] << 8 | codes[at + 1], "\ufffd") for at in range(0, len(codes) - 1, 2)]


def _unescaped(literal: bytes) -> bytes:
    return _ESCAPE.sub(
        lambda found: _ESCAPED.get(found[1]) or (bytes([int(found[1], 8) & 255]) if found[1].isdigit() else found[1].strip()), literal
    )
