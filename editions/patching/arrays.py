"""A list of texts in TOML, changed: each keeps its line and the comments beside and above it."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from editions.writing_source.front import toml

_TEXT = r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\''
_BETWEEN = r"(?:[ \t\n]|#[^\n]*\n)*"
#: A text with what stands above it, the comma, and what stands behind that in its line.
_ENTRY = re.compile(rf"(?P<lead>{_BETWEEN})(?P<text>{_TEXT})(?P<gap>{_BETWEEN}(?=,))?(?P<comma>,?)(?P<tail>[ \t]*(?:#[^\n]*)?)", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class _Entry:
    """A text of the list, and what belongs to it: what stands above it, before its comma, and behind that."""

    lead: str
    source: str
    gap: str = ""
    tail: str = ""

    @property
    def value(self) -> str:
        return str(tomllib.loads(f"a = {self.source}")["a"])


def patch_array(source: str, wanted: Sequence[str]) -> str:
    """Return *source*, a list of texts from "[" to "]", with the texts *wanted*; each on a line of its own if they were."""
    entries, opening, closing, comma = _divided(source[1:-1])
    if "\n" not in source:
        return f"[{', '.join(_source(entries, text) for text in wanted)}]"
    kept = _arranged(entries, wanted)
    body, before = "", opening
    for number, entry in enumerate(kept):
        body += before + _below(before, entry.lead) + entry.source + entry.gap + ("," if comma or number < len(kept) - 1 else "")
        before = entry.tail
    return f"[{body}{before}{_below(before, closing)}]"


def _below(before: str, text: str) -> str:
    """Return *text* as it stands behind *before*: in a line of its own, where that is a comment."""
    return f"\n{text}" if "#" in before and not text.startswith("\n") else text


def _source(entries: Sequence[_Entry], text: str) -> str:
    return next((entry.source for entry in entries if entry.value == text), toml(text))


def _divided(inner: str) -> tuple[list[_Entry], str, str, bool]:
    """Return the entries of *inner*, what stands in the line of the bracket, what stands behind all, and if a comma does."""
    entries: list[_Entry] = []
    place, comma = 0, True
    while match := _ENTRY.match(inner, place):
        comma = bool(match["comma"])
        entries.append(_Entry(lead=match["lead"], source=match["text"], gap=match["gap"] or "", tail=match["tail"]))
        place = match.end()
    opening = ""
    if entries and "\n" in entries[0].lead:
        opening, _, rest = entries[0].lead.partition("\n")
        entries[0] = replace(entries[0], lead="\n" + rest)
    return entries, opening, inner[place:], comma


def _arranged(entries: Sequence[_Entry], wanted: Sequence[str]) -> list[_Entry]:
    """Return an entry for each of *wanted*: its own, wherever it stood, or that of the name it takes the place of, or a new one."""
    old = [entry.value for entry in entries]
    taken: set[int] = set()
    found: dict[int, _Entry] = {}
    replacing: dict[int, int] = {}
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, list(wanted), autojunk=False).get_opcodes():
        if kind == "equal":
            found |= {j1 + offset: entries[i1 + offset] for offset in range(i2 - i1)}
            taken |= set(range(i1, i2))
        elif kind == "replace" and i2 - i1 == j2 - j1:
            replacing |= {j1 + offset: i1 + offset for offset in range(i2 - i1)}
    for number, text in enumerate(wanted):
        same = next((place for place, value in enumerate(old) if value == text and place not in taken), None)
        if number not in found and same is not None:
            found[number] = entries[same]
            taken.add(same)
    for number, text in enumerate(wanted):
        if number not in found and (place := replacing.get(number)) is not None and place not in taken:
            found[number] = replace(entries[place], source=toml(text))
            taken.add(place)
    return [found.get(number) or _Entry(lead=_indent(entries), source=toml(text)) for number, text in enumerate(wanted)]


def _indent(entries: Sequence[_Entry]) -> str:
    """Return the line end and the blanks before a new entry."""
    for entry in entries:
        if "\n" in entry.lead:
            return "\n" + entry.lead.rpartition("\n")[2]
    return "\n  "
