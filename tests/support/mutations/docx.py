"""Damages to a DOCX by rote: parts, paragraphs, controls, properties, relationships, styles."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from editions.checking.rules import Case
from tests.support.cases import Damage, everything_case, with_docx
from tests.support.mutations import docx_look

#: Of the paragraphs of the text, so many are damaged, evenly spread.
_SPREAD = 10
_MAIN = "word/document.xml"

Parts = dict[str, bytes]
Plan = tuple[str, Callable[[Parts], None]]


def mutations(case: Case) -> Iterator[Damage]:
    """Yield the damages, each with a name that says what was done."""
    parts = _parts(case.docx_bytes)
    rote = (*_missing(parts), *_paragraphs(parts), *_controls(parts), *_properties(parts), *_relations(parts), *_added())
    for name, change in (*rote, *docx_look.plans(parts)):
        yield Damage(name=f"DOCX: {name}", rule="", apply=partial(_applied, change))
    # The sample has no lists.
    for name, change in docx_look.list_plans(_parts(everything_case().docx_bytes)):
        yield Damage(name=f"DOCX: {name}", rule="", apply=partial(_applied, change), base=everything_case)


def _parts(content: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _applied(change: Callable[[Parts], None], case: Case) -> Case:
    parts = _parts(case.docx_bytes)
    before = dict(parts)
    change(parts)
    assert parts != before
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return with_docx(case, out.getvalue())


def _missing(parts: Mapping[str, bytes]) -> Iterator[Plan]:
    for name in parts:
        if name.startswith(("word/", "docProps/")):
            yield f"{name} is not there", partial(_drop, name)


def _drop(name: str, parts: Parts) -> None:
    del parts[name]


_PARAGRAPH = re.compile(rb"<w:p>.*?</w:p>", re.DOTALL)
_WORDS = re.compile(rb'(<w:t xml:space="preserve">)([^<]{3,})(</w:t>)')


def _paragraphs(parts: Mapping[str, bytes]) -> Iterator[Plan]:
    count = len([one for one in _PARAGRAPH.findall(parts[_MAIN]) if _WORDS.search(one)])
    for number in sorted({round(step * (count - 2) / (_SPREAD - 1)) for step in range(_SPREAD)}):
        for what, change in _PARAGRAPH_CHANGES.items():
            yield f"paragraph {number} {what}", partial(_at_paragraph, number, change)


def _at_paragraph(number: int, change: Callable[[bytes, bytes], bytes], parts: Parts) -> None:
    document = parts[_MAIN]
    found = [one for one in _PARAGRAPH.finditer(document) if _WORDS.search(one[0])]
    one, following = found[number], found[number + 1]
    changed = change(one[0], following[0])
    if changed == following[0]:
        between = document[one.end() : following.start()]
        parts[_MAIN] = document[: one.start()] + following[0] + between + one[0] + document[following.end() :]
    else:
        parts[_MAIN] = document[: one.start()] + changed + document[one.end() :]


def _gone(one: bytes, following: bytes) -> bytes:
    del one, following
    return b""


def _doubled(one: bytes, following: bytes) -> bytes:
    del following
    return one + one


def _swapped(one: bytes, following: bytes) -> bytes:
    del one
    return following


def _one_letter(one: bytes, following: bytes) -> bytes:
    del following
    return _WORDS.sub(lambda found: found[1] + found[2][:1] + b"q" + found[2][2:] + found[3], one, count=1)


def _restyled(one: bytes, following: bytes) -> bytes:
    del following
    return re.sub(rb'<w:pStyle w:val="\w+"/>', b'<w:pStyle w:val="Heading1"/>', one, count=1)


def _reddened(one: bytes, following: bytes) -> bytes:
    del following
    return one.replace(b"<w:r>", b'<w:r><w:rPr><w:color w:val="FF0000"/></w:rPr>', 1)


def _hidden(one: bytes, following: bytes) -> bytes:
    del following
    return one.replace(b"<w:r>", b"<w:r><w:rPr><w:vanish/></w:rPr>", 1)


def _struck(one: bytes, following: bytes) -> bytes:
    del following
    run = one[one.index(b"<w:r>") : one.index(b"</w:r>") + 6]
    mark = b'<w:del w:id="900" w:author="A. Sample" w:date="2026-01-01T00:00:00Z">'
    return one.replace(run, mark + run.replace(b"w:t>", b"w:delText>").replace(b"<w:t ", b"<w:delText ") + b"</w:del>", 1)


_PARAGRAPH_CHANGES = {
    "gone": _gone,
    "doubled": _doubled,
    "changed places with the next": _swapped,
    "with one letter changed": _one_letter,
    "in another style": _restyled,
    "in red": _reddened,
    "hidden": _hidden,
    "struck out as a tracked change": _struck,
}


def _controls(parts: Mapping[str, bytes]) -> Iterator[Plan]:
    for tag in dict.fromkeys(re.findall(rb'<w:tag w:val="([^"]+)"/>', parts[_MAIN])):
        yield f"control {tag.decode()} renamed", partial(_replace, _MAIN, b'<w:tag w:val="' + tag + b'"/>', b'<w:tag w:val="other"/>')


def _replace(name: str, old: bytes, new: bytes, parts: Parts) -> None:
    parts[name] = parts[name].replace(old, new, 1)


def _properties(parts: Mapping[str, bytes]) -> Iterator[Plan]:
    for name in ("docProps/core.xml", "docProps/custom.xml"):
        for found in re.finditer(rb">([^<>\s][^<>]*)</([\w:]+)>", parts[name]):
            value = b"2001-02-03T04:05:06Z" if b"T00:00:00Z" in found[1] else b"Another"
            label = f"{name}: {found[2].decode()} ({found[1].decode()[:20]})"
            yield f"{label} exchanged", partial(_replace, name, found[0], b">" + value + b"</" + found[2] + b">")


def _relations(parts: Mapping[str, bytes]) -> Iterator[Plan]:
    name = "word/_rels/document.xml.rels"
    for found in re.finditer(rb"<Relationship [^>]*/>", parts[name]):
        target = re.search(rb'Target="([^"]*)"', found[0])
        label = target[1].decode() if target else "?"
        yield f"relationship to {label} gone", partial(_replace, name, found[0], b"")


def _added() -> Iterator[Plan]:
    settings = b"<w:trackRevisions/>"
    yield "changes are tracked", partial(_insert, "word/settings.xml", settings)
    yield "macros added", partial(_add, "word/vbaProject.bin")
    yield "comments added", partial(_add, "word/comments.xml")


def _insert(name: str, markup: bytes, parts: Parts) -> None:
    end = parts[name].index(b">", parts[name].index(b"<w:settings")) + 1
    parts[name] = parts[name][:end] + markup + parts[name][end:]


def _add(name: str, parts: Parts) -> None:
    parts[name] = b'<?xml version="1.0"?><w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
