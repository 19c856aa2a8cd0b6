"""What page-validation passes over in what pages draw: fonts within forms, glyphs of Type 3 fonts, JPEG 2000.

It asks of fonts and pictures that a page names; this goes through the operators of each page, of the forms that it
draws, and of the glyphs of Type 3 fonts, as a reader does. Where veraPDF is at hand it finds the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from editions.checking.conformance.jpeg2000 import faults
from editions.checking.conformance.pages import font_name
from editions.model.findings import Finding

#: Where the rules come from; of fonts, ISO 14289-1, 7.21.4.1, says the same.
FONTS, PICTURES = "ISO 19005-3, 6.2.11.4.1", "ISO 19005-3, 6.2.8.3"
_ASKED = "q Q Tf Tr Tj TJ ' \" Do gs"
#: Text that is neither filled nor stroked (ISO 32000-1, table 106).
_INVISIBLE = 3
#: Forms and glyphs that lie deeper in each other are not followed.
_DEEPEST = 8
_Key = tuple[int, int]


def check_drawn(content: bytes, where: str) -> Iterator[Finding]:
    """Yield a finding for each font and each picture of the PDF *content* that breaks a rule, with all its pages."""
    found: dict[tuple[str, str, str], list[int]] = {}
    with pikepdf.open(BytesIO(content), suppress_warnings=True) as pdf:
        known: dict[_Key, frozenset[tuple[str, str, str]]] = {}
        for number, page in enumerate(pdf.pages, 1):
            for fault in dict.fromkeys(_Drawing(known=known).faults(page, page.obj.get("/Resources"))):
                found.setdefault(fault, []).append(number)
    for (rule, message, clause), pages in sorted(found.items(), key=lambda item: (item[1], item[0])):
        yield Finding(rule=rule, severity="error", where=where, message=message, clause=clause, page=pages[0], pages=tuple(pages))


@dataclass(kw_only=True)
class _Drawing:
    """What is drawn within *within*; what forms and pictures break is *known* once they have been looked at."""

    known: dict[_Key, frozenset[tuple[str, str, str]]]
    within: frozenset[_Key] = frozenset()
    font: Any = None
    mode: int = 0
    states: list[tuple[Any, int]] = field(default_factory=list)

    def faults(self, holder: Any, resources: Any) -> Iterator[tuple[str, str, str]]:
        """Yield what *holder*, a page, a form or a glyph, breaks, each perhaps several times: rule, message, clause."""
        for instruction in pikepdf.parse_content_stream(holder, _ASKED):
            operands = list(instruction.operands)
            match str(instruction.operator):
                case "q":
                    self.states.append((self.font, self.mode))
                case "Q" if self.states:
                    self.font, self.mode = self.states.pop()
                case "Tf" if operands:
                    self.font = _resource(resources, "/Font", operands[0])
                case "gs" if operands:
                    state = _resource(resources, "/ExtGState", operands[0])
                    chosen = state.get("/Font") if isinstance(state, Dictionary) else None
                    self.font = chosen[0] if isinstance(chosen, Array) and len(chosen) else self.font
                case "Tr" if operands and isinstance(operands[0], int):
                    self.mode = int(operands[0])
                case "Tj" | "TJ" | "'" | '"' if operands and self.mode != _INVISIBLE and isinstance(self.font, Dictionary):
                    yield from self._shown(operands[-1], resources)
                case "Do" if operands:
                    yield from self._object(_resource(resources, "/XObject", operands[0]), resources)

    def _shown(self, words: Any, resources: Any) -> Iterator[tuple[str, str, str]]:
        kind, name = self.font.get("/Subtype"), font_name(self.font)
        called = f'the font "{name}"' if name else "a font without a name"
        if kind == "/Type3":
            yield from self._glyphs(words, called, resources)
            return
        kin = self.font.get("/DescendantFonts")
        font = kin[0] if kind == "/Type0" and isinstance(kin, Array) and len(kin) else self.font
        descriptor = font.get("/FontDescriptor") if isinstance(font, Dictionary) else None
        if not isinstance(descriptor, Dictionary) or not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield "font-outside", f"{called} is not embedded", FONTS

    def _glyphs(self, words: Any, called: str, resources: Any) -> Iterator[tuple[str, str, str]]:
        """Yield what the glyphs of a Type 3 font break that *words* ask for: those that are not there, and what is drawn in others."""
        names, glyphs = _names(self.font), self.font.get("/CharProcs", Dictionary())
        strings = list(words) if isinstance(words, Array) else [words]
        for code in sorted({code for string in strings if isinstance(string, pikepdf.String) for code in bytes(string)}):
            glyph = glyphs.get(names[code]) if code in names else None
            if isinstance(glyph, Stream):
                yield from self._form(glyph, self.font.get("/Resources", resources))
            else:
                yield "glyph-missing", f"{called} does not have all the letters that are drawn with it", FONTS

    def _object(self, target: Any, resources: Any) -> Iterator[tuple[str, str, str]]:
        if not isinstance(target, Stream):
            return
        if target.get("/Subtype") == "/Form":
            yield from self._form(target, target.get("/Resources", resources))
        elif target.get("/Filter") == "/JPXDecode" or target.get("/Filter") == Array([Name.JPXDecode]):
            if target.objgen not in self.known:
                found = faults(target.read_raw_bytes(), own_colours="/ColorSpace" in target)
                self.known[target.objgen] = frozenset(("jpeg2000", f"a picture in JPEG 2000 {fault}", PICTURES) for fault in found)
            yield from self.known[target.objgen]

    def _form(self, form: Any, resources: Any) -> Iterator[tuple[str, str, str]]:
        """Yield what *form* breaks: looked at once for each file, in the state in which it is drawn first."""
        if form.objgen in self.within or len(self.within) >= _DEEPEST:
            return
        if form.objgen not in self.known:
            inner = _Drawing(known=self.known, within=self.within | {form.objgen}, font=self.font, mode=self.mode)
            self.known[form.objgen] = frozenset(inner.faults(form, resources))
        yield from self.known[form.objgen]


def _resource(resources: Any, kind: str, name: Any) -> Any:
    those = resources.get(kind) if isinstance(resources, Dictionary) else None
    if not isinstance(those, Dictionary) or not isinstance(name, Name):
        return None
    key = bytes(name).decode("utf-8", "surrogateescape")
    return those[key] if key in those else None  # noqa: SIM401 - its get() takes characters alone


def _names(font: Any) -> dict[int, str]:
    """Return the names of the glyphs of a Type 3 font by their codes (ISO 32000-1, 9.6.5)."""
    encoding = font.get("/Encoding")
    differences = encoding.get("/Differences", Array()) if isinstance(encoding, Dictionary) else Array()
    names: dict[int, str] = {}
    code = 0
    for item in differences:
        if isinstance(item, Name):
            names[code] = bytes(item).decode("utf-8", "surrogateescape")
            code += 1
        elif isinstance(item, int):
            code = item
    return names
