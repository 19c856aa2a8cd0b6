"""A statement as plain text, in the customary order: heading, subject, paragraphs, signatory, address.

Plain text is not Markdown: a star is a star, and "1990." at the beginning of a line no list.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from editions.model.parties import RecipientList, Signatory
from editions.problems import Problem, Refusal
from editions.reading.cleaning import Removal, clean
from editions.reading.recipients import divide, is_address

#: Words within a name that begin with a small letter.
_PARTICLES = frozenset(
    ("al", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le", "oğlu", "qızı", "van", "von", "y", "zu")
)
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
#: An office in the subject line: "by the Commissioner for … concerning …".
_OFFICE = re.compile(r"^by the (?P<office>.+?) (?:concerning|regarding|on the occasion of|on|about)\b")
_LONGEST_HEADING = 120
#: How a paragraph ends; after the mark there may stand a quotation mark or a parenthesis.
END = re.compile(r"""[.:;,!?…؟؛،][\])»”’"']*$""")
#: Paragraphs that are named one by one.
_NAMED = 3


@dataclass(frozen=True, kw_only=True)
class PlainText:
    """What a plain text says, by its parts; each paragraph with its line."""

    heading: str
    subject: str
    paragraphs: tuple[tuple[int, str], ...]
    signatory: Signatory
    recipients: RecipientList | None
    removals: tuple[Removal, ...]
    remarks: tuple[Problem, ...]


def read_plaintext(text: str, where: str, names: Iterable[str]) -> PlainText:
    """Return the parts of *text*; *names* are recipients' names that contain commas.

    Raises:
        Refusal: there is no heading, no text or no signatory.
    """
    cleaned = clean(text)
    groups = _groups(cleaned.lines)
    remarks: list[Problem] = []
    (heading_line, heading), subject, rest = head_of(groups, where)
    recipients, rest = recipients_of(rest, names, where, remarks)
    signatory, paragraphs = signatory_of(rest, where)
    if not signatory.office and (office := office_in(subject)):
        signatory = Signatory(name=signatory.name, office=office)
        remarks.append(Problem(where, f'the office is taken from the subject line: "{office}"', "", heading_line + 1))
    if not paragraphs:
        raise Refusal(
            Problem(where, "there is no text between the heading and the signatory", "Write it, a paragraph a line.", heading_line)
        )
    remarks.extend(unfinished(paragraphs, where))
    return PlainText(
        heading=heading, subject=subject, paragraphs=tuple(paragraphs), signatory=signatory,
        recipients=recipients, removals=cleaned.removals, remarks=tuple(remarks),
    )  # fmt: skip


Line = tuple[int, str]


def unfinished(paragraphs: list[Line], where: str) -> Iterator[Problem]:
    """Yield what is not certain of paragraphs that end in no mark: lines that were cut off, a second signatory, a line of the head."""
    found = [(number, words) for number, words in paragraphs if not END.search(words)]
    remedy = "A paragraph stands in one line. Look at it: it may go on below, or be a part of the heading or of the signature."
    if len(found) > _NAMED:
        yield Problem(
            where, f"not certain: {len(found)} paragraphs do not end as a sentence does, the first of them here", remedy, found[0][0]
        )
        return
    for number, words in found:
        shown = words if len(words) <= 40 else f"{words[:40]}…"
        yield Problem(where, f'not certain: the paragraph "{shown}" does not end as a sentence does', remedy, number)


def _groups(lines: tuple[str, ...]) -> list[list[Line]]:
    """Return the lines that are not empty, in groups that empty lines part."""
    groups: list[list[Line]] = [[]]
    for number, line in enumerate(lines, 1):
        if line:
            groups[-1].append((number, line))
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def head_of(groups: list[list[Line]], where: str) -> tuple[Line, str, list[list[Line]]]:
    """Return the heading, the subject line and what follows them."""
    first, rest = groups[0], groups[1:]
    heading = first[0]
    if len(heading[1]) > _LONGEST_HEADING or heading[1][-1] in ".;,":
        raise Refusal(
            Problem(
                where,
                "there is no heading",
                "Begin with a line of its own, such as STATEMENT, and an empty line after the subject.",
                heading[0],
            )
        )
    if len(first) == 1 and rest and len(rest[0]) == 1 and len(rest) > 2 and rest[0][0][1][-1] not in ".;":
        # The subject stands for itself, between two empty lines.
        return heading, rest[0][0][1], rest[1:]
    if len(first) > 2:
        return heading, first[1][1], [first[2:], *rest]
    return heading, first[1][1] if len(first) == 2 else "", rest


def recipients_of(
    groups: list[list[Line]], names: Iterable[str], where: str, remarks: list[Problem]
) -> tuple[RecipientList | None, list[list[Line]]]:
    """Return the recipients, if the last line is the address sentence, and the groups without it."""
    number, sentence = groups[-1][-1] if groups else (0, "")
    if not is_address(sentence):
        remarks.append(
            Problem(
                where,
                "there is no address sentence, so the statement names no recipients",
                'It begins "This Statement is addressed to …".',
                number,
            )
        )
        return None, groups
    division = divide(sentence, names)
    if division.left_out:
        shown = ", ".join(f'"{words}"' for words in division.left_out)
        remarks.append(Problem(where, f"left out of the recipient list: {shown}", "", number))
    remarks.extend(
        Problem(where, f"not certain: {doubt}", "Look at the recipients; a name with commas goes into names.txt.", number)
        for doubt in division.doubts
    )
    rest = [*groups[:-1], groups[-1][:-1]]
    return RecipientList(lead=division.lead, names=division.names), [group for group in rest if group]


def signatory_of(groups: list[list[Line]], where: str) -> tuple[Signatory, list[Line]]:
    """Return who signs, and the paragraphs before; an office stands below the name, with no empty line between."""
    lines = [line for group in groups for line in group]
    last = groups[-1] if groups else []
    if len(last) > 1 and is_name(last[-2][1]) and last[-1][1][-1] not in ".;:!?":
        return Signatory(name=last[-2][1], office=last[-1][1]), lines[:-2]
    if last and is_name(last[-1][1]):
        return Signatory(name=last[-1][1]), lines[:-1]
    number = lines[-1][0] if lines else 1
    raise Refusal(
        Problem(where, "there is no signatory", "Write the name in a line of its own, after the text; the office may follow.", number)
    )


def office_in(subject: str) -> str:
    """Return the office that *subject* names as that of who speaks; empty where it names none."""
    found = _OFFICE.match(subject)
    return found["office"] if found else ""


def is_name(line: str) -> bool:
    """Return whether *line* can be a name: two to six words with capital letters, and no end of a sentence."""
    words = line.split()
    return (
        2 <= len(words) <= 6
        and all(_NAME_WORD.fullmatch(word) and (word in _PARTICLES or not word[0].islower()) for word in words)
        and (line[-1] != "." or len(words[-1]) <= 3)
    )
