"""How a letter ends: who signs, and what stands below: copies, enclosures, whom to ask."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editions.model.word import WordBlock, WordParagraph, WordTable
from editions.reading.recipients import is_address
from editions.reading.word.addressed import LONGEST
from editions.reading.word.headings import styled_level
from editions.reading.word.labels import is_beside, is_mark, is_office, label_of, says_signed
from editions.reading.word.said import Said
from editions.reading.word.signatures import Signed, in_rows, in_table, is_part, is_person, name_in, together
from editions.reading.word.typed import without_mark

#: Blocks of all signatures together, blocks of a list below them, and lines that nobody knows below a signature that is certain.
_SIGNATURES, _LISTED, _UNKNOWN = 16, 80, 12


@dataclass(frozen=True, kw_only=True)
class Ending:
    """Who signs, in the blocks *signature*; *below* is what stands there; *is_certain* unless lines are below that say nothing known."""

    signed: Signed
    signature: tuple[Said, ...]
    below: tuple[Said, ...]
    is_certain: bool = True


def ending(said: Sequence[Said], blocks: Sequence[WordBlock]) -> Ending | None:
    """Return how *said*, the text of *blocks* and all below it, ends; None where nobody signs."""
    below = _below(said)
    for end in (below, *range(below - 1, max(0, below - _UNKNOWN), -1)):
        found = _signed(said[:end], blocks)
        if found and (end == below or _is_strong(found[0], said[found[1] : end])):
            signed, begin = found
            return Ending(signed=signed, signature=tuple(said[begin:end]), below=tuple(said[end:]), is_certain=end == below)
    return None


def leads(words: str) -> bool:
    """Return whether *words* are the beginning of an address sentence, and name nobody themselves."""
    return is_address(f"{words} x") and not is_address(words)


def _is_strong(signed: Signed, signature: Sequence[Said]) -> bool:
    """Return whether *signed* stands apart and says offices as such: nothing else looks so, whatever stands below."""
    return signature[0].is_apart and all(is_office(one.office) for one in signed.signatories)


def _below(said: Sequence[Said]) -> int:
    """Return the place in *said* from which on all stands below a signature."""
    end = len(said)
    while end:
        if is_beside(said[end - 1].words) or is_address(said[end - 1].words):
            end -= 1
        elif (label := _label_above(said, end)) is not None:
            end = label
        else:
            break
    return end


def _label_above(said: Sequence[Said], end: int) -> int | None:
    """Return the place of the label under which the last lines of *said* before *end* stand."""
    for place in range(end - 1, max(-1, end - _LISTED), -1):
        one = said[place]
        if opens_list(one):
            return place
        if not _is_listed(said, place, end):
            return None
        is_marked = one.is_table or one.is_item or without_mark(one.words)[0]
        if one.is_apart and not is_marked and not (place and opens_list(said[place - 1]) and not _rest(said[place - 1])):
            return None
    return None


def opens_list(one: Said) -> bool:
    """Return whether *one* is a label that those written to, enclosures or the like stand below."""
    return not one.is_table and (label_of(one.words, "copies", "beside", "to") is not None or leads(one.words))


def _rest(one: Said) -> str:
    label = label_of(one.words)
    return label.rest if label else ""


def _is_listed(said: Sequence[Said], place: int, end: int) -> bool:
    """Return whether the line at *place* can be one of a list, and is no signature."""
    one = said[place]
    if one.is_table:
        return all(len(cell) <= LONGEST for row in one.rows for cell in row)
    if len(one.words) > LONGEST:
        return False
    if one.is_item or without_mark(one.words)[0]:
        return True
    columns = one.rows[-1] if one.rows else ()
    if len(columns) > 1 and any(map(is_person, columns)):
        return False
    after = said[place + 1].words if place + 1 < end else ""
    return not (is_person(one.words) and is_office(after)) and not (is_office(one.words) and is_person(after))


def _signed(said: Sequence[Said], blocks: Sequence[WordBlock]) -> tuple[Signed, int] | None:
    """Return who signs in the last of *said*, and the place where the signature begins."""
    if not said:
        return None
    if said[-1].is_table:
        return _signed_in_tables(said, blocks)
    begin = len(said)
    while begin and len(said) - begin < _SIGNATURES and _is_part(said[begin - 1], blocks):
        begin -= 1
    begin = _without_text(said, begin)
    rows = [(place, row) for place in range(begin, len(said)) for row in said[place].rows]
    groups = [number for number, (place, _) in enumerate(rows) if place == begin or said[place].is_apart]
    firsts = [number for number in groups if not number or rows[number - 1][0] != rows[number][0]]
    found = in_rows([row for _, row in rows], firsts) if rows else None
    return (found, rows[found.above][0]) if found else None


def _signed_in_tables(said: Sequence[Said], blocks: Sequence[WordBlock]) -> tuple[Signed, int] | None:
    """Return who signs in the tables that stand last, one after the other."""
    found: list[Signed] = []
    begin = len(said)
    while begin and isinstance(table := blocks[said[begin - 1].number], WordTable) and (signed := in_table(table)):
        found.insert(0, signed)
        begin -= 1
    return (together(found), begin) if found else None


def _is_part(one: Said, blocks: Sequence[WordBlock]) -> bool:
    block = blocks[one.number]
    is_line = isinstance(block, WordParagraph) and block.number is None and styled_level(block) is None
    return is_line and bool(one.rows) and all(is_part(said) for row in one.rows for said in row)


def _without_text(said: Sequence[Said], begin: int) -> int:
    """Return the place from *begin* on at which a signature can begin: at a name, or at an office that is one by its words or apart."""
    for place in range(begin, len(said)):
        columns = list(_columns(said[place]))
        group = list(_group(said, place))
        above = said[place - 1].words if place else ""
        if above.endswith(":") and not is_mark(above) and not says_signed(above):
            # Those who are listed so do not sign; who stands apart below them does.
            after = next((other for other in range(place + 1, len(said)) if said[other].is_apart), len(said))
            return _without_text(said, after) if after < len(said) else place
        if any(name_in(line) or is_office(line) or is_mark(line) for line in columns):
            return place
        if said[place].is_apart and place and any(map(name_in, group)):
            return place
    return len(said)


def _columns(one: Said) -> Iterator[str]:
    for row in one.rows:
        yield from row


def _group(said: Sequence[Said], place: int) -> Iterator[str]:
    """Yield what the lines from *place* on say, up to the next that stands apart."""
    for number in range(place, len(said)):
        if number > place and said[number].is_apart:
            return
        yield from _columns(said[number])
