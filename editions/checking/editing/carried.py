"""What the DOCX carries beside words: where its links lead, and its images, as in the source."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import zip_longest
from urllib.parse import unquote

from editions.checking.rules import Case, Hit, rule
from editions.model.prepared import PreparedStatement
from editions.model.prose import Image, Inline, Link, inline_runs, walk_inlines
from editions.model.statement import Picture

_FAMILY = "docx"
#: The share by which the proportions of an image may differ: its sides are whole numbers.
_STRETCHED = 0.02


@rule("link-other", "Links of the document lead where the source says.", family=_FAMILY, needs=("docx", "source"))
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


@rule("image-other", "Images of the document are those of the source, in their proportions.", family=_FAMILY, needs=("docx", "source"))
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


def _inlines(prepared: PreparedStatement) -> Iterator[Inline]:
    """Yield what stands in the text and in the notes, in the order of the document."""
    runs = [*(run for _, run in inline_runs(prepared.body)), *(note.inlines for note in prepared.footnotes)]
    return (inline for run in runs for inline in walk_inlines(run))


def _is_stretched(picture: Picture, width: int, height: int) -> bool:
    return not height or abs(width / height * picture.height / picture.width - 1) > _STRETCHED


RULES = (link_other, image_other)
