"""An account of the words of a DOCX that owes nothing to the reader: lxml finds the texts, by their local names.

What the reader yields, and what it names as left, must come to the same, character by character.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from editions.model.word import WordBlock, WordDocument, WordTable, WordText

#: What the reader calls that which it leaves and which stands in the file as text.
LEFT = frozenset(
    (
        "words where a document has none", "words in the instruction of a field", "a reading set above characters",
        "words drawn in a picture", "words that stand there for older programs only", "words of a note that has no place in the text",
    )
)  # fmt: skip
#: Namespaces in which a text is one, by how they end, in the transitional and in the strict form.
_SPACES = re.compile(r"wordprocessingml(/2006)?/main$|(officeDocument/(2006/)?)math$|drawingml(/2006)?/main$")
_HYPHENS = {"noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


def difference(content: bytes, document: WordDocument) -> tuple[str, str]:
    """Return the characters of the DOCX *content* that *document* does not hold, and those that it holds beyond; blanks apart.

    What stands there as no text, a symbol (w:sym), what was filled in in a form, or the stroke of a fraction, may be read: it is
    none beyond.
    """
    there, symbols = _there(content)
    read = _read(document)
    missing, beyond = there - read, read - there
    return "".join(sorted(missing.elements())), "" if beyond.total() <= symbols else "".join(sorted(beyond.elements()))


def _read(document: WordDocument) -> Counter[str]:
    found: Counter[str] = Counter()
    for blocks in (document.blocks, *document.notes.values()):
        for said in _words(blocks):
            found.update(_bare(said))
    for one in document.leftovers:
        if one.kind in LEFT:
            found.update({character: number * one.count for character, number in Counter(_bare(one.words)).items()})
    return found


def _words(blocks: tuple[WordBlock, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, WordTable):
            for row in block.rows:
                for cell in row.cells:
                    yield from _words(cell.blocks)
        else:
            yield from (run.text for run in block.runs if isinstance(run, WordText))


def _there(content: bytes) -> tuple[Counter[str], int]:
    """Return the characters of body and notes, and how many others may be read of them."""
    found: Counter[str] = Counter()
    symbols = 0
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for root in _roots(archive):
            _drop_doubles(root)
            for element in root.iter("{*}t", "{*}delText"):
                if _SPACES.search(etree.QName(element).namespace or ""):
                    found.update(_bare(element.text or ""))
            for name, character in _HYPHENS.items():
                found.update(character * sum(1 for element in root.iter(f"{{*}}{name}") if element.getparent().tag.endswith("}r")))
            symbols += sum(1 for _ in root.iter("{*}sym", "{*}checkBox"))
            # A stroke, and parentheses around what is above and below it.
            symbols += 5 * sum(1 for _ in root.iter("{*}f"))
            symbols += sum(len(element.get(element.tag.partition("}")[0] + "}val", "")) for element in root.iter("{*}listEntry"))
    return found, symbols


def _roots(archive: zipfile.ZipFile) -> Iterator[Any]:
    names = {name.lower().lstrip("/"): name for name in archive.namelist()}
    top = re.findall(r"<(?:\w+:)?Relationship\b[^>]*>", archive.read(names["_rels/.rels"]).decode())
    main = next((_attribute(one, "Target").lstrip("/") for one in top if _attribute(one, "Type").endswith("/officeDocument")), "")
    main = names.get(main.lower()) or names["word/document.xml"]
    yield from _tree(archive.read(main)).xpath("/*/*[local-name()='body']")
    folder, _, name = main.rpartition("/")
    relations = names.get(f"{folder}/_rels/{name}.rels".lower())
    for one in re.findall(r"<(?:\w+:)?Relationship\b[^>]*>", archive.read(relations).decode()) if relations else ():
        if re.search(r"/(footnotes|endnotes)$", _attribute(one, "Type")):
            target = _attribute(one, "Target")
            path = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
            if path.lower() in names:
                yield _tree(archive.read(names[path.lower()]))


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"""\b{name}\s*=\s*["']([^"']*)""", tag)
    return found[1] if found else ""


def _tree(content: bytes) -> Any:
    return etree.fromstring(content, etree.XMLParser(huge_tree=True, resolve_entities=False))


def _drop_doubles(root: Any) -> None:
    """Take from *root* the second of two alternatives that say the same, the innermost first; one that says nothing is no first."""
    for alternatives in reversed(list(root.iter("{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"))):
        said: set[str] = set()
        for option in list(alternatives):
            words = " ".join("".join(text.text or "" for text in option.iter("{*}t", "{*}delText")).split())
            if words in said:
                alternatives.remove(option)
            said.add(words)


def _bare(text: str) -> str:
    return "".join(text.split())
