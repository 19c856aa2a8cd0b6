"""Heads and feet of a DOCX, found among the letters that stand along the pages of the PDF that it was set as."""

import re
from collections.abc import Mapping, Sequence

from editions.model.evidence import DocxEvidence, DocxParagraph, DocxSection, Passage
from editions.seeing.letters import Letter

Letters = tuple[Letter, ...]


class SetAlong:
    """What stands along the pages, whose *heights* are in points: it is marked as no content of theirs."""

    def __init__(self, docx: DocxEvidence, heights: Mapping[int, float], letters: Sequence[Letter]) -> None:
        self._docx = docx
        self._heights = heights
        self._letters = [letter for letter in letters if letter.artifact]

    def letters(self, passage: Passage) -> Letters:
        """Return the letters of *passage* on the first page that shows them; of a part as a whole, those of all its paragraphs."""
        paragraphs = [one for one in self._docx.running[passage.part] if passage.paragraph in (0, one.place)]
        for page in self._pages(passage.part):
            beside = [letter for letter in self._letters if letter.page == page and self._is_in(passage.part, letter)]
            if found := tuple(letter for one in paragraphs for letter in _shown(one, beside, passage)):
                return found
        return ()

    def _pages(self, part: str) -> list[int]:
        """Return the pages on which *part* can be: the first, or those behind it."""
        pages, sections = sorted(self._heights), self._docx.sections
        places = [place for section in sections for place, name in section.running.items() if name == part]
        if any("first" in place for place in places):
            return pages[:1]
        return pages[_has_first(sections[0]) :] if places else []

    def _is_in(self, part: str, letter: Letter) -> bool:
        """Return whether *letter* stands in the half of its page in which *part*, a header or a footer, does."""
        return (sum(letter.box[1::2]) > self._heights[letter.page]) == part.startswith("word/header")


def _has_first(section: DocxSection) -> bool:
    return section.look.get("titlePg", "false") not in ("false", "0", "off")


def _shown(paragraph: DocxParagraph, beside: Sequence[Letter], passage: Passage) -> Letters:
    """Return which of *beside* show *passage* of *paragraph*; fields show something else on each page."""
    pattern, at, groups = "", 0, 0
    for run in paragraph.runs:
        letters = "" if run.change == "del" else "".join(run.text.split())
        first, last = max(passage.first - at, 0), min((passage.last or at + len(letters)) - at, len(letters))
        at += len(letters)
        if first >= last:
            pattern += r"\w+" if run.field and letters else re.escape(letters)
            continue
        groups += 1
        before, inside, behind = (re.escape(part) for part in (letters[:first], letters[first:last], letters[last:]))
        pattern += r"(\w+)" if run.field else f"{before}({inside}){behind}"
    found = re.search(pattern, "".join(letter.text for letter in beside)) if groups else None
    return tuple(beside[found.start(1) : found.end(groups)]) if found else ()
