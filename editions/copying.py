"""From an edition to its copies: a batch of them set in one go, taken apart, and put together one by one.

All that a batch is made from is in it, as values: it may be set on another computer, whose own fonts are the same.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from editions.annexing import Taken as TakenAnnex
from editions.checking.conformance.page_validation import refuse_unless_conforming
from editions.copies.addressing import address, line
from editions.copies.carrier import Carrier, carrier
from editions.copies.printing import Sheets, in_turn, inked, printed
from editions.describing import xmp_packet
from editions.executors import undisturbed
from editions.fonts import faces, uncovered
from editions.glyphs import sharing
from editions.model.copies import Planned
from editions.model.edition import FULL
from editions.model.layout import Layout
from editions.model.prepared import PLACES, Lines, Places, PreparedStatement
from editions.problems import Problem, refuse_if
from editions.rendering.html import to_css, to_html
from editions.rendering.pdf import to_apart
from editions.rendering.taking_apart import Drawn, Taken
from editions.surroundings import Surroundings, at_work

#: Copies that are set in one go. Setting a page with so many addresses takes 1 to 2 s and some 100 MB.
BATCH = 500
_POINTS = 72 / 25.4
#: By how much, in points, what is set may be higher than its place: what is lost where lengths are brought from one unit to another.
_TOLERANCE = 0.05
_NUMBERED = re.compile(r"\{(number|count)\}")


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Copies that are made together, of *count* in all; *texts* are what is copied, by language, and *annexes* what is behind it.

    *home* is the country of the office, *directory* the name of its directory, for messages.
    """

    copies: tuple[Planned, ...]
    count: int
    texts: Mapping[str, PreparedStatement]
    annexes: Mapping[str, tuple[TakenAnnex, ...]]
    layout: Layout
    home: str
    directory: str
    print_file: bool

    def identifier(self, copy: Planned) -> str:
        """Return what *copy* is called: its statement and its own name."""
        return f"{self.texts[copy.language].metadata.identifier}/{self.stem(copy)}"

    def stem(self, copy: Planned) -> str:
        """Return the name of the file of *copy*, without the ending."""
        return copy.stem(len(str(self.count)))


@dataclass(frozen=True, kw_only=True)
class Shaped:
    """A batch that was set: what its copies have in common, and for each of them which that is and what is drawn in its places."""

    carriers: tuple[Carrier, ...]
    drawn: tuple[tuple[int, tuple[bytes, ...]], ...]
    print_file: bytes


def compose(batch: Batch, shaped: Shaped) -> Iterator[tuple[Planned, bytes, bytes]]:
    """Yield the copies of *batch* with their bytes: those that they have in common, and those that are theirs alone."""
    for copy, (number, drawn) in zip(batch.copies, shaped.drawn, strict=True):
        common = shaped.carriers[number]
        yield copy, common.prefix, common.tail(drawn, batch.identifier(copy))


def shape(batch: Batch, around: Surroundings) -> Shaped:
    """Return *batch*, set.

    Raises:
        Refusal: an address has characters that no font has, or does not fit; all of them are named.
        CheckRefusal: what came out is not what it would claim to be.
    """
    with undisturbed():
        return _shaped(batch, at_work(around))


def _shaped(batch: Batch, around: Surroundings) -> Shaped:
    refuse_if((*_unnamed(batch), *_unseen(batch, around)))
    groups: dict[tuple[str, bool, frozenset[str]], list[int]] = defaultdict(list)
    alike = frozenset[str]().union(*(sharing(face.path) for face in faces(around.fonts) if face.family in _families(batch)))
    for index, copy in enumerate(batch.copies):
        # Of characters that look alike, a glyph stands for one: in one page, who has the other would be misread.
        rare = alike.intersection(_words(copy, batch))
        groups[copy.language, bool(copy.addressee.salutation), rare].append(index)
    made = [_Group(batch, indexes, around) for indexes in groups.values()]
    refuse_if(problem for group in made for problem in group.problems)
    drawn: dict[int, tuple[int, tuple[bytes, ...]]] = {}
    for number, group in enumerate(made):
        drawn.update((index, (number, shown)) for index, shown in group.drawn.items())
        group.check()
    in_order = tuple(drawn[index] for index in range(len(batch.copies)))
    return Shaped(carriers=tuple(group.carrier for group in made), drawn=in_order, print_file=_print_file(batch, made, in_order))


def _print_file(batch: Batch, made: Sequence["_Group"], drawn: Sequence[tuple[int, tuple[bytes, ...]]]) -> bytes:
    """Return the pages of the copies that go out on paper, for the printer; nothing where there are none, or none are asked for."""
    on_paper = [each for copy, each in zip(batch.copies, drawn, strict=True) if copy.addressee.delivery != "e-mail"]
    if not batch.print_file or not on_paper:
        return b""
    style, files = batch.layout.tokens.copies, {}
    for number in sorted({number for number, _ in on_paper}):
        ink = inked(made[number].matrix, batch.layout.tokens.address.colour)
        sheets = Sheets(two_sided=style.two_sided, separator=style.separator, inked=ink)
        files[number] = printed(made[number].base, [shown for other, shown in on_paper if other == number], sheets)
    return in_turn(files, [number for number, _ in on_paper])


def _unnamed(batch: Batch) -> Iterator[Problem]:
    """Yield the languages in which a copy's number cannot be said."""
    for language, text in batch.texts.items():
        if batch.layout.tokens.copies.number and "copy" not in text.copy_words:
            what = f'the layout cannot say "Copy 1 of 3" in "{language}"'
            remedy = f'Add a line under [labels.{language}]: copy = "… {{number}} … {{count}}"; or number = false under [copies].'
            yield Problem(batch.layout.where, what, remedy)


def _unseen(batch: Batch, around: Surroundings) -> Iterator[Problem]:
    """Yield the addresses and salutations with characters that cannot be set."""
    text = batch.layout.tokens.text
    for copy in batch.copies:
        if copy.nth == 1:
            one = copy.addressee
            lines = "".join(address(one, copy.language, batch.home).lines)
            lacking = [
                *uncovered(lines, around.fonts, _families(batch)),
                *uncovered(one.salutation, around.fonts, (text.font, *text.fallback)),
            ]
            for character in dict.fromkeys(lacking):
                what = f'{one.name}: no font of the layout has "{character}" (U+{ord(character):04X})'
                yield Problem(batch.directory, what, "Write it with other letters.", one.line)


def _families(batch: Batch) -> tuple[str, ...]:
    """Return the fonts in which the places are set."""
    return (batch.layout.tokens.address.font, *batch.layout.tokens.text.fallback)


def _words(copy: Planned, batch: Batch) -> str:
    """Return all that is the recipient's own in *copy*."""
    return "".join((*address(copy.addressee, copy.language, batch.home).lines, copy.addressee.salutation))


class _Group:
    """Copies of a batch that have the same places, set as one page."""

    def __init__(self, batch: Batch, indexes: Sequence[int], around: Surroundings) -> None:
        self._batch = batch
        self._copies = {index: batch.copies[index] for index in indexes}
        self._text = batch.texts[batch.copies[indexes[0]].language]
        self._addresses = {index: address(copy.addressee, copy.language, batch.home) for index, copy in self._copies.items()}
        self._numbers = {index: self._number(copy) for index, copy in self._copies.items()}
        self._salutations = {index: line(copy.addressee.salutation) for index, copy in self._copies.items() if copy.addressee.salutation}
        given = [self._addresses, self._numbers if batch.layout.tokens.copies.number else {}, self._salutations]
        distinct = [{one: number for number, one in enumerate(dict.fromkeys(each.values()))} for each in given]
        places = Places(addresses=tuple(distinct[0]), numbers=tuple(distinct[1]), salutations=tuple(distinct[2]))
        self.base, taken = _set(replace(self._text, places=places), batch, around)
        self.matrix = taken.matrix
        self.carrier = carrier(self.base)
        chosen = {
            index: tuple(distinct[kind][given[kind][index]] if distinct[kind] else -1 for kind in range(len(PLACES))) for index in indexes
        }
        self.drawn = {
            index: tuple(taken.places[kind][number].operators for kind, number in zip(PLACES, numbers, strict=True) if number >= 0)
            for index, numbers in chosen.items()
        }
        self.problems = [*self._too_high(taken, chosen), *self._in_the_window(taken)]

    def _number(self, copy: Planned) -> Lines:
        numbers = {"number": str(copy.number), "count": str(self._batch.count)}
        return line(_NUMBERED.sub(lambda found: numbers[found[1]], self._text.copy_words.get("copy", "")))

    def _too_high(self, taken: Taken, chosen: Mapping[int, Sequence[int]]) -> Iterator[Problem]:
        for index, numbers in chosen.items():
            drawn = {kind: taken.places[kind][number] for kind, number in zip(PLACES, numbers, strict=True) if number >= 0}
            one = self._copies[index].addressee
            for what in self._what_is_too_high(drawn):
                remedy = "Shorten it, or choose smaller type in the layout."
                yield Problem(self._batch.directory, f"{one.name}: {what}", remedy, one.line)

    def _what_is_too_high(self, drawn: Mapping[str, Drawn]) -> Iterator[str]:
        window = self._batch.layout.tokens.window
        if drawn["address"].height > window.height * _POINTS + _TOLERANCE:
            yield f"the address does not fit into the window ({self._batch.layout.tokens.copies.window})"
        yield from (f"the {kind} needs more than a line" for kind in PLACES[1:] if kind in drawn and drawn[kind].lines > 1)

    def _in_the_window(self, taken: Taken) -> Iterator[Problem]:
        tokens, where = self._batch.layout.tokens, self._batch.layout.where
        begins = f"the window of {tokens.copies.window} begins {tokens.window.clear:g} mm from the upper edge"
        remedy = "Make it less high, or choose another window under [copies]."
        has_head = bool(self._text.body_name or self._text.letterhead_lines)
        if tokens.page.top > tokens.window.clear:
            yield Problem(where, f"{begins}, and the margin above the text has {tokens.page.top:g}", remedy)
        elif has_head and taken.letterhead is None:
            what = f"{begins}, and the letterhead has no end that is known"
            yield Problem(where, what, 'Give what holds it id="letterhead" in letterhead.html.')
        elif has_head and taken.letterhead and taken.letterhead / _POINTS > tokens.window.clear:
            yield Problem(where, f"{begins}, and the letterhead ends at {taken.letterhead / _POINTS:.1f}", remedy)

    def check(self) -> None:
        """Hold the first of the copies against the standards that it claims, where all that is in it is ours.

        Raises:
            CheckRefusal: it does not conform.
        """
        index, copy = next(iter(self._copies.items()))
        if self._text.annexes is None:
            content = self.carrier.prefix + self.carrier.tail(self.drawn[index], self._batch.identifier(copy))
            refuse_unless_conforming(content, f"{self._batch.stem(copy)}.pdf")


def _set(prepared: PreparedStatement, batch: Batch, around: Surroundings) -> tuple[bytes, Taken]:
    """Return *prepared* set as a PDF, its annexes behind it, and what is drawn in its places."""
    layout, language = batch.layout, prepared.metadata.language
    if prepared.annexes is None:
        return to_apart(prepared, layout, to_html(prepared, layout), to_css(prepared, layout), xmp_packet(prepared.metadata, FULL), around)
    from editions.binding import bind

    where = f"{prepared.metadata.identifier}.{language}.pdf"
    bound = bind(prepared, prepared.annexes, layout, around, required=False, where=where, taken=batch.annexes[language])
    return bound.content, bound.places
