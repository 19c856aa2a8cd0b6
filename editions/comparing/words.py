"""Two rows of runs held against each other word by word, with their looks, and their footnotes inside."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import accumulate, pairwise

from editions.comparing.tokens import tokens
from editions.model.runs import Break, Note, Run, Shown, Stretch, settled

#: Of two longer rows only what they begin and end with alike is sought: tokens of the one, times those of the other.
_MOST = 25_000_000


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
    """Something that is compared whole: *key* is equal where it says the same, whatever its look."""

    key: tuple[str, str]
    runs: tuple[Run, ...]


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
            return _Token(key=("picture", f"{image.file}\n{image.alt}"), runs=(run,))
        case Note():
            return _Token(key=("note", ""), runs=(run,))


def _words(row: Sequence[Stretch]) -> Iterator[_Token]:
    """Yield the words of *row*; one may have several looks."""
    words = tokens("".join(stretch.text for stretch in row))
    for word, (start, end) in zip(words, pairwise(accumulate(map(len, words), initial=0)), strict=True):
        yield _Token(key=("words", word), runs=_cut(row, start, end))


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
    for kind, first, last, start, end in _matched([token.key for token in old], [token.key for token in new]):
        if kind == "equal":
            for before, after in zip(old[first:last], new[start:end], strict=True):
                yield from _shared(before, after)
        else:
            yield from (Piece(kind="del", run=run) for token in old[first:last] for run in token.runs)
            yield from (Piece(kind="ins", run=run) for token in new[start:end] for run in token.runs)


def _matched(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield what SequenceMatcher says of *old* and *new*; what they begin and end with alike is found first."""
    shorter = min(len(old), len(new))
    head = next((place for place in range(shorter) if old[place] != new[place]), shorter)
    tail = next((place for place in range(shorter - head) if old[-1 - place] != new[-1 - place]), shorter - head)
    last, end = len(old) - tail, len(new) - tail
    yield "equal", 0, head, 0, head
    if (last - head) * (end - head) > _MOST:
        yield "replace", head, last, head, end
    else:
        # A blank alone is no meeting place: it goes with the words beside it.
        matcher = SequenceMatcher(_is_blank, old[head:last], new[head:end], autojunk=False)
        for kind, one, two, three, four in matcher.get_opcodes():
            yield kind, one + head, two + head, three + head, four + head
    yield "equal", last, len(old), end, len(new)


def _is_blank(key: tuple[str, str]) -> bool:
    return key[0] == "words" and key[1].isspace()


def _shared(before: _Token, after: _Token) -> Iterator[Piece]:
    """Yield what two tokens of one key are: the same, or of another look, or notes that say something else."""
    if before.runs == after.runs:
        yield from (Piece(kind="same", run=run) for run in after.runs)
        return
    old, new = before.runs[0], after.runs[0]
    if isinstance(old, Note) and isinstance(new, Note):
        yield Piece(kind="note", run=new, was=old, inside=pieces(old.runs, new.runs))
        return
    yield from _looks(_stretches(before.runs), _stretches(after.runs))


def _stretches(runs: Iterable[Run]) -> tuple[Stretch, ...]:
    return tuple(run for run in runs if isinstance(run, Stretch))


def _looks(before: tuple[Stretch, ...], after: tuple[Stretch, ...]) -> Iterator[Piece]:
    """Yield the same characters *before* and *after*, divided where either changes its look."""
    ends = {place for row in (before, after) for place in accumulate(len(stretch.text) for stretch in row)}
    for start, end in pairwise((0, *sorted(ends))):
        (old,), (new,) = _cut(before, start, end), _cut(after, start, end)
        yield Piece(kind="same", run=new) if old == new else Piece(kind="look", run=new, was=old)


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
