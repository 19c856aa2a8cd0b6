"""Pictures of an edition's pages, in the best size at which all of them together stay small."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editions.seeing import Seen
from editions.seeing.shrinking import to_webp

#: Bytes that all pictures together may take: in base 64, a third more, they leave room for words in 2 MB.
BUDGET = 1_250_000
#: The longer side of a page in pixels: an A4 page at 110 and at 46 dots to the inch. At the first, body text is read with
#: ease; at the last, its lines are told apart.
_BEST, _LEAST = 1286, 540
#: What a page full of text takes at the best size, in bytes; about in proportion to the side at others.
_FULL = 58_000


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A page as a picture: its number from 1, its size in points, that of its picture in pixels, and the WebP."""

    number: int
    width: float
    height: float
    pixels: tuple[int, int]
    content: bytes


def picture_pages(documents: Sequence[bytes], budget: int = BUDGET) -> list[tuple[Picture, ...]]:
    """Return pictures of all pages of each PDF of *documents*, which together take *budget* bytes if they can.

    Raises:
        Unseen: one cannot be opened.
    """
    opened = [Seen(document) for document in documents]
    try:
        count = sum(len(seen) for seen in opened)
        side = _within(_BEST * min(1.0, budget / (_FULL * max(count, 1))))
        made = _made(opened, side)
        total = sum(len(picture.content) for pages in made for picture in pages)
        if total > budget and side > _LEAST:
            made = _made(opened, _within(side * budget / total))
        return made
    finally:
        for seen in opened:
            seen.close()


def _within(side: float) -> int:
    return max(_LEAST, min(_BEST, int(side)))


def _made(opened: Sequence[Seen], side: int) -> list[tuple[Picture, ...]]:
    return [tuple(_pages(seen, side)) for seen in opened]


def _pages(seen: Seen, side: int) -> Iterator[Picture]:
    for index in range(len(seen)):
        width, height = seen.size(index)
        picture = seen.picture(index, side / max(width, height, 1.0), grey=False)
        yield Picture(number=index + 1, width=width, height=height, pixels=picture.size, content=to_webp(picture))
