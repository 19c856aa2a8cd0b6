"""What is kept while one story of a document (its text, its notes) is read: open fields and comments, and what was left."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from editions.model.word import Leftover
from editions.reading.word.names import VAL, A, M, W, local, number, toggle, value

#: Elements that hold characters, by name.
TEXTS = frozenset((f"{W}t", f"{W}delText", f"{M}t", f"{A}t"))
_PICTURES = ("blip", "imagedata")
#: Words of an instruction: quoted, or up to the next blank (ECMA-376, part 1, 17.16.3).
_ARGUMENT = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
#: Switches of HYPERLINK that have an argument of their own (17.16.5.25).
_WITH_ARGUMENT = ("\\l", "\\o", "\\t")
#: Comments that may be open at one place, and the characters that are kept of the words at which one stands.
_OPEN, _AT = 20, 1000


class Field:
    """A field that is open.

    *shows* says whether what follows is its result; *is_whole*, whether the story holds its end; *is_inner*,
    whether it stands in the instruction of another; *link*, to what address its result leads; *filled_in*, what a person
    has chosen or ticked where it is a field of a form.
    """

    def __init__(self, around: "Field | None" = None, *, is_whole: bool = True, filled_in: str = "") -> None:
        self.shows = False
        self.filled_in = filled_in
        self.is_whole = is_whole
        self.is_inner = around is not None and around.hides
        self.link: str = around.link if around is not None else ""
        self._parts: list[str] = []

    @property
    def hides(self) -> bool:
        """Whether what stands here is no part of what the reader of the document sees."""
        return self.is_inner or (self.is_whole and not self.shows)

    @property
    def kind(self) -> str:
        """What the field is, as in "PAGEREF"; empty where it does not say."""
        return next(iter("".join(self._parts[:10]).split()), "").upper()

    @property
    def instruction(self) -> str:
        """What the field is to do, as it stands in the file."""
        return "".join(self._parts).strip()

    def instruct(self, text: str) -> None:
        """Take *text* as a part of the instruction."""
        if not self.shows:
            self._parts.append(text)

    def show(self) -> None:
        """Begin the result."""
        self.shows = True
        if self.kind == "HYPERLINK":
            self.link = _address("".join(self._parts)) or self.link


def _address(instruction: str) -> str:
    """Return where a HYPERLINK leads: an address with its anchor; empty for a place within the document."""
    address, anchor, switch = "", "", ""
    for quoted, bare in _ARGUMENT.findall(instruction)[1:]:
        if switch:
            anchor = (quoted or bare) if switch == "\\l" else anchor
            switch = ""
        elif bare.startswith("\\"):
            switch = bare if bare in _WITH_ARGUMENT else ""
        else:
            address = address or quoted.replace("\\\\", "\\").strip() or bare
    return f"{address}#{anchor}" if address and anchor else address


class Story:
    """What goes on from paragraph to paragraph."""

    def __init__(self) -> None:
        self.fields: list[Field] = []
        #: The numbers of the comments that stand at what is read now.
        self.comments: tuple[int, ...] = ()
        #: How many paragraphs, tables, rows and cells were read.
        self.blocks = 0
        self._commented: dict[int, list[str]] = {}
        self._left: Counter[tuple[str, str]] = Counter()
        self._read: set[int] = set()
        self._whole: set[int] = set()

    def begin(self, holder: Element) -> None:
        """Begin to read *holder*: fields and comments of another part do not reach into it."""
        self.fields, self.comments = [], ()
        self._whole = set(_ended(holder))

    def open_field(self, mark: Element) -> None:
        """Open the field that *mark* begins."""
        around = self.fields[-1] if self.fields else None
        self.fields.append(Field(around, is_whole=id(mark) in self._whole, filled_in=_filled_in(mark)))

    def open_comment(self, identifier: int) -> None:
        """Begin the words at which the comment *identifier* stands; no more than twenty are open at once."""
        if identifier not in self.comments and len(self.comments) < _OPEN:
            self.comments += (identifier,)

    def close_comment(self, identifier: int) -> None:
        """End the words at which the comment *identifier* stands."""
        self.comments = tuple(one for one in self.comments if one != identifier)

    def leave(self, kind: str, words: str = "") -> None:
        """Note that a thing of *kind* was left, and the *words* with it."""
        self._left[kind, words] += 1

    def take(self, text: Element) -> str:
        """Return the characters of *text*, and note that they were read."""
        self._read.add(id(text))
        said = text.text or ""
        for identifier in self.comments:
            if said and len(parts := self._commented.setdefault(identifier, [])) < _AT:
                parts.append(said)
        return said

    def pass_over(self, texts: Iterable[Element]) -> None:
        """Note that *texts* were read elsewhere, in another form, or are named."""
        self._read.update(id(text) for text in texts if text.tag in TEXTS)

    def commented(self, identifier: int) -> str:
        """Return the words at which the comment *identifier* stands, the first thousand characters of them."""
        said = ""
        for part in self._commented.get(identifier, ()):
            said += part[:_AT]
            if len(said) > _AT:
                return said[:_AT] + "…"
        return said

    def look_for_unread(self, holder: Element) -> None:
        """Note the characters in *holder* that nothing has read: none is dropped unsaid."""
        unread = [text.text or "" for text in holder.iter() if text.tag in TEXTS and id(text) not in self._read]
        if any(words.strip() for words in unread):
            self.leave("words where a document has none", "".join(unread))

    def leftovers(self) -> Iterator[Leftover]:
        """Yield what was left, each kind once for each of its words."""
        for (kind, words), count in self._left.items():
            yield Leftover(kind=kind, words=words, count=count)


def _ended(holder: Element) -> Iterator[int]:
    """Yield the identity of each mark in *holder* that begins a field whose end is there too."""
    begun: list[int] = []
    for mark in holder.iter(f"{W}fldChar"):
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            begun.append(id(mark))
        elif kind == "end" and begun:
            yield begun.pop()


def _filled_in(mark: Element) -> str:
    """Return what was chosen from a list, or a box ticked or empty, in the field of a form that *mark* begins (17.16.17)."""
    form = mark.find(f"{W}ffData")
    box, choices = (form.find(f"{W}checkBox"), form.find(f"{W}ddList")) if form is not None else (None, None)
    if box is not None:
        ticked = toggle(box, "checked")
        return "☒" if (toggle(box, "default") if ticked is None else ticked) else "☐"
    entries = [entry.get(VAL, "") for entry in choices.iterfind(f"{W}listEntry")] if choices is not None else []
    chosen = number(value(choices, "result") or value(choices, "default"))
    return entries[chosen] if 0 <= chosen < len(entries) else ""


def has_words(element: Element) -> bool:
    """Return whether characters, or a picture, stand in *element*."""
    return any(child.tag in TEXTS or local(child.tag) in _PICTURES for child in element.iter())
