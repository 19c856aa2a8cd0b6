"""DOCX files made part by part, as raw XML: what a reader of them meets, and no library would write."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from editions.model.word import WordBlock, WordDocument, WordParagraph, WordTable, WordText, words
from editions.reading.word.document import read_word

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": f"{_OFFICE}/relationships",
        "m": f"{_OFFICE}/math",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_DECLARED = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
#: The parts that hold more than the text: the relation that leads to each, and its root.
_ROOTS = {
    "styles": "w:styles", "numbering": "w:numbering", "footnotes": "w:footnotes", "endnotes": "w:endnotes", "comments": "w:comments",
}  # fmt: skip


def part(root: str, inner: str) -> str:
    """Return a part whose *root*, a name with its prefix, holds *inner*; all prefixes are declared."""
    return f"{_DECLARED}<{root} {NAMESPACES}>{inner}</{root}>"


def parts(
    body: str, *, relations: str = "", others: Mapping[str, str | bytes] | None = None, content_type: str = DOCX, **named: str
) -> dict[str, str | bytes]:
    """Return the parts of a DOCX by name: *body* is what w:body holds, *relations* what its relations do.

    *named* is what the roots of further parts hold: styles, numbering, footnotes, endnotes, comments. *others* are parts whole.
    """
    led = "".join(f'<Relationship Id="part-{kind}" Type="{_OFFICE}/relationships/{kind}" Target="{kind}.xml"/>' for kind in named)
    return {
        "[Content_Types].xml": f'{_DECLARED}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="text/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{content_type}"/></Types>',
        "_rels/.rels": _relations(f'<Relationship Id="r1" Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/>'),
        "word/document.xml": part("w:document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": _relations(led + relations),
        **{f"word/{kind}.xml": part(_ROOTS[kind], inner) for kind, inner in named.items()},
        **(others or {}),
    }


def _relations(inner: str) -> str:
    return f'{_DECLARED}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def relation(identifier: str, kind: str, target: str, *, external: bool = False) -> str:
    """Return the relation *identifier* of *kind*, as in "hyperlink", to *target*."""
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{identifier}" Type="{_OFFICE}/relationships/{kind}" Target="{target}"{mode}/>'


def zipped(contents: Mapping[str, str | bytes]) -> bytes:
    """Return *contents*, parts by name, as a ZIP."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def strict(contents: Mapping[str, str | bytes]) -> dict[str, str | bytes]:
    """Return *contents* in the strict form of ISO/IEC 29500-1."""
    found: dict[str, str | bytes] = {}
    for name, content in contents.items():
        text = content.decode() if isinstance(content, bytes) else content
        for old, new in (
            (_OFFICE, _STRICT),
            ("http://schemas.openxmlformats.org/wordprocessingml/2006", "http://purl.oclc.org/ooxml/wordprocessingml"),
            ("http://schemas.openxmlformats.org/drawingml/2006", "http://purl.oclc.org/ooxml/drawingml"),
        ):
            text = text.replace(old, new)
        found[name] = text
    return found


def read(body: str, **more: Any) -> WordDocument:
    """Return what is read of a document whose w:body holds *body*; *more* is as parts takes it."""
    return read_word(zipped(parts(body, **more)), "test.docx")


def text(words: str, properties: str = "") -> str:
    """Return a run of *words*."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(inner: str, properties: str = "") -> str:
    """Return a paragraph that holds *inner*; without a tag in it, it is the words of one run."""
    held = inner if "<" in inner else text(inner)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{held}</w:p>"


def lines(blocks: tuple[WordBlock, ...]) -> list[str]:
    """Return the words of each paragraph of *blocks*; a table is a line a row, its cells apart by bars."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, WordParagraph):
            found.append(words(block.runs))
        else:
            found.extend(" | ".join("/".join(lines(cell.blocks)) for cell in row.cells) for row in block.rows)
    return found


def texts(document: WordDocument) -> list[WordText]:
    """Return the runs of characters in the paragraphs of *document* outside tables and notes."""
    return texts_of(document.blocks)


def texts_of(blocks: tuple[WordBlock, ...]) -> list[WordText]:
    """Return the runs of characters in the paragraphs of *blocks* outside tables."""
    return [run for block in blocks if isinstance(block, WordParagraph) for run in block.runs if isinstance(run, WordText)]


def first(document: WordDocument) -> WordParagraph:
    """Return the first paragraph of *document*."""
    return next(block for block in document.blocks if isinstance(block, WordParagraph))


def table(document: WordDocument) -> WordTable:
    """Return the first table of *document*."""
    return next(block for block in document.blocks if isinstance(block, WordTable))


def left(document: WordDocument) -> dict[str, str]:
    """Return what was left of *document*: the words by the kind."""
    return {one.kind: one.words for one in document.leftovers}
