"""What the DOCX carries beside words: where its links lead, and its images, as in the source."""

import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import zip_longest
from urllib.parse import unquote

from editions.checking.quoting import quoted
from editions.checking.rules import Case, Hit, rule
from editions.model.prepared import PreparedStatement
from editions.model.prose import (
    Block,
    Emphasis,
    Image,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Quotation,
    Strong,
    Words,
    inline_runs,
    walk_inlines,
)
from editions.model.statement import Picture

_FAMILY = "docx"
_PROMISE = "docs/promises.md, The same words"
#: The share by which the proportions of an image may differ: its sides are whole numbers.
_STRETCHED = 0.02
#: Styles of words that are bold, and of those in italics.
_BOLD, _SLANTED = ("EditionsStrong", "EditionsStrongEmphasis"), ("EditionsEmphasis", "EditionsStrongEmphasis")
#: Words that are shown.
_SHOWN = 14


@rule("link-other", "Links of the document lead where the source says.", family=_FAMILY, needs=("docx", "source"), clause=_PROMISE)
def link_other(case: Case) -> Iterator[Hit]:
    """The words of a link do not say where it leads: one that was exchanged takes the reader to another's page."""
    docx, source = case.docx, case.source
    if docx is None or source is None:
        return
    wanted = [inline.target for inline in _inlines(source.prepared) if isinstance(inline, Link)]
    for number, (one, found) in enumerate(zip_longest(wanted, docx.links), 1):
        if found is None:
            yield Hit(message=f'the link to "{one}" is lost')
        elif one is None:
            yield Hit(message=f'there is a link to "{found}", of which the source knows nothing')
        elif unquote(one) != unquote(found):
            yield Hit(message=f'link {number} leads to "{found}", and the source says "{one}"')


@rule(
    "image-other",
    "Images of the document are those of the source, in their proportions.",
    family=_FAMILY,
    needs=("docx", "source"),
    clause=_PROMISE,
)
def image_other(case: Case) -> Iterator[Hit]:
    """An image is in the document byte for byte as it was given, and is neither stretched nor pressed."""
    docx, source = case.docx, case.source
    if docx is None or source is None:
        return
    pictures = {picture.file: picture for picture in source.prepared.pictures}
    wanted = [pictures[inline.file] for inline in _inlines(source.prepared) if isinstance(inline, Image)]
    if len(wanted) != len(docx.pictures):
        yield Hit(message=f"there are {len(docx.pictures)} images, and the source has {len(wanted)}")
        return
    with zipfile.ZipFile(BytesIO(case.docx_bytes)) as package:
        for number, (one, found) in enumerate(zip(wanted, docx.pictures, strict=True), 1):
            content = package.read(found.part) if found.part in docx.parts else b""
            if content != one.content:
                yield Hit(message=f"image {number} is not {one.file}, as the source says")
            if _is_stretched(one, found.width, found.height):
                yield Hit(message=f"image {number} is stretched: it is {one.width} by {one.height} pixels")


@rule(
    "stress-lost",
    "Words that the source stresses are stressed in the document, and no others.",
    family=_FAMILY,
    needs=("docx", "source"),
    clause=_PROMISE,
)
def stress_lost(case: Case) -> Iterator[Hit]:
    """Words are set in bold or in italics because they matter, or to be told from what is around them.

    All words in bold are compared with those that the source has so, one after the other, and all words in italics.
    """
    docx, source = case.docx, case.source
    if docx is None or source is None:
        return
    notes = [paragraph for number in sorted(docx.footnotes) for paragraph in docx.footnotes[number]]
    runs = [run for paragraph in (*docx.body, *notes) for run in paragraph.runs]
    for kind, styles, what in ((Strong, _BOLD, "bold"), (Emphasis, _SLANTED, "in italics")):
        wanted = "".join(_stressed(_whole(source.prepared), kind))
        found = "".join(run.text for run in runs if run.style in styles and run.change != "del")
        if (ours := wanted.split()) != (theirs := found.split()):
            more, less = " ".join(theirs[:_SHOWN]), " ".join(ours[:_SHOWN])
            yield Hit(
                message=f"the words that are {what} begin “{more}”, and in the source “{less}”"
                if more != less
                else f"there are {len(theirs)} words {what}, and {len(ours)} in the source, or others"
            )


def _stressed(inlines: Iterable[Inline], kind: type[Strong] | type[Emphasis], within: bool = False) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Words(text=text) if within:
                yield text
            case Strong(children=children) | Emphasis(children=children) | Link(children=children):
                yield from _stressed(children, kind, within or isinstance(inline, kind))


@rule("list-depth", "Items of lists lie as deep as in the source.", family=_FAMILY, needs=("docx", "source"), clause=_PROMISE)
def list_depth(case: Case) -> Iterator[Hit]:
    """An item that belongs to another lies one step further in. Each first paragraph of an item has a mark, and no other has one."""
    docx, source = case.docx, case.source
    if docx is None or source is None:
        return
    found = [(paragraph, paragraph.level) for paragraph in docx.body if paragraph.level is not None]
    wanted = list(_depths(source.prepared.body, -1))
    if len(found) != len(wanted):
        yield Hit(message=f"{len(found)} items of lists have a mark, and the source has {len(wanted)} items")
        return
    for (item, level), depth in zip(found, wanted, strict=True):
        if level != depth:
            message = f'the item "{quoted(item.text)}" lies {level + 1} deep, and in the source {depth + 1}'
            yield Hit(message=message, passage=item.passage)


def _depths(blocks: Iterable[Block], depth: int) -> Iterator[int]:
    """Yield how deep each item lies that begins with a paragraph."""
    for block in blocks:
        match block:
            case ListBlock(items=items):
                for item in items:
                    marked = next((number for number, inner in enumerate(item) if isinstance(inner, Paragraph)), len(item))
                    yield from _depths(item[:marked], depth + 1)
                    yield from [depth + 1] * (marked < len(item))
                    yield from _depths(item[marked + 1 :], depth + 1)
            case Quotation(blocks=inner):
                yield from _depths(inner, depth)


def _whole(prepared: PreparedStatement) -> Iterator[Inline]:
    """Yield what stands in the text and in the notes, what holds others with them."""
    for run in (*(run for _, run in inline_runs(prepared.body)), *(note.inlines for note in prepared.footnotes)):
        yield from run


def _inlines(prepared: PreparedStatement) -> Iterator[Inline]:
    """Yield what stands in the text and in the notes, in the order of the document."""
    return walk_inlines(tuple(_whole(prepared)))


def _is_stretched(picture: Picture, width: int, height: int) -> bool:
    return not height or abs(width / height * picture.height / picture.width - 1) > _STRETCHED


@rule(
    "source-carried",
    "The source that the document carries is the one that it was made from.",
    family=_FAMILY,
    needs=("docx", "source"),
    clause="docs/promises.md, The Word file",
)
def source_carried(case: Case) -> Iterator[Hit]:
    """By it is told what colleagues have changed in the document; from another source their changes would be told wrongly.

    The text's own file and statement.toml are held against the statement's files, letter by letter.
    """
    docx, source = case.docx, case.source
    if docx is None or source is None:
        return
    prepared = source.prepared
    names = (f"{prepared.metadata.language}.md", "statement.toml")
    alone = len(prepared.sources) == 1
    wanted = {
        one.name: one.content.decode("utf-8-sig")
        for one in prepared.sources
        if one.name in names or (alone and one.name.endswith((".txt", ".md")))
    }
    for name, content in docx.carried:
        if name not in wanted:
            yield Hit(message=f'the document carries "{name}", which is no file of its source, or carries it twice')
        elif content != wanted.pop(name):
            yield Hit(message=f'the document carries another "{name}" than the statement has')
    for name in wanted:
        yield Hit(message=f'the document does not carry "{name}", from which it was made')


RULES = (link_other, image_other, stress_lost, list_depth, source_carried)
