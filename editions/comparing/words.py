"""Two rows of runs held against each other word by word, with their looks, and their footnotes inside."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from editions.comparing.matching import matched
from editions.comparing.tokens import composed, tokens
from editions.model.runs import Break, Note, Run, Shown, Stretch, settled


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A part of two rows of runs.

    *kind* is "same"; "del", the first row alone has it; "ins", the second alone; "look", the same characters had
    another look; or "note", a footnote stands in both and says something else. *run* is what the second row has, or,
    where it has nothing, the first; *was* is what the first has in a "look" or a "note"; *inside* are the pieces of
    a "note".
    """

    kind: str
    run: Run
    was: Run | None = None
    inside: tuple["Piece", ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Token:
    """Something that is compared whole: *key* is equal where it says the same, whatever its look and the form of its characters."""

    key: tuple[str, str]
    runs: tuple[Run, ...]

    @property
    def is_blank(self) -> bool:
        """Whether nothing is there to be seen."""
        return self.key[0] == "words" and self.key[1].isspace()


def pieces(old: Sequence[Run], new: Sequence[Run]) -> tuple[Piece, ...]:
    """Return *old* and *new*, both settled, as the pieces that they share and do not."""
    return _joined(_pieces(_tokens(old), _tokens(new)))


def old_runs(found: Iterable[Piece]) -> tuple[Run, ...]:
    """Return what the first of two rows was from which *found* were made."""
    return settled(piece.was or piece.run for piece in found if piece.kind != "ins")


def new_runs(found: Iterable[Piece]) -> tuple[Run, ...]:
    """Return what the second of two rows was from which *found* were made."""
    return settled(piece.run for piece in found if piece.kind != "del")


def new_look(piece: Piece) -> str:
    """Return what became of the look of *piece*, in English: "now bold, no longer italic"; empty for one of another kind."""
    before, after = piece.was, piece.run
    if not isinstance(before, Stretch) or not isinstance(after, Stretch):
        return ""
    said = [
        f"{'now' if is_so else 'no longer'} {name}"
        for name, was_so, is_so in (("bold", before.strong, after.strong), ("italic", before.emphasis, after.emphasis))
        if was_so != is_so
    ]
    if before.link != after.link:
        said.append(f"now leads to {after.link}" if after.link else "no longer a link")
    return ", ".join(said)


def _tokens(runs: Sequence[Run]) -> list[_Token]:
    found: list[_Token] = []
    row: list[Stretch] = []
    for run in runs:
        if isinstance(run, Stretch):
            row.append(run)
        else:
            found += [*_words(row), _whole(run)]
            row = []
    return [*found, *_words(row)]


def _whole(run: Break | Shown | Note) -> _Token:
    match run:
        case Break():
            return _Token(key=("break", ""), runs=(run,))
        case Shown(image=image):
            return _Token(key=("picture", f"{image.file}\n{composed(image.alt)}"), runs=(run,))
        case Note():
            return _Token(key=("note", ""), runs=(run,))


def _words(row: Sequence[Stretch]) -> Iterator[_Token]:
    """Yield the words of *row*; one may have several looks."""
    rest = list(reversed(row))
    for word in tokens(_text(row)):
        runs: list[Stretch] = []
        lacking = len(word)
        while lacking:
            stretch = rest.pop()
            runs.append(replace(stretch, text=stretch.text[:lacking]))
            if stretch.text[lacking:]:
                rest.append(replace(stretch, text=stretch.text[lacking:]))
            lacking -= len(runs[-1].text)
        yield _Token(key=("words", composed(word)), runs=tuple(runs))


def _cut(row: Sequence[Stretch], start: int, end: int) -> tuple[Stretch, ...]:
    """Return the part of *row* from *start* to before *end*, counted in characters."""
    cut, place = [], 0
    for stretch in row:
        text = stretch.text[max(start - place, 0) : max(end - place, 0)]
        if text:
            cut.append(replace(stretch, text=text))
        place += len(stretch.text)
    return tuple(cut)


def _pieces(old: Sequence[_Token], new: Sequence[_Token]) -> Iterator[Piece]:
    first, start = 0, 0
    for last, end in (*_meeting(old, new), (len(old), len(new))):
        yield from _changed(old[first:last], new[start:end])
        if last < len(old):
            yield from _shared(old[last], new[end])
        first, start = last + 1, end + 1


def _meeting(old: Sequence[_Token], new: Sequence[_Token]) -> Iterator[tuple[int, int]]:
    """Yield the places of what both say; a blank alone is no meeting place: it goes with the words beside it."""
    places, others = ([place for place, token in enumerate(side) if not token.is_blank] for side in (old, new))
    for one, other in matched([old[place].key for place in places], [new[place].key for place in others]):
        yield places[one], others[other]


def _changed(old: Sequence[_Token], new: Sequence[_Token]) -> Iterator[Piece]:
    """Yield what *old* and *new* are, between two words that both say: the blanks that both begin or end with, and the rest."""
    shorter = min(len(old), len(new))
    head = next((place for place in range(shorter) if old[place].key != new[place].key), shorter)
    tail = next((place for place in range(shorter - head) if old[-1 - place].key != new[-1 - place].key), shorter - head)
    for before, after in zip(old[:head], new[:head], strict=True):
        yield from _shared(before, after)
    yield from (Piece(kind="del", run=run) for token in old[head : len(old) - tail] for run in token.runs)
    yield from (Piece(kind="ins", run=run) for token in new[head : len(new) - tail] for run in token.runs)
    for before, after in zip(old[len(old) - tail :], new[len(new) - tail :], strict=True):
        yield from _shared(before, after)


def _shared(before: _Token, after: _Token) -> Iterator[Piece]:
    """Yield what two tokens of one key are: the same, or of another look, or notes that say something else."""
    old, new = before.runs[0], after.runs[0]
    if isinstance(old, Note) and isinstance(new, Note) and old != new:
        inside = pieces(old.runs, new.runs)
        changed = any(piece.kind != "same" for piece in inside)
        yield Piece(kind="note", run=new, was=old, inside=inside) if changed else Piece(kind="same", run=new)
    elif before.runs == after.runs or not isinstance(new, Stretch):
        yield from (Piece(kind="same", run=run) for run in after.runs)
    else:
        yield from _looks(_stretches(before.runs), _stretches(after.runs))


def _stretches(runs: Iterable[Run]) -> tuple[Stretch, ...]:
    return tuple(run for run in runs if isinstance(run, Stretch))


def _looks(before: tuple[Stretch, ...], after: tuple[Stretch, ...]) -> Iterator[Piece]:
    """Yield the same characters *before* and *after*, divided where either changes its look.

    They stand as they are written *after*: with é as one character, perhaps, that was two.
    """
    before = _written_as(_text(after), before)
    ends = {place for row in (before, after) for place in accumulate(len(stretch.text) for stretch in row)}
    for start, end in pairwise((0, *sorted(ends))):
        (old,), (new,) = _cut(before, start, end), _cut(after, start, end)
        yield Piece(kind="same", run=new) if old == new else Piece(kind="look", run=new, was=old)


def _written_as(text: str, row: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """Return *row*, which says *text*, in the characters of that; one of several looks is as its first is, if they are others."""
    return row if _text(row) == text else (replace(row[0], text=text),)


def _text(row: Iterable[Stretch]) -> str:
    return "".join(stretch.text for stretch in row)


def _joined(found: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return *found* with neighbours of one kind and one look made one; within a change, what is lost comes first."""
    joined: list[Piece] = []
    for piece in _in_order(found):
        before = joined[-1] if joined else None
        together = _together(before, piece) if before else None
        if together:
            joined[-1] = together
        else:
            joined.append(piece)
    return tuple(joined)


def _in_order(found: Iterable[Piece]) -> Iterator[Piece]:
    change: list[Piece] = []
    for piece in found:
        if piece.kind in ("del", "ins"):
            change.append(piece)
            continue
        yield from sorted(change, key=lambda one: one.kind)
        change = []
        yield piece
    yield from sorted(change, key=lambda one: one.kind)


def _together(before: Piece, after: Piece) -> Piece | None:
    if before.kind != after.kind or (run := _one(before.run, after.run)) is None:
        return None
    if before.was is None or after.was is None:
        return replace(before, run=run) if before.was is after.was else None
    was = _one(before.was, after.was)
    return replace(before, run=run, was=was) if was else None


def _one(before: Run, after: Run) -> Stretch | None:
    if isinstance(before, Stretch) and isinstance(after, Stretch) and before.looks_like(after):
        return replace(before, text=before.text + after.text)
    return None
