"""The fields of a DOCX: what each is told to show, and what it shows (ECMA-376, part 1, 17.16)."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def fields_in(part: Element) -> Iterator[tuple[str, str]]:
    """Yield each field of *part*: its instruction, and the words that it shows."""
    for simple in part.iter(f"{_W}fldSimple"):
        yield simple.get(f"{_W}instr", "").strip(), "".join(text.text or "" for text in simple.iter(f"{_W}t"))
    yield from _complex(part)


@dataclass
class _Field:
    """A field that has begun: its instruction, the words that it shows, and whether those have begun."""

    instruction: str = ""
    shown: str = ""
    is_shown: bool = False


def _complex(part: Element) -> Iterator[tuple[str, str]]:
    """Yield the fields that marks begin and end: one may stand within another, go on over paragraphs, or never end."""
    begun: list[_Field] = []
    for element in part.iter():
        if element.tag in (f"{_W}instrText", f"{_W}t"):
            _add(element, begun)
            continue
        match element.get(f"{_W}fldCharType") if element.tag == f"{_W}fldChar" else "":
            case "begin":
                begun.append(_Field())
            case "separate" if begun:
                begun[-1].is_shown = True
            case "end" if begun:
                ended = begun.pop()
                yield ended.instruction.strip(), ended.shown
    yield from ((field.instruction.strip(), field.shown) for field in begun)


def _add(text: Element, begun: list[_Field]) -> None:
    """Add *text* to the fields that it stands in: to the instruction of the last one, or to what they show."""
    if text.tag == f"{_W}instrText":
        for field in begun[-1:]:
            field.instruction += text.text or ""
        return
    for field in begun:
        if field.is_shown:
            field.shown += text.text or ""


def fields_of(paragraph: Element) -> tuple[tuple[str, ...], dict[Element, int]]:
    """Return the fields of *paragraph*, and for each run that one of them shows, which of them it is, from 1."""
    fields: list[str] = []
    places: dict[Element, int] = {}
    for simple in paragraph.iter(f"{_W}fldSimple"):
        fields.append(simple.get(f"{_W}instr", "").strip())
        places |= dict.fromkeys(simple.iter(f"{_W}r"), len(fields))
    state = ""
    for run in paragraph.iter(f"{_W}r"):
        mark = run.find(f"{_W}fldChar")
        if mark is not None:
            state = mark.get(f"{_W}fldCharType", "")
            if state == "begin":
                fields.append("")
        elif state == "begin":
            fields[-1] = (fields[-1] + "".join(text.text or "" for text in run.iter(f"{_W}instrText"))).strip()
        elif state == "separate":
            places[run] = len(fields)
    return tuple(fields), places
