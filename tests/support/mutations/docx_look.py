"""Damages by rote to the look of a DOCX: values of styles, sections and lists, what runs along the pages, controls."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

Parts = dict[str, bytes]
Plan = tuple[str, Callable[[Parts], None]]

_MAIN, _STYLES, _NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
#: Of the styles that say the same thing ("sz"), and of the levels of lists, so many are damaged, evenly spread.
_SPREAD = 5
_STYLE = re.compile(rb'<w:style [^>]*w:styleId="(\w+)".*?</w:style>|<w:docDefaults>.*?</w:docDefaults>', re.DOTALL)
_LEVEL = re.compile(rb'<w:lvl w:ilvl="(\d)">.*?</w:lvl>', re.DOTALL)
#: Word's own headings, weight and slant, all of which ours say anew; and the styles of blank lines, in which no word stands.
_UNSEEN = re.compile(rb"Heading\d|Strong|Emphasis|EditionsEnd|EditionsAfterTable")
_SECTION = re.compile(rb"<w:sectPr>.*?</w:sectPr>", re.DOTALL)
_SIDE = re.compile(rb"<w:([pr])Pr>.*?</w:\1Pr>", re.DOTALL)
_ELEMENT = re.compile(rb"<w:(\w+)((?: [\w:]+=\"[^\"]*\")*)/>")
_ATTRIBUTE = re.compile(rb' (?:w|r):(\w+)="([^"]*)"')
_RUNNING = re.compile(r"word/(header|footer)\d+\.xml")
_HEX = re.compile(rb"[0-9A-Fa-f]{6}")
#: Values that are none of a number, a colour or a switch, and what they are exchanged for.
_OTHERS = {
    b"exact": b"auto", b"left": b"right", b"right": b"left", b"center": b"left", b"both": b"left", b"bullet": b"decimal",
    b"decimal": b"bullet", b"continuous": b"nextPage", b"single": b"double", b"superscript": b"subscript", b"first": b"even",
    b"default": b"even", b"Times New Roman": b"Symbol",
}  # fmt: skip


def plans(parts: Mapping[str, bytes]) -> Iterator[Plan]:
    """Yield the damages to a document with a letterhead and recipients."""
    yield from _styles(parts)
    yield from _sections(parts)
    yield from _running(parts)
    yield from _controls(parts)


def list_plans(parts: Mapping[str, bytes]) -> Iterator[Plan]:
    """Yield the damages to the lists of a document."""
    kinds: dict[str, list[Plan]] = {}
    for number, level in enumerate(_LEVEL.finditer(parts[_NUMBERING])):
        for value in _values(level[0], level.start()):
            name = f"list level {number}: {value.name} is {value.new.decode()}"
            kinds.setdefault(value.name, []).append((name, partial(_at, _NUMBERING, value.start, value.end, value.markup)))
    for found in kinds.values():
        yield from _spread(found)


class _Value:
    """A value in the markup: its element and attribute, where the element stands, and the element with another value."""

    def __init__(self, element: re.Match[bytes], attribute: re.Match[bytes] | None, offset: int) -> None:
        local = element[1].decode()
        self.start, self.end = offset + element.start(), offset + element.end()
        if attribute is None:
            self.name, self.new = local, b"off"
            self.markup = element[0].replace(b"/>", b' w:val="0"/>')
            return
        self.name = local if attribute[1] == b"val" else f"{local} {attribute[1].decode()}"
        self.new = _other(attribute[2])
        before, after = element.start(2) - element.start() + attribute.start(2), element.start(2) - element.start() + attribute.end(2)
        self.markup = element[0][:before] + self.new + element[0][after:]


def _values(markup: bytes, offset: int) -> Iterator[_Value]:
    for element in _ELEMENT.finditer(markup):
        attributes = list(_ATTRIBUTE.finditer(element[2]))
        if not attributes:
            yield _Value(element, None, offset)
        for attribute in attributes:
            yield _Value(element, attribute, offset)


def _other(value: bytes) -> bytes:
    """Return another value of the same kind."""
    if _HEX.fullmatch(value):
        return b"FFFFFF"
    if value.lstrip(b"-").isdigit():
        number = int(value)
        return b"%d" % (number // 10 if number >= 10 else number + 1 if number > 0 else 400)
    return _OTHERS.get(value, b"Another")


def _at(part: str, start: int, end: int, markup: bytes, parts: Parts) -> None:
    parts[part] = parts[part][:start] + markup + parts[part][end:]


def _spread(found: list[Plan]) -> Iterator[Plan]:
    chosen = {round(step * (len(found) - 1) / max(1, _SPREAD - 1)) for step in range(_SPREAD)}
    yield from (found[number] for number in sorted(chosen))


def _styles(parts: Mapping[str, bytes]) -> Iterator[Plan]:
    """Yield damages to each thing that styles say of paragraphs and words, in some of the styles that say it."""
    kinds: dict[str, list[Plan]] = {}
    for style in _STYLE.finditer(parts[_STYLES]):
        if style[1] and _UNSEEN.fullmatch(style[1]):
            continue
        for side in _SIDE.finditer(style[0]):
            for value in _values(side[0], style.start() + side.start()):
                name = f"style {style[1].decode() if style[1] else 'of all'}: {value.name} is {value.new.decode()}"
                kind = f"{side[1].decode()} {value.name}"
                kinds.setdefault(kind, []).append((name, partial(_at, _STYLES, value.start, value.end, value.markup)))
    for found in kinds.values():
        yield from _spread(found)


def _sections(parts: Mapping[str, bytes]) -> Iterator[Plan]:
    for number, section in enumerate(_SECTION.finditer(parts[_MAIN]), 1):
        for value in _values(section[0], section.start()):
            # The space between columns is none where there is one column.
            if not value.name.endswith("Reference id") and not (value.name == "cols space" and b'w:num="1"' in section[0]):
                yield f"section {number}: {value.name} is {value.new.decode()}", partial(_at, _MAIN, value.start, value.end, value.markup)
        references = [one for one in _ELEMENT.finditer(section[0]) if one[1].endswith(b"Reference")]
        for one, following in zip(references, [*references[1:], *references[:1]], strict=True):
            start, end = section.start() + one.start(), section.start() + one.end()
            name = f"section {number}: the {one[1].decode()}, {one[2].split()[0].decode()},"
            yield f"{name} gone", partial(_at, _MAIN, start, end, b"")
            exchanged = re.sub(rb'r:id="\w+"', re.findall(rb'r:id="\w+"', following[0])[0], one[0])
            yield f"{name} leads to the next", partial(_at, _MAIN, start, end, exchanged)


def _running(parts: Mapping[str, bytes]) -> Iterator[Plan]:
    """Yield damages to each word, field and style of headers and footers."""
    for part in filter(_RUNNING.fullmatch, parts):
        for number, words in enumerate(re.finditer(rb">([^<>]*\w[^<>]*)</w:t>", parts[part])):
            start, end = words.span(1)
            yield f"{part}: words {number} gone", partial(_at, part, start, end, b"")
            if not words[1].isdigit():
                middle = start + len(words[1]) // 2
                yield f"{part}: a letter of words {number} changed", partial(_at, part, middle, middle + 1, b"q")
        for number, field in enumerate(re.finditer(rb'w:instr="([^"]*)"', parts[part])):
            yield f"{part}: field {number} is a date", partial(_at, part, *field.span(1), b" DATE ")
        for number, style in enumerate(re.finditer(rb'<w:pStyle w:val="(\w+)"/></w:pPr><w:r>', parts[part])):
            yield f"{part}: paragraph {number} in another style", partial(_at, part, *style.span(1), b"EditionsFootnote")
        for number, line in enumerate(re.finditer(rb"</w:pPr>", parts[part])):
            added = b"<w:r><w:t>Draft</w:t></w:r>"
            yield f"{part}: a word more in paragraph {number}", partial(_at, part, line.end(), line.end(), added)


def _controls(parts: Mapping[str, bytes]) -> Iterator[Plan]:
    for control in re.finditer(rb'<w:sdtPr><w:alias w:val="([^"]*)"/><w:tag w:val="([^"]*)"/>(.*?)</w:sdtPr>', parts[_MAIN]):
        name, end = f"control {control[2].decode()}", control.start(3)
        for what, value in (("has another title", b"Another"), ("has a path for a title", b"C:\\Users\\jsample\\draft.docx")):
            yield f"{name} {what}", partial(_at, _MAIN, *control.span(1), value)
        yield f"{name} locked", partial(_at, _MAIN, end, end, b'<w:lock w:val="sdtContentLocked"/>')
