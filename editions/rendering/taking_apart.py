"""What stands in the places of a copy taken out of its page: the operators by which each is drawn, and their tags.

With pdf.py and tagging.py the door to pydyf. Each place is one piece of marked content, whatever lines are in it, and
lies in a stream of its own, the second, the fourth and the sixth of the page: what is in it can be exchanged.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from unicodedata import bidirectional

from editions.model.prepared import PLACES, Lines, Places
from editions.problems import Problem, Refusal
from editions.rendering.places import LAID, NUMBER

#: How a line begins, up to its height on the page.
_BEGINNING = re.compile(rb"(BT\n1 0 0 -1 \S+ )(\S+)")
#: A pixel of CSS, in points.
_POINTS = 0.75


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """What is drawn in a place: its *operators*, how many *lines* it has, and the height that they take, in points."""

    operators: bytes
    lines: int
    height: float


@dataclass(kw_only=True)
class Taken:
    """What was taken out of a page.

    *places* is what is drawn in each kind of place, in the order in which it was given. *matrix* leads from the place of the
    first one to the sheet (ISO 32000-1, 8.3.3); *letterhead* is where the letterhead ends, in points from the upper edge;
    None where the page has none that is known as one.
    """

    places: dict[str, list[Drawn]] = field(default_factory=dict)
    matrix: tuple[float, ...] = (1, 0, 0, 1, 0, 0)
    letterhead: float | None = None


def take_apart(document: Any, pdf: Any, places: Places, where: str, doubtful: frozenset[str]) -> "Apart":
    """Take what is laid over the *places* of *document*, WeasyPrint's, out of *pdf*, pydyf's, before its tags are mended.

    *where* is what it is called in messages. *doubtful* are the characters that, by their glyphs, are taken for others.

    Raises:
        Refusal: a place is not on the first page.
    """
    apart = Apart(document, pdf)
    apart.take(places, where, doubtful)
    return apart


class Apart:
    """A page whose places are being taken apart."""

    def __init__(self, document: Any, pdf: Any) -> None:
        self._pdf = pdf
        self._root = self._follow(pdf.catalog["StructTreeRoot"])
        self._page = self._follow(pdf.page_references[0])
        self._stream = self._follow(self._page["Contents"])
        self._anchors = document.pages[0].anchors
        self._marks: list[int] = []
        letterhead = self._anchors.get("letterhead")
        self.taken = Taken(letterhead=letterhead[3] * _POINTS if letterhead else None)

    def _follow(self, reference: Any) -> Any:
        return self._pdf.objects[int(reference.split()[0])]

    def take(self, given: Places, where: str, doubtful: frozenset[str]) -> None:
        """Take out what is laid over each place; what stands in it becomes one piece of marked content.

        Raises:
            Refusal: a place is not on the page.
        """
        import pydyf

        operators = self._stream.stream
        places = _Places(operators)
        words = dict(zip(PLACES, (given.addresses, given.numbers, given.salutations), strict=True))
        kinds = [kind for kind in PLACES if words[kind]]
        articles = self._articles()
        if missing := [kind for kind in kinds if kind not in self._anchors] or kinds[len(articles) :]:
            what = f"there is no place for the {missing[0]} of a copy on the first page"
            remedy = (
                "The layout's templates show {{ places.address }}, {{ places.number }} and {{ places.salutation }}; the subject is short."
            )
            raise Refusal(Problem(where, what, remedy))
        dead: set[int] = set()
        for kind, article in zip(kinds, articles, strict=True):
            *laid, own = [self._follow(kid) for kid in article["K"]]
            drawn: list[Drawn] = []
            for number, paragraph in enumerate(laid):
                if kind == NUMBER:
                    drawn += self._numbers(places, paragraph, own)
                else:
                    drawn.append(self._drawn(places, paragraph, f"{LAID}{kind}-{number}"))
                for span, mark in self._lines(paragraph):
                    places.cut(mark)
                    dead.add(mark)
                    span.clear()
                paragraph.clear()
            drawn.append(self._drawn(places, own, kind))
            (_, first), *more = self._lines(own)
            for span, _ in more:
                span.clear()
            places.join(first, [mark for _, mark in more])
            dead.update(mark for _, mark in more)
            del own["K"][1:]
            article["K"][:] = [own.reference]
            article["S"] = "/Div"
            article["T"] = pydyf.String(kind)
            self._marks.append(first)
            self.taken.places[kind] = [
                replace(one, operators=_said(one.operators, lines.lines)) if _is_doubtful(lines, doubtful) else one
                for one, lines in zip(drawn, words[kind], strict=True)
            ]
        self.taken.matrix = places.matrix(self._marks[0])
        operators[:] = places.left()
        self._forget(dead)
        self._unname()

    def _articles(self) -> list[Any]:
        """Return the elements of the places, in the order of the tree."""
        return [element for element in self._below(self._follow(self._root["K"][0])) if element["S"] == "/Art"]

    def _below(self, element: Any) -> Iterator[Any]:
        yield element
        for kid in element["K"]:
            if not isinstance(kid, int) and self._follow(kid).get("Type") == "/StructElem":
                yield from self._below(self._follow(kid))

    def _lines(self, paragraph: Any) -> list[tuple[Any, int]]:
        """Return the element and the mark of each line of *paragraph*."""
        spans = [self._follow(kid) for kid in paragraph["K"]]
        return [(span, span["K"][0]) for span in spans]

    def _drawn(self, places: "_Places", paragraph: Any, anchor: str) -> Drawn:
        _, top, _, bottom = self._anchors[anchor]
        lines = self._lines(paragraph)
        shown = b"\n".join(places.text(mark) for _, mark in lines)
        return Drawn(operators=shown, lines=len(lines), height=(bottom - top) * _POINTS)

    def _numbers(self, places: "_Places", paragraph: Any, own: Any) -> Iterator[Drawn]:
        """Yield the lines of *paragraph*, each brought to where the line of *own* stands."""
        _, top, _, bottom = self._anchors[NUMBER]
        (_, mark), *_ = self._lines(own)
        begins = _BEGINNING.match(places.text(mark))
        height = begins[2] if begins else b""
        for _, one in self._lines(paragraph):
            shown = _BEGINNING.sub(lambda found: found[1] + height, places.text(one), count=1)
            yield Drawn(operators=shown, lines=1, height=(bottom - top) * _POINTS)

    def _forget(self, marks: set[int]) -> None:
        """Take *marks* out of the page's entry in the parent tree."""
        parents = self._follow(self._root["ParentTree"])["Nums"][1]
        for mark in marks:
            parents[mark] = "null"
        while parents and parents[-1] == "null":
            parents.pop()

    def _unname(self) -> None:
        """Take the names of what was laid over the places out of the destinations."""
        names = self._pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
        kept = [part for pair in zip(names[::2], names[1::2], strict=True) if not pair[0].string.startswith(LAID) for part in pair]
        names[:] = kept

    def part(self) -> None:
        """Part the page's content, so that what is drawn in each place is a stream of its own."""
        import pydyf

        rest, streams = self._stream.stream, []
        for mark, drawn in zip(self._marks, self.taken.places.values(), strict=True):
            shown = drawn[-1].operators
            start = next(index for index, one in enumerate(rest) if isinstance(one, dict) and one.get("MCID") == mark) + 2
            end = start + rest[start:].index(b"EMC")
            begin = start + next(index for index, one in enumerate(rest[start:end]) if one == b"BT")
            streams += [pydyf.Stream(rest[:begin], compress=True), pydyf.Stream([shown])]
            rest = rest[end:]
        self._stream.stream = rest
        for stream in streams:
            self._pdf.add_object(stream)
        self._page["Contents"] = pydyf.Array([*(stream.reference for stream in streams), self._stream.reference])


class _Places:
    """The operators of a page, with the marked pieces in them."""

    def __init__(self, operators: list[Any]) -> None:
        self._operators = operators
        self._spans: dict[int, tuple[int, int]] = {}
        self._gone: set[int] = set()
        open_marks: list[tuple[int, int]] = []
        for index, one in enumerate(operators):
            if one in (b"BDC", b"BMC"):
                properties = operators[index - 1]
                open_marks.append((properties.get("MCID", -1) if isinstance(properties, dict) else -1, index))
            elif one == b"EMC":
                mark, start = open_marks.pop()
                if mark >= 0:
                    self._spans[mark] = (start, index)

    def text(self, mark: int) -> bytes:
        """Return what shows the text of the piece *mark*: from the first BT, as colours and states are those of the place."""
        start, end = self._spans[mark]
        inner = self._operators[start + 1 : end]
        return b"\n".join(_data(one) for one in inner[inner.index(b"BT") :])

    def matrix(self, mark: int) -> tuple[float, ...]:
        """Return the matrix by which the piece *mark* is brought onto the sheet."""
        saved: list[tuple[float, ...]] = []
        current: tuple[float, ...] = (1, 0, 0, 1, 0, 0)
        for one in self._operators[: self._spans[mark][0]]:
            if one == b"q":
                saved.append(current)
            elif one == b"Q":
                current = saved.pop()
            elif isinstance(one, bytes) and one.endswith(b" cm"):
                current = _product(tuple(map(float, one.split()[:6])), current)
        return current

    def cut(self, mark: int) -> None:
        """Take the piece *mark* out."""
        start, end = self._spans[mark]
        self._gone.update(range(start - 2, end + 1))

    def join(self, first: int, more: list[int]) -> None:
        """Make the pieces *more*, which follow the piece *first*, parts of it."""
        end = self._spans[first][1]
        for mark in more:
            start, last = self._spans[mark]
            self._gone.update((end, start - 2, start - 1, start))
            end = last

    def left(self) -> list[Any]:
        """Return what is left, without the states that were saved and restored for what was taken out."""
        kept: list[Any] = []
        for index, one in enumerate(self._operators):
            if index in self._gone:
                continue
            if one == b"Q" and kept and kept[-1] == b"q":
                kept.pop()
            else:
                kept.append(one)
        return kept


def _is_doubtful(lines: Lines, doubtful: frozenset[str]) -> bool:
    """Return whether readers would take *lines* for others by their glyphs.

    Where something runs from right to left, they are left to it: PDFium turns a replacement text round once more.
    """
    text = "".join(lines.lines)
    return not doubtful.isdisjoint(text) and not any(bidirectional(character) in ("R", "AL") for character in text)


def _said(operators: bytes, lines: tuple[str, ...]) -> bytes:
    """Return *operators* with what they say: *lines*, one after the other, letter by letter (ISO 32000-1, 14.9.4).

    By their glyphs alone, letters that look alike would be taken for one.
    """
    text = b"\xfe\xff" + "\n".join(lines).encode("utf-16-be")
    return b"/Span <</ActualText <%b>>> BDC\n%b\nEMC" % (text.hex().encode(), operators)


def _data(one: Any) -> bytes:
    if isinstance(one, bytes):
        return one
    return one.data if hasattr(one, "data") else str(one).encode()


def _product(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...]:
    """Return the matrix that does what *one* does, and then what *other* does."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
