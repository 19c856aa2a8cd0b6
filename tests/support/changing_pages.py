"""Changes to what a page of a PDF shows: to the words of one of its lines, and to the operators around them."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Operator, Pdf, String

from editions.checking.rules import Case
from tests.support.cases import in_pdf

Change = Callable[[Case], Case]
_PAIR = re.compile(rb"<([0-9a-f]+)> <([0-9a-f]+)>")
#: One operator with its operands, as pikepdf reads and writes them.
_Instruction = tuple[list[Any], Operator]


def line(old: str, new: str, page: int = 0) -> Change:
    """Return what exchanges *old* in the first line of *page* (from 0) that shows it for *new*, letters of the same font."""

    def change(pdf: Pdf) -> None:
        instructions = _read(pdf, page)
        at, font = _find(pdf, instructions, page, old)
        codes = {text: code for code, text in _letters(font).items()}
        whole = _shown(instructions[at], _letters(font)).replace(old, new, 1)
        instructions[at] = ([pikepdf.Array([String(b"".join(codes[letter] for letter in whole))])], Operator("TJ"))
        _write(pdf, page, instructions)

    return in_pdf(change)


def around_line(words: str, before: bytes, after: bytes = b"", page: int = 0, *, block: bool = False) -> Change:
    """Return what puts the operators *before* and *after* around the line of *page* that shows *words*.

    With *block* they stand around its whole text object, outside its marked content.
    """

    def change(pdf: Pdf) -> None:
        instructions = _read(pdf, page)
        at, _ = _find(pdf, instructions, page, words)
        first = last = at
        if block:
            first = max(index for index in range(at) if str(instructions[index][1]) == "BDC")
            last = next(index for index in range(at, len(instructions)) if str(instructions[index][1]) == "EMC")
        instructions[last + 1 : last + 1] = _parsed(pdf, after)
        instructions[first:first] = _parsed(pdf, before)
        _write(pdf, page, instructions)

    return in_pdf(change)


def without_line(words: str, page: int = 0) -> Change:
    """Return what takes the text object that shows *words* from *page*, and leaves its tag."""

    def change(pdf: Pdf) -> None:
        instructions = _read(pdf, page)
        at, _ = _find(pdf, instructions, page, words)
        del instructions[at]
        _write(pdf, page, instructions)

    return in_pdf(change)


def as_artifact(words: str, page: int = 0) -> Change:
    """Return what marks the line of *page* that shows *words* as no content."""

    def change(pdf: Pdf) -> None:
        instructions = _read(pdf, page)
        at, _ = _find(pdf, instructions, page, words)
        start = max(index for index in range(at) if str(instructions[index][1]) == "BDC")
        instructions[start] = ([pikepdf.Name.Artifact], Operator("BMC"))
        _write(pdf, page, instructions)

    return in_pdf(change)


def replaced(words: str, old: str, operands: list[Any], page: int = 0) -> Change:
    """Return what gives the operator *old* that last stands before the line that shows *words* other *operands*."""

    def change(pdf: Pdf) -> None:
        instructions = _read(pdf, page)
        at, _ = _find(pdf, instructions, page, words)
        place = max(index for index in range(at) if str(instructions[index][1]) == old)
        kept = [own if new is None else new for own, new in zip(instructions[place][0], operands, strict=True)]
        instructions[place] = (kept, instructions[place][1])
        _write(pdf, page, instructions)

    return in_pdf(change)


def appended(operators: bytes, page: int = 0) -> Change:
    """Return what puts *operators* at the end of *page*."""

    def change(pdf: Pdf) -> None:
        pdf.pages[page].contents_add(pdf.make_stream(operators))

    return in_pdf(change)


def letter_means(letter: str, other: str, page: int = 0) -> Change:
    """Return what lets the glyph of *letter* stand for *other* in the fonts of *page*; for nothing where that is empty."""

    def change(pdf: Pdf) -> None:
        for font in pdf.pages[page].obj["/Resources"]["/Font"].values():
            table = font["/ToUnicode"].read_bytes()
            entry = f"<{ord(letter):04x}>".encode()
            meant = f"<{other.encode('utf-16-be').hex()}>".encode() if other else b"<>"
            font["/ToUnicode"] = pdf.make_stream(re.sub(rb"(<[0-9a-f]{4}> )" + entry, rb"\g<1>" + meant, table))

    return in_pdf(change)


def outlines_swapped(one: str, other: str, page: int = 0) -> Change:
    """Return what draws *one* as *other* and the reverse, in the fonts of *page*, and lets them say what they said."""

    def change(pdf: Pdf) -> None:
        for font in pdf.pages[page].obj["/Resources"]["/Font"].values():
            codes = {text: int.from_bytes(code, "big") for code, text in _letters(font).items()}
            descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
            if one in codes and other in codes:
                descriptor["/FontFile2"] = pdf.make_stream(_swapped(descriptor["/FontFile2"].read_bytes(), codes[one], codes[other]))

    return in_pdf(change)


def _swapped(program: bytes, one: int, other: int) -> bytes:
    out = BytesIO()
    with TTFont(BytesIO(program)) as font:
        first, second = font.getGlyphName(one), font.getGlyphName(other)
        outlines = font["glyf"]
        outlines[first], outlines[second] = outlines[second], outlines[first]
        font.save(out)
    return out.getvalue()


def _read(pdf: Pdf, page: int) -> list[_Instruction]:
    return [(list(item.operands), item.operator) for item in pikepdf.parse_content_stream(pdf.pages[page])]


def _parsed(pdf: Pdf, operators: bytes) -> list[_Instruction]:
    return [(list(item.operands), item.operator) for item in pikepdf.parse_content_stream(pdf.make_stream(operators))]


def _write(pdf: Pdf, page: int, instructions: list[_Instruction]) -> None:
    pdf.pages[page].obj["/Contents"] = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


def _find(pdf: Pdf, instructions: list[_Instruction], page: int, words: str) -> tuple[int, Any]:
    """Return the place of the operator that shows *words*, and its font."""
    fonts = pdf.pages[page].obj["/Resources"]["/Font"]
    font = None
    for index, (operands, operator) in enumerate(instructions):
        if str(operator) == "Tf":
            font = fonts[str(operands[0])]
        elif str(operator) == "TJ" and words in _shown((operands, operator), _letters(font)):
            return index, font
    raise AssertionError(words)


def _shown(instruction: _Instruction, letters: dict[bytes, str]) -> str:
    codes = b"".join(bytes(part) for part in instruction[0][0] if isinstance(part, String))
    return "".join(letters.get(codes[at : at + 2], "?") for at in range(0, len(codes), 2))


def _letters(font: Any) -> dict[bytes, str]:
    table = font["/ToUnicode"].read_bytes()
    return {bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in _PAIR.findall(table)}
