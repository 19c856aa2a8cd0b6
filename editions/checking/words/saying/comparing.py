"""How two sequences of paragraphs differ, in sentences that show both sides."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from editions.checking.words.saying.said import Said

#: How much alike two paragraphs are that are held to be one, changed; and the words shown around what differs.
_ALIKE, _AROUND = 0.5, 4
#: Words of a paragraph that is shown as a whole.
_SHOWN = 14
#: What difflib says of a stretch: its kind, and where it lies on both sides.
_Block = tuple[str, int, int, int, int]
_WORDS = re.compile(r"\S+|\s+")


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One thing in which a file differs from its source: a sentence, the area that it belongs to, and the paragraph of the file.

    *kind* is "words" or "role". *letters* are those of the paragraph that differ, from the first to behind the last one, blanks
    left out: none, where it differs as a whole, or lacks some.
    """

    kind: str
    area: str
    message: str
    found: Said | None
    letters: tuple[int, int] = (0, 0)


def differences(source: Sequence[Said], found: Sequence[Said], name: str) -> Iterator[Difference]:
    """Yield how *found*, what the file called *name* ("the PDF") says, differs from *source*."""
    ours, theirs = [one.text for one in source], [one.text for one in found]
    if ours == theirs:
        yield from (_role(one, other, name) for one, other in zip(source, found, strict=True) if one.kind != other.kind)
        return
    lost: list[Said] = []
    added: list[tuple[int, Said]] = []
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    moved = _moved(ours, theirs, blocks)
    for kind, first, last, start, end in blocks:
        if kind == "equal":
            pairs = zip(source[first:last], found[start:end], strict=True)
            yield from (_role(one, other, name) for one, other in pairs if one.kind != other.kind)
            continue
        gone = [one for one in source[first:last] if one.text in moved]
        new = [one for one in found[start:end] if one.text in moved]
        rest = [one for one in source[first:last] if one.text not in moved]
        changed, others_gone, others_new = _paired(rest, [one for one in found[start:end] if one.text not in moved])
        yield from (_changed(one, other, name) for one, other in changed)
        lost += [*gone, *others_gone]
        added += [(first, one) for one in (*new, *others_new)]
    yield from _strays(source, lost, added, name)


def _moved(ours: list[str], theirs: list[str], blocks: Sequence[_Block]) -> set[str]:
    """Return the texts that *blocks* tell to be at one place of *ours* and at another of *theirs*."""
    gone = {text for kind, first, last, _, _ in blocks if kind != "equal" for text in ours[first:last]}
    return gone & {text for kind, _, _, start, end in blocks if kind != "equal" for text in theirs[start:end]}


def _paired(source: Sequence[Said], found: Sequence[Said]) -> tuple[list[tuple[Said, Said]], list[Said], list[Said]]:
    """Return those of *source* and *found* that are the same, changed; those that are only in one; and only in the other."""
    rest = list(found)
    changed, gone = [], []
    for index, one in enumerate(source):
        # As many on both sides: each stands for its neighbour, however much was changed.
        same_place = rest[0] if len(source) - index == len(rest) else None
        best = max(rest, key=lambda other: _likeness(one.text, other.text), default=None)
        if best is not None and _likeness(one.text, best.text) < _ALIKE:
            best = same_place if len(source) == len(found) else None
        if best is None:
            gone.append(one)
        else:
            rest.remove(best)
            changed.append((one, best))
    return changed, gone, rest


def _likeness(one: str, other: str) -> float:
    matcher = (
        SequenceMatcher(None, one.split(), other.split(), autojunk=False)
        if " " in one and " " in other
        else SequenceMatcher(None, one, other, autojunk=False)
    )
    return matcher.ratio()


def _strays(source: Sequence[Said], lost: list[Said], added: list[tuple[int, Said]], name: str) -> Iterator[Difference]:
    """Yield what is only on one side; what is on both, at different places, was moved."""
    for one in lost:
        moved = next((pair for pair in added if pair[1].text == one.text), None)
        if moved:
            added.remove(moved)
            message = f"{one.part} stands elsewhere in {name} than in the source: “{_short(one.text)}”"
            yield Difference(kind="words", area=one.area, message=message, found=moved[1])
        else:
            message = f"{one.part} is not in {name}: the source says “{_short(one.text)}”"
            yield Difference(kind="words", area=one.area, message=message, found=None)
    for place, other in added:
        area = (source[place - 1] if place else source[0]).area if source else "text"
        twice = next((one for one in source if one.text == other.text), None)
        what = f"says {twice.part} twice" if twice else "says what is not in the source"
        yield Difference(kind="words", area=twice.area if twice else area, message=f"{name} {what}: “{_short(other.text)}”", found=other)


def _changed(one: Said, other: Said, name: str) -> Difference:
    theirs, ours = marked(other.text, one.text)
    message = f"{one.part}: {name} says “{theirs}”, the source “{ours}”"
    return Difference(kind="words", area=one.area, message=message, found=other, letters=_letters(one.text, other.text))


def _letters(one: str, other: str) -> tuple[int, int]:
    """Return which letters of *other* are not in *one*: those behind the words with which both begin, and before those of their end."""
    ours, theirs = one.split(), other.split()
    least = min(len(ours), len(theirs))
    before = next((number for number in range(least) if ours[number] != theirs[number]), least)
    behind = next((number for number in range(least - before) if ours[-1 - number] != theirs[-1 - number]), least - before)
    first, words = len("".join(theirs[:before])), theirs[before : len(theirs) - behind]
    return (first, first + len("".join(words))) if words else (0, 0)


def _role(one: Said, other: Said, name: str) -> Difference:
    message = f"{one.part} is {_article(other.kind)} in {name}, and {_article(one.kind)} in the source: “{_short(one.text)}”"
    return Difference(kind="role", area=one.area, message=message, found=other)


def _article(kind: str) -> str:
    kind = {"item": "list item", "number": "list number", "heading 1": "heading of level 1"}.get(
        kind, kind.replace("heading ", "heading of level ")
    )
    return f"a {kind}"


def marked(one: str, other: str) -> tuple[str, str]:
    """Return both texts, the words in which they differ in square brackets, and few words around those."""
    ours, theirs = _WORDS.findall(one), _WORDS.findall(other)
    shown: tuple[list[str], list[str]] = [], []
    codes = _merged(SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes(), ours)
    for number, (same, first, last, start, end) in enumerate(codes):
        for side, words in zip(shown, (ours[first:last], theirs[start:end]), strict=True):
            if same:
                side += _around(words, begins=number == 0, ends=number == len(codes) - 1)
            elif words:
                side.append(f"[{_visible(''.join(words))}]")
    return "".join(shown[0]), "".join(shown[1])


def _merged(codes: Sequence[_Block], words: list[str]) -> list[tuple[bool, int, int, int, int]]:
    """Return the stretches that are the same, and that are not: a blank between two changed words is changed with them."""
    merged: list[tuple[bool, int, int, int, int]] = []
    for number, (kind, first, last, start, end) in enumerate(codes):
        inside = 0 < number < len(codes) - 1
        same = kind == "equal" and not (inside and not "".join(words[first:last]).strip())
        if merged and not same and not merged[-1][0]:
            merged[-1] = (False, merged[-1][1], last, merged[-1][3], end)
        else:
            merged.append((same, first, last, start, end))
    return merged


def _around(words: list[str], *, begins: bool, ends: bool) -> list[str]:
    kept = 2 * _AROUND
    if (begins and ends) or len(words) <= (kept if begins or ends else 2 * kept):
        return words
    if begins:
        return ["… ", *words[-kept:]]
    return [*words[:kept], " …"] if ends else [*words[:kept], " … ", *words[-kept:]]


def _visible(words: str) -> str:
    """Return *words* with what cannot be seen in them named."""
    shown = "".join(character if character == " " or character.isprintable() else f"U+{ord(character):04X}" for character in words)
    if not words.strip(" "):
        return "a blank" if len(words) == 1 else f"{len(words)} blanks"
    parts = shown.split(" ")
    return shown if len(parts) <= 2 * _SHOWN else " ".join((*parts[:_SHOWN], "…", *parts[-_SHOWN:]))


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words) if len(words) <= _SHOWN else " ".join(words[:_SHOWN]) + " …"
