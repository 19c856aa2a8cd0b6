"""What is kept while one story of a document (its text, its notes) is read: open fields and comments, and what was left."""

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from editions.model.word import Leftover
from editions.reading.word.names import M, W, local

#: Elements that hold characters, by name.
_TEXTS = (f"{W}t", f"{W}delText", f"{M}t")


class Field:
    """A field that is open: its instruction, and whether what follows is its result."""

    def __init__(self) -> None:
        self.instruction = ""
        self.shows = False

    @property
    def link(self) -> str:
        """The address of a HYPERLINK field (ECMA-376, part 1, 17.16.5.25); empty for others, and for places within."""
        parts = self.instruction.split()
        if not parts or parts[0].upper() != "HYPERLINK" or "\\l" in parts:
            return ""
        quoted = self.instruction.split('"')
        return quoted[1].strip() if len(quoted) > 2 else (parts[1] if len(parts) > 1 else "")


class Story:
    """What goes on from paragraph to paragraph."""

    def __init__(self) -> None:
        self.fields: list[Field] = []
        self.open_comments: dict[int, None] = {}
        self._commented: dict[int, list[str]] = {}
        self._left: Counter[tuple[str, str]] = Counter()
        self._read: set[int] = set()

    def leave(self, kind: str, words: str = "") -> None:
        """Note that a thing of *kind* was left, and the *words* with it."""
        self._left[kind, words] += 1

    def take(self, text: Element) -> str:
        """Return the characters of *text*, and note that they were read."""
        self._read.add(id(text))
        said = text.text or ""
        for identifier in self.open_comments:
            self._commented.setdefault(identifier, []).append(said)
        return said

    def pass_over(self, other: Element) -> None:
        """Note that the characters in *other* are said elsewhere, in another form."""
        self._read.update(id(text) for text in other.iter() if text.tag in _TEXTS)

    def commented(self, identifier: int) -> str:
        """Return the words at which the comment *identifier* stands."""
        return "".join(self._commented.get(identifier, ()))

    def look_for_unread(self, holder: Element) -> None:
        """Note the characters in *holder* that nothing has read: none is dropped unsaid."""
        unread = [text.text or "" for text in holder.iter() if text.tag in _TEXTS and id(text) not in self._read]
        if any(words.strip() for words in unread):
            self.leave("words where a document has none", "".join(unread))

    def leftovers(self) -> Iterator[Leftover]:
        """Yield what was left, each kind once for each of its words."""
        for (kind, words), count in self._left.items():
            yield Leftover(kind=kind, words=words, count=count)


def is_text(element: Element) -> bool:
    """Return whether *element* holds characters."""
    return element.tag in _TEXTS


def has_words(element: Element) -> bool:
    """Return whether characters, or a picture, stand in *element*."""
    return any(child.tag in _TEXTS or local(child.tag) in ("blip", "imagedata") for child in element.iter())
