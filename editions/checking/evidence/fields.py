"""The fields of a DOCX: what each is told to show, and what it shows (ECMA-376, part 1, 17.16)."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def fields_in(part: Element) -> Iterator[tuple[str, str]]:
    """Yield each field of *part*: its instruction, and the words that it shows."""
    for simple in part.iter(f"{_W}fldSimple"):
        yield simple.get(f"{_W}instr", "").strip(), "".join(text.text or "" for text in simple.iter(f"{_W}t"))
    for paragraph in part.iter(f"{_W}p"):
        yield from _complex(paragraph.iter(f"{_W}r"))


def _complex(runs: Iterable[Element]) -> Iterator[tuple[str, str]]:
    instruction, shown, state = "", "", "outside"
    for run in runs:
        mark = run.find(f"{_W}fldChar")
        kind = mark.get(f"{_W}fldCharType") if mark is not None else None
        if kind == "begin":
            instruction, shown, state = "", "", "instruction"
        elif kind == "separate":
            state = "result"
        elif kind == "end" and state != "outside":
            yield instruction.strip(), shown
            state = "outside"
        elif state == "instruction":
            instruction += "".join(text.text or "" for text in run.iter(f"{_W}instrText"))
        elif state == "result":
            shown += "".join(text.text or "" for text in run.iter(f"{_W}t"))


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
