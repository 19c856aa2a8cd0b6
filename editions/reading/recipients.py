"""The address sentence of a statement, divided into recipients: what is certain is done, the rest is said."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from editions.problems import Problem, Refusal

#: How the sentence begins, up to where the names do. Only forms that are certain.
_LEADS = (
    re.compile(
        r"^(?P<lead>(?:This|The|Our) [\w -]{3,60}? (?:is|are|shall be|will be) (?:addressed|sent|submitted|forwarded) to)\s*:?\s+",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?P<lead>(?:(?:Настоящ|Данн)(?:ее|ая|ий|ое|ый)\s|Это\s|Эта\s)?[\w -]{3,40}?\s"
        r"(?:адресован[оа]?|направлен[оа]?|адресуется|направляется))\s*:?\s+",
        re.IGNORECASE,
    ),
    re.compile(r"^(?P<lead>(?:Diese|Die)\s[\w -]{3,40}?\s(?:ist|sind|richtet sich|wird)\s(?:gerichtet )?an)\s*:?\s+", re.IGNORECASE),
    re.compile(
        r"^(?P<lead>(?:Cette|La|Ce|Le) [\w -]{3,40}? (?:est|sont) (?:adressée?s?|envoyée?s?|transmise?s?) (?:à|aux?))\s*:?\s+",
        re.IGNORECASE,
    ),
    re.compile(r"^(?P<lead>(?:يوجه|وجه|يرسل) [\w ]{3,30}? إلى)\s*:?\s+"),
    # The verb stands at the end of the sentence, or before a list.
    re.compile(
        r"^(?P<lead>(?:(?:Bu|Hazırkı)\s)?(?:bəyanat|müraciət|açıqlama|məlumat|məktub)\w*\s"
        r"(?:ünvanlanır|ünvanlanmışdır|göndərilir|təqdim edilir))\s*:?\s+",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?P<lead>(?:(?:Bu|Hazırkı)\s)?(?:bəyanat|müraciət|açıqlama|məlumat|məktub)\w*)\s+"
        r"(?=.+\s(?P<verb>ünvanlanır|ünvanlanmışdır|göndərilir|təqdim edilir)\.?$)",
        re.IGNORECASE,
    ),
)
_LAST = re.compile(r"^(?:as well as to|as well as|and to|and|а также|и|sowie|und|həmçinin|habelə|və|ainsi que|et)\s+", re.IGNORECASE)
_COMMA = "\ue000"


@dataclass(frozen=True, kw_only=True)
class Division:
    """An address sentence, divided; *left_out* are words that join the names, *doubts* what may be wrong."""

    lead: str
    names: tuple[str, ...]
    left_out: tuple[str, ...]
    doubts: tuple[str, ...]


def is_address(line: str) -> bool:
    """Return whether *line* begins as an address sentence does."""
    return any(lead.match(line) for lead in _LEADS)


def divide(sentence: str, known: Iterable[str]) -> Division:
    """Return *sentence*, which :func:`is_address` knows, divided at its commas and semicolons.

    A name of *known* that contains commas stays whole.
    """
    match = next(found for lead in _LEADS if (found := lead.match(sentence)))
    verb = match.groupdict().get("verb") or ""
    rest = sentence[match.end() :]
    left_out = [rest[-1]] if rest.endswith(".") else []
    parts = list(names_in(rest.removesuffix(".").removesuffix(verb), known))
    if joint := _LAST.match(parts[-1]):
        left_out.insert(0, joint[0].strip())
        parts[-1] = parts[-1][joint.end() :]
    return Division(lead=f"{match['lead']} {verb}".rstrip(), names=tuple(parts), left_out=tuple(left_out), doubts=tuple(_doubts(parts)))


def names_in(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return *text* divided at its commas and semicolons, those of Arabic as well; a name of *known* that contains commas stays whole."""
    parts = (part.replace(_COMMA, ",").strip() for part in re.split(r"[,;،؛](?![^()]*\))", _protected(text, known)))
    return tuple(part for part in parts if part)


def _protected(text: str, known: Iterable[str]) -> str:
    """Return *text* with the commas inside known names hidden from the division."""
    for name in known:
        pattern = r"\s+".join(re.escape(word) for word in name.split())
        text = re.sub(pattern, lambda match: match[0].replace(",", _COMMA), text, flags=re.IGNORECASE)
    return text


def _doubts(parts: list[str]) -> Iterable[str]:
    """Yield what is not certain: parts that go on as the one before them does, and names that may be two."""
    for before, part in pairwise(parts):
        if _LAST.match(part):
            yield f'"{part}" may belong to "{before}"'
        elif re.match(r"^[A-ZА-Я]\w+(?:, | and | и | und | və )[A-ZА-Я]", part) and not re.search(r"\b(?:of|for|the|in)\b", part):
            yield f'"{part}" may be the end of a name that begins with "{before}"'
    last = parts[-1]
    if re.search(r"\s(?:and (?:the|to)|и|und|və)\s", last):
        yield f'"{last}" may be two'


def read_names(lists: Iterable[Path]) -> list[str]:
    """Return the names in the files *lists* that are there, one a line; lines that begin with # say something else.

    Raises:
        Refusal: one of them cannot be read, or is not UTF-8.
    """
    return [name for path in lists if path.is_file() for line in _lines(path) if (name := line.strip()) and not name.startswith("#")]


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        what = f"not UTF-8: byte {error.start + 1} is {error.object[error.start]:#04x}"
        raise Refusal(Problem(str(path), what, "Save it as UTF-8.")) from None
    except OSError as error:
        raise Refusal(Problem(str(path), f"cannot be read: {error.strerror}", "Look at the file's permissions.")) from None
