"""Lists that were typed, number by number or dash by dash, as those of Word are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from editions.model.word import Numbering, WordBlock, WordBreak, WordParagraph, WordRun, WordText, words

_BULLETS = "•◦‣▪▫●○■□►▸∙·"
_MARK = re.compile(rf"(?P<mark>[{_BULLETS}*]|[–—-]|\(?(?:\d{{1,3}}|[ivx]{{1,5}}|[^\W\d_])[.)])\s*(?=\S)")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдежзиклмнопрстуфхцчшщэюя",
    "abcçdeəfgğhxıijkqlmnoöprsştuüvyz",
    "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
)
_DASHES = "–—-*"
#: Lists one in the other.
_DEEPEST = 3
_SHOWN = 40


@dataclass(frozen=True, kw_only=True)
class _Item:
    """The *mark* of a paragraph; *form* is what tells one kind from another, *counts* are the numbers that it may say."""

    mark: str
    form: str
    counts: tuple[int, ...] = ()

    @property
    def is_bullet(self) -> bool:
        """Whether it does not count."""
        return not self.counts


@dataclass(frozen=True, kw_only=True)
class _Place:
    """Where an item stands: its depth, its number, and the form of its list."""

    level: int
    number: int
    item: _Item


def without_mark(line: str) -> tuple[str, str]:
    """Return the mark with which *line* begins as an item, which may be empty, and the rest of it."""
    found = _MARK.match(line)
    if found is None or (found["mark"][-1] in ".)" and not line[found.end("mark") :][:1].isspace()) or found["mark"][0].isalpha():
        return "", line
    return found["mark"], line[found.end() :]


class TypedLists:
    """Finds the typed lists of one text; *taken* tells of each."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self._lists = 0
        #: The next number of the last list of numbers, which goes on where a text stands between.
        self._next: dict[str, int] = {}

    def of(self, blocks: Sequence[WordBlock], is_heading: Sequence[bool]) -> Iterator[WordBlock]:
        """Yield *blocks*, those that were typed as items being items; *is_heading* says which of them are headings."""
        run: list[WordParagraph] = []
        for block, heads in zip(blocks, is_heading, strict=True):
            if isinstance(block, WordParagraph) and not heads and block.number is None and _item(words(block.runs)):
                run += _divided(block)
                continue
            if isinstance(block, WordParagraph) and not block.runs and run:
                # An empty paragraph only makes room.
                continue
            yield from self._run(run)
            run = []
            yield block
        yield from self._run(run)

    def _run(self, run: Sequence[WordParagraph]) -> Iterator[WordParagraph]:
        """Yield *run*, paragraphs that each begin with a mark, as items where their marks go on from each other."""
        begin = 0
        while begin < len(run):
            places = self._places([words(paragraph.runs) for paragraph in run[begin:]])
            if not places:
                yield run[begin]
                begin += 1
                continue
            self._lists += 1
            marks = ", ".join(f'"{place.item.mark}"' for place in places)
            said = words(run[begin].runs)
            begins = f'"{said[:_SHOWN]}{"…" if len(said) > _SHOWN else ""}"'
            self.taken.append(f"the paragraphs from {begins} on, which begin with {marks}, are a list now, which has marks of its own")
            for paragraph, place in zip(run[begin:], places, strict=False):
                yield _as_item(paragraph, place, self._lists)
            begin += len(places)

    def _places(self, lines: Sequence[str]) -> list[_Place]:
        """Return where the first of *lines* stand that make one list; none where the first makes none with the next."""
        first = _item(lines[0])
        number = self._start(first) if first else None
        if first is None or number is None:
            return []
        found = [_Place(level=0, number=number, item=first)]
        opened = [found[0]]
        for at, line in enumerate(lines[1:], 1):
            place = self._next_place(opened, _item(line), lines[at - 1], lines[at:])
            if place is None:
                break
            opened = [*opened[: place.level], place]
            found.append(place)
        if len(found) < 2 and (not first.is_bullet or first.mark in _DASHES):
            return []
        if first.mark == "—" and not any(line[-1] in ";," for line in lines[: len(found)]):
            # Direct speech begins so.
            return []
        if not first.is_bullet:
            self._next[first.form] = [place.number for place in found if place.level == 0][-1] + 1
        return found

    def _start(self, item: _Item) -> int | None:
        """Return the number with which a list may begin at *item*: the first, or the one that an earlier list goes on with."""
        if item.is_bullet:
            return 1
        allowed = (1, self._next.get(item.form, 1))
        return next((count for count in item.counts if count in allowed), None)

    def _next_place(self, opened: Sequence[_Place], item: _Item | None, before: str, rest: Sequence[str]) -> _Place | None:
        """Return where *item*, behind the line *before*, stands in the lists *opened*; None where it goes on none of them."""
        if item is None:
            return None
        for place in reversed(opened):
            if place.item.form == item.form and (item.is_bullet or place.number + 1 in item.counts):
                return replace(place, number=place.number + 1, item=item)
        deeper = opened[-1].level + 1
        if deeper >= _DEEPEST or not (item.is_bullet or 1 in item.counts):
            return None
        goes_on = not opened[-1].item.is_bullet and any(
            opened[-1].number + 1 in other.counts for line in rest if (other := _item(line)) and other.form == opened[-1].item.form
        )
        return _Place(level=deeper, number=1, item=item) if goes_on or before.endswith(":") else None


def _item(line: str) -> _Item | None:
    """Return the mark with which *line* begins; None where it begins with none."""
    found = _MARK.match(line)
    if found is None:
        return None
    mark, bare = found["mark"], found["mark"].strip("().")
    if not bare or bare in _BULLETS or bare in _DASHES:
        is_apart = line[found.end("mark") :][:1].isspace() or mark in _BULLETS
        return _Item(mark=mark, form=mark) if is_apart and mark != "*" else None
    if not line[found.end("mark") :][:1].isspace():
        return None
    dress = mark.replace(bare, "{}")
    if bare.isdecimal():
        return _Item(mark=mark, form=f"1{dress}", counts=(int(bare),))
    counts = [alphabet.index(bare) + 1 for alphabet in _ALPHABETS if len(bare) == 1 and bare in alphabet]
    counts += [_ROMAN.index(bare) + 1] if bare in _ROMAN else []
    # "A. Sample" is a name, and "в." a year: a letter that counts has a parenthesis.
    return _Item(mark=mark, form=f"a{dress}", counts=tuple(dict.fromkeys(counts))) if counts and mark.endswith(")") else None


def _as_item(paragraph: WordParagraph, place: _Place, number: int) -> WordParagraph:
    form = "bullet" if place.item.is_bullet else "decimal"
    numbering = Numbering(
        list=-number, level=place.level, form=form, start=place.number if place.level == 0 else 1, pattern=f"%{place.level + 1}.",
        definition=f"typed {number}",
    )  # fmt: skip
    found = _MARK.match(words(paragraph.runs))
    return replace(paragraph, number=numbering, runs=tuple(_cut(paragraph.runs, found.end() if found else 0)))


def _cut(runs: Sequence[WordRun], characters: int) -> Iterator[WordRun]:
    """Yield *runs* without their first *characters*."""
    for run in runs:
        if characters and isinstance(run, WordText):
            cut = min(characters, len(run.text))
            characters -= cut
            if len(run.text) > cut:
                yield replace(run, text=run.text[cut:])
        else:
            yield run


def _divided(paragraph: WordParagraph) -> Iterator[WordParagraph]:
    """Yield *paragraph*, or each of its lines where all of them begin as items do."""
    lines: list[list[WordRun]] = [[]]
    for run in paragraph.runs:
        if isinstance(run, WordBreak):
            lines.append([])
        else:
            lines[-1].append(run)
    if len(lines) > 1 and all(_item(words(line)) for line in lines):
        yield from (replace(paragraph, runs=tuple(line)) for line in lines)
    else:
        yield paragraph
