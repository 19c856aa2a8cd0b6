"""What a PDF holds beside its pages and tags: the entries of its catalog and pages, private data, words that replace others."""

import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from editions.model.evidence import Replacement

#: What has text that is read in place of what is shown, or says its language (ISO 32000-1, 14.9.2 to 14.9.5).
REPLACING = ("/ActualText", "/Alt", "/E", "/Lang")
_REPLACED = re.compile(rb"/(?:ActualText|Alt|E|Lang)\b")
#: Characters of private data that are shown, and how deep it is looked into.
_SHOWN, _DEEPEST = 200, 6


def catalog_entries(pdf: Pdf) -> dict[str, str]:
    """Return the names of the catalog's entries, each with its value in words."""
    return {name.removeprefix("/"): _words(value) for name, value in pdf.Root.items()}


def preferences(pdf: Pdf) -> dict[str, str]:
    """Return what the catalog wishes a reader's window to be (ISO 32000-1, 12.2)."""
    found = pdf.Root.get("/ViewerPreferences")
    return {name.removeprefix("/"): _words(value) for name, value in found.items()} if isinstance(found, Dictionary) else {}


def page_entries(pdf: Pdf) -> tuple[dict[str, str], ...]:
    """Return the names of each page's entries, with their values in words."""
    return tuple({name.removeprefix("/"): _words(value) for name, value in page.obj.items()} for page in pdf.pages)


def private_data(pdf: Pdf) -> Iterator[tuple[str, int]]:
    """Yield what programs keep for themselves (/PieceInfo) in words, with its page; 0 where it is the file's, or an image's."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    for item in pdf.objects:
        if isinstance(item, Dictionary | Stream) and "/PieceInfo" in item:
            yield " ".join(_deep(item["/PieceInfo"], 0))[:_SHOWN], numbers.get(item.objgen, 0)


def replacements(pdf: Pdf) -> Iterator[Replacement]:
    """Yield the texts and languages that marked content has of its own, beside its tag; its mark, or the one that it stands in."""
    for number, page in enumerate(pdf.pages, 1):
        named = _properties(page.obj.get("/Resources"))
        if not named and not any(_REPLACED.search(content) for content in _contents(page.obj.get("/Contents"))):
            continue
        marks = [-1]
        for instruction in pikepdf.parse_content_stream(page, "BDC BMC EMC"):
            if str(instruction.operator) == "EMC":
                marks[1:] = marks[1:-1]
                continue
            found: Any = instruction.operands[1] if len(instruction.operands) > 1 else None
            if isinstance(found, Name):
                found = named.get(str(found))
            marks.append(int(found.get("/MCID", marks[-1])) if isinstance(found, Dictionary) else marks[-1])
            for key in REPLACING if isinstance(found, Dictionary) else ():
                if key in found:
                    yield Replacement(page=number, mark=marks[-1], key=key.removeprefix("/"), text=_words(found[key]))


def _properties(resources: Any) -> Any:
    found = resources.get("/Properties") if isinstance(resources, Dictionary) else None
    return found if isinstance(found, Dictionary) else {}


def _contents(contents: Any) -> Iterator[bytes]:
    for part in contents if isinstance(contents, Array) else [contents]:
        if isinstance(part, Stream):
            yield part.read_bytes()


def _words(value: Any) -> str:
    if isinstance(value, String | Name | int | float | bool):
        return str(value).removeprefix("/")
    return str(value) if not isinstance(value, pikepdf.Object) else ""


def _deep(value: Any, depth: int) -> Iterator[str]:
    """Yield the names and words in *value*."""
    if depth > _DEEPEST:
        return
    if isinstance(value, Dictionary):
        for name, inner in value.items():
            yield name.removeprefix("/")
            yield from _deep(inner, depth + 1)
    elif isinstance(value, Array):
        for inner in value:
            yield from _deep(inner, depth + 1)
    else:
        yield _words(value)
