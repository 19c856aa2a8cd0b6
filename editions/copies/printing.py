"""What the printer gets: many copies in one file, in order; envelopes; sheets of labels. Not tagged, and claims nothing.

Every page shares what does not differ: fonts, pictures, and all that is drawn beside the places.
"""

import contextlib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

#: What of a page is printed; the rest leads to tags, fields and links, which paper has none of.
_PRINTED = ("/Type", "/MediaBox", "/TrimBox", "/BleedBox", "/Resources")
#: What the file as a whole is without.
_DROPPED = (
    "/StructTreeRoot", "/MarkInfo", "/Metadata", "/Outlines", "/AcroForm", "/Names", "/AF", "/PageLabels", "/ViewerPreferences",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Sheets:
    """How copies follow each other.

    *two_sided*: each begins on the front of a sheet. *separator*: a sheet that shows what stands in the first place alone
    comes before each; *inked* is what brings it there, and gives it its colour.
    """

    two_sided: bool = False
    separator: bool = False
    inked: bytes = b""


def inked(matrix: tuple[float, ...], colour: str) -> bytes:
    """Return the operators by which what is drawn in a place is brought to it by *matrix* and has *colour* ("#1f3a5f")."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return b"%b cm %b rg" % (_numbers(matrix), _numbers(shares))


def printed(base: bytes, copies: Iterable[Sequence[bytes]], sheets: Sheets) -> bytes:
    """Return one file with all pages of *base* for each of *copies*: what is drawn in its places."""
    import pikepdf

    with pikepdf.open(io.BytesIO(base)) as pdf:
        originals = [page.obj for page in pdf.pages]
        pages = [page for drawn in copies for page in _copy(pdf, originals, drawn, sheets)]
        return _written(pdf, pages)


def labelled(base: bytes, shown: Sequence[bytes], places: Sequence[tuple[float, float]], ink: bytes) -> bytes:
    """Return sheets of labels: *base* has one, and each of *shown* is drawn in the next of *places*, in points to the right and up.

    *ink* is what inked() returns for the one that *base* has.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(base)) as pdf:
        original = pdf.pages[0].obj
        pages = []
        for start in range(0, len(shown), len(places)):
            drawn = [
                b"q 1 0 0 1 %.3f %.3f cm %b\n%b\nQ" % (right, up, ink, show)
                for (right, up), show in zip(places, shown[start : start + len(places)], strict=False)
            ]
            pages.append(_page(pdf, original, [pdf.make_stream(b"\n".join(drawn))]))
        return _written(pdf, pages)


def in_turn(files: Mapping[int, bytes], turns: Sequence[int]) -> bytes:
    """Return the copies in *files*, as printed() makes them, in one: each of *turns* names the file whose next copy it is."""
    import pikepdf

    if len(files) == 1:
        return next(iter(files.values()))
    with contextlib.ExitStack() as stack:
        whole = stack.enter_context(pikepdf.new())
        parts = {number: stack.enter_context(pikepdf.open(io.BytesIO(content))) for number, content in files.items()}
        # All copies in a file have as many pages.
        lengths = {number: len(part.pages) // turns.count(number) for number, part in parts.items()}
        begun = dict.fromkeys(parts, 0)
        for number in turns:
            start = begun[number]
            for index in range(start, start + lengths[number]):
                whole.pages.append(parts[number].pages[index])
            begun[number] += lengths[number]
        return _saved(whole)


def joined(files: Sequence[bytes]) -> bytes:
    """Return the pages of all *files*, one after the other."""
    import pikepdf

    if len(files) == 1:
        return files[0]
    with pikepdf.new() as whole:
        for content in files:
            with pikepdf.open(io.BytesIO(content)) as part:
                whole.pages.extend(part.pages)
        return _saved(whole)


def _copy(pdf: Any, originals: Sequence[Any], drawn: Sequence[bytes], sheets: Sheets) -> Iterator[Any]:
    import pikepdf

    first, *others = originals
    if sheets.separator:
        yield _page(pdf, first, [pdf.make_stream(sheets.inked + b"\n" + drawn[0])])
        if sheets.two_sided:
            yield _page(pdf, first, [])
    contents = list(first.Contents)
    contents[1::2] = [pdf.make_stream(show) for show in drawn]
    yield _page(pdf, first, contents)
    for other in others:
        own = other.get("/Contents", [])
        yield _page(pdf, other, list(own) if isinstance(own, (list, pikepdf.Array)) else [own])
    if sheets.two_sided and len(originals) % 2:
        yield _page(pdf, originals[-1], [])


def _page(pdf: Any, like: Any, contents: list[Any]) -> Any:
    """Return a page of the size of *like*, with its fonts and pictures, that shows *contents*."""
    import pikepdf

    page = pikepdf.Dictionary({key: like[key] for key in _PRINTED if key in like})
    if rotate := like.get("/Rotate"):
        page.Rotate = rotate
    page.Contents = pikepdf.Array(contents)
    return pdf.make_indirect(page)


def _written(pdf: Any, pages: Sequence[Any]) -> bytes:
    import pikepdf

    del pdf.pages[:]
    for page in pages:
        pdf.pages.append(pikepdf.Page(page))
    for key in _DROPPED:
        if key in pdf.Root:
            del pdf.Root[key]
    return _saved(pdf)


def _saved(pdf: Any) -> bytes:
    import pikepdf

    written = io.BytesIO()
    pdf.save(written, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True, deterministic_id=True)
    return written.getvalue()


def _numbers(numbers: Sequence[float]) -> bytes:
    return b" ".join(b"%.6f" % number for number in numbers)
