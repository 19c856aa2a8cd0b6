"""Who changed what and when, as WordprocessingML says it (ECMA-376, part 1, 17.13.5): each mark with a number of its own."""

from dataclasses import dataclass
from datetime import datetime

from editions.rendering.docx.xml import attribute

#: The element that says what became of something, by what did: of what moved, where it was and where it is.
ELEMENTS = {"ins": "ins", "del": "del", "moved": "moveTo", "left": "moveFrom"}


@dataclass(frozen=True, kw_only=True)
class Signed:
    """Who made the changes, and when: *time* is in UTC."""

    author: str
    time: datetime

    @property
    def stamp(self) -> str:
        """The time to the second, as in "2026-03-08T10:00:00Z"."""
        return self.time.strftime("%Y-%m-%dT%H:%M:%SZ")


class Marks:
    """Gives marks out, numbered from 1, all signed alike."""

    def __init__(self, signed: Signed) -> None:
        self._signed = f"w:author={attribute(signed.author)} w:date={attribute(signed.stamp)}"
        self._count = 0

    def _start(self, element: str) -> str:
        self._count += 1
        return f'<w:{element} w:id="{self._count}" {self._signed}'

    def around(self, kind: str, content: str) -> str:
        """Return *content*, runs, as what *kind* became of them; of no kind, as it is."""
        return f"{self._start(ELEMENTS[kind])}>{content}</w:{ELEMENTS[kind]}>" if kind else content

    def of(self, kind: str) -> str:
        """Return the mark that says, in properties, what *kind* became of a paragraph's end or of a row."""
        return f"{self._start(ELEMENTS[kind])}/>" if kind else ""

    def look(self, before: str) -> str:
        """Return the mark that says how a run looked: its properties *before*."""
        return f"{self._start('rPrChange')}><w:rPr>{before}</w:rPr></w:rPrChange>"

    def form(self, before: str) -> str:
        """Return the mark that says what a paragraph was: its properties *before*."""
        return f"{self._start('pPrChange')}><w:pPr>{before}</w:pPr></w:pPrChange>"

    def move(self, kind: str, name: str) -> tuple[str, str]:
        """Return the marks between which all stands that moved as one: under *name* where it was and where it is."""
        element = f"{ELEMENTS[kind]}Range"
        start = f"{self._start(element + 'Start')} w:name={attribute(name)}/>"
        return start, f'<w:{element}End w:id="{self._count}"/>'
