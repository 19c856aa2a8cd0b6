"""One of our own DOCX, read back: each role by its content control or by its style, the body by its styles.

Where colleagues wrote in a style that is not ours, the place decides. What has no place in a source is told.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from editions.model.parties import RecipientList, Signatory
from editions.model.places import parts_of_style
from editions.model.prose import Block, Heading, Paragraph
from editions.model.runs import said
from editions.model.statement import Text
from editions.model.word import WordBlock, WordDocument, WordParagraph, WordTable, words
from editions.reading.word.containers import Containers
from editions.reading.word.inlines import Inlines, NewPicture, shortened
from editions.reading.word.tables import read_table

#: The role that a control's tag says, and the one that a style says, where no control does.
_CONTROLS = (
    (re.compile(r"editions\.reference"), "reference"),
    (re.compile(r"editions\.date"), "date"),
    (re.compile(r"editions\.heading"), "heading"),
    (re.compile(r"editions\.subject"), "subject"),
    (re.compile(r"editions\.body"), "body"),
    (re.compile(r"editions\.signatory\.\d+\.name"), "signatory"),
    (re.compile(r"editions\.signatory\.\d+\.office"), "office"),
    (re.compile(r"editions\.recipients\.lead"), "lead"),
    (re.compile(r"editions\.recipients\.names"), "recipient"),
    (re.compile(r"editions\.annexes\.(lead|names)"), "annexes"),
)
_STYLES = {
    "EditionsReference": "reference",
    "EditionsHeading": "heading",
    "EditionsSubject": "subject",
    "EditionsSignatory": "signatory",
    "EditionsOffice": "office",
    "EditionsRecipientLead": "lead",
    "EditionsRecipient": "recipient",
    "EditionsAnnexesLead": "annexes",
    "EditionsAnnex": "annexes",
}
_BODY = re.compile(r"Editions(?:Text|NumberedText|ListItem|ListEnd|Quotation|Section\d|AfterTable)(?:$|Kept|In|Anew)")
#: In the order in which they stand.
_REGIONS = ("head", "body", "signatory", "recipients", "annexes")
_REGION_OF = {
    "heading": "head", "subject": "head", "reference": "head", "date": "head", "body": "body", "signatory": "signatory",
    "office": "signatory", "lead": "recipients", "recipient": "recipients", "annexes": "annexes",
}  # fmt: skip
#: The last level of an outline (ECMA-376, part 1, 17.3.1.20); 9 is running text.
_DEEPEST = 8
#: Places of a look that are named one by one.
_NAMED = 3
_WORD_HEADING = re.compile(r"heading (\d)")


@dataclass(frozen=True, kw_only=True)
class Returned:
    """What a DOCX of ours says: *text* in the form of a source, and the lines above it as they stand.

    *lost* names what is in it and has no place in a source; *taken* what was taken for something by its place; *looks* what
    was set by hand and is the layout's, with the paragraphs; *cleaned* what was taken away and says nothing, and how often.
    """

    text: Text
    reference: str
    date_line: str
    annexes: tuple[str, ...]
    pictures: tuple[NewPicture, ...]
    lost: tuple[str, ...]
    taken: tuple[str, ...]
    looks: tuple[str, ...] = ()
    cleaned: tuple[tuple[str, int], ...] = ()


def is_ours(document: WordDocument) -> bool:
    """Return whether *document* says that it is an edition."""
    return "EditionsId" in document.custom


def read_ours(document: WordDocument, base: Text, pictures: Mapping[str, str], *, reference: str = "", date_line: str = "") -> Returned:
    """Return what *document* says, of which every tracked change is settled; *base* is the text that it was made from.

    *pictures* has the file of each picture of the source, by the SHA-256 of its bytes; *reference* is the source's,
    *date_line* the line of its place and date.
    """
    reader = _Reader(document, base, pictures, reference=reference, date_line=date_line)
    for block in document.blocks:
        reader.take(block)
    return reader.returned()


@dataclass(kw_only=True)
class _Lines:
    """The words of each role that is no body, in the order in which they stand."""

    reference: list[str] = field(default_factory=list)
    date: list[str] = field(default_factory=list)
    heading: list[str] = field(default_factory=list)
    subject: list[str] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    recipient: list[str] = field(default_factory=list)
    annexes: list[str] = field(default_factory=list)


class _Reader:
    def __init__(self, document: WordDocument, base: Text, pictures: Mapping[str, str], *, reference: str, date_line: str) -> None:
        self._base = base
        self._has_reference = bool(reference)
        self._reference = reference
        self._inlines = Inlines(document, base, pictures, {"reference": reference, "date": date_line})
        self._lines = _Lines()
        self._signatories: list[Signatory] = []
        self._body = Containers()
        self._region = "head"
        self._head_seen = False
        self._looks: dict[str, list[str]] = {}

    def take(self, block: WordBlock) -> None:
        """Take the next block of the document."""
        self._inlines.looks = {}
        self._take(block)
        looks = list(self._inlines.looks)
        if isinstance(block, WordParagraph) and block.runs:
            looks += [f"a paragraph {look}" for look in block.looks]
        for look in looks:
            shown = shortened(words(block.runs)) if isinstance(block, WordParagraph) else "a table"
            self._looks.setdefault(look, []).append(f'"{shown}"' if isinstance(block, WordParagraph) else shown)

    def _take(self, block: WordBlock) -> None:
        if isinstance(block, WordTable):
            self._take_table(block)
            return
        if not block.runs and block.number is None:
            return
        role = self._role(block)
        if role in _REGION_OF:
            self._region = _REGION_OF[role]
        self._head_seen = self._head_seen or role in ("heading", "subject")
        if role == "body":
            self._take_body(block)
        elif role == "":
            shown = self._shown(block)
            self._inlines.lose(f'the paragraph "{shown}" {self._where()}, where the source has no place for it')
        else:
            self._take_line(role, block)

    def _where(self) -> str:
        places = {"head": "stands above the heading", "signatory": "stands in the signature block", "annexes": "stands after the annexes"}
        return places.get(self._region, "stands after the recipients")

    def _shown(self, paragraph: WordParagraph) -> str:
        return " ".join(said(self._inlines.runs(paragraph.runs)).split())

    def _role(self, paragraph: WordParagraph) -> str:
        """Return the role of *paragraph*: "" where it has none."""
        for tag in reversed(paragraph.controls):
            for pattern, role in _CONTROLS:
                if pattern.fullmatch(tag):
                    return self._reference_or_date(role, paragraph)
        style = our_style(paragraph)
        if style in _STYLES:
            return self._reference_or_date(_STYLES[style], paragraph)
        if _BODY.match(style):
            return "body"
        return self._by_place(paragraph)

    def _reference_or_date(self, role: str, paragraph: WordParagraph) -> str:
        """Tell reference and date apart: they share a style, and the date is the last of them."""
        if role == "reference" and "editions.reference" not in paragraph.controls:
            return "date" if self._lines.reference or not self._has_reference else "reference"
        return role

    def _by_place(self, paragraph: WordParagraph) -> str:
        """Return the role of a *paragraph* in a style of somebody else."""
        if not self._shown(paragraph):
            return ""
        if (self._region == "head" and self._head_seen) or self._region == "body":
            return "body"
        if self._region == "recipients" and self._lines.recipient:
            self._take_as("a recipient", paragraph)
            return "recipient"
        return ""

    def _take_as(self, what: str, paragraph: WordParagraph) -> None:
        style = paragraph.style_name or "Normal"
        self._inlines.take(f'"{self._shown(paragraph)[:60]}", in the style "{style}", is taken for {what}')

    def _take_line(self, role: str, paragraph: WordParagraph) -> None:
        words = self._inlines.line(paragraph.runs, role)
        if not words:
            return
        if role == "signatory":
            self._signatories.append(Signatory(name=words))
        elif role == "office":
            self._take_office(words)
        else:
            getattr(self._lines, role).append(words)

    def _take_office(self, words: str) -> None:
        if not self._signatories or self._signatories[-1].office:
            self._inlines.lose(f'the office "{words}" stands under no signatory of its own')
            return
        self._signatories[-1] = Signatory(name=self._signatories[-1].name, office=words)

    def _take_table(self, table: WordTable) -> None:
        if self._region not in ("head", "body") or not self._head_seen:
            self._inlines.lose("a table stands outside the text")
            return
        self._region = "body"
        found, path, anew = read_table(table, self._inlines)
        if found is not None:
            self._body.add(found, path, anew=anew)

    def _take_body(self, paragraph: WordParagraph) -> None:
        block, path, anew = self._block(paragraph)
        if block is not None and not our_style(paragraph).startswith("Editions"):
            item = "an item of a list" if paragraph.number is not None else "a quotation" if path.endswith("Q") else "text"
            self._take_as(f"a heading of level {block.level}" if isinstance(block, Heading) else item, paragraph)
        is_item = paragraph.number is not None and "L" in path and not our_style(paragraph).startswith("EditionsNumbered")
        if block is None and not is_item:
            return
        self._body.add(block or Paragraph(inlines=()), path, paragraph.number if is_item else None, anew)

    def _block(self, paragraph: WordParagraph) -> tuple[Block | None, str, int]:
        """Return what *paragraph* is, the path at which it stands, and what begins with it."""
        role, path, anew = parts_of_style(our_style(paragraph))
        runs = self._inlines.runs(paragraph.runs)
        inlines = self._inlines.folded(runs)
        level = _heading_level(role, paragraph)
        if level:
            return (Heading(level=level, inlines=inlines) if inlines else None), path, anew
        if role == "EditionsQuotation" or (not role.startswith("Editions") and paragraph.style_name.lower() in ("quote", "intense quote")):
            path = path or "Q"
        elif paragraph.number is not None and not role.startswith("EditionsNumbered"):
            path = _item_path(path, paragraph.number.level)
        elif role in ("EditionsListItem", "EditionsListEnd"):
            path = path or "L"
        return (Paragraph(inlines=inlines) if inlines else None), path, anew

    def returned(self) -> Returned:
        """Return all that was taken."""
        lines = self._lines
        if lines.reference and not lines.date and lines.reference[-1] != self._reference:
            # Of two lines in one style the last is the date: here the reference was taken out.
            lines.date.append(lines.reference.pop())
        for role, said_of_it in (("heading", lines.heading), ("subject", lines.subject)):
            if len(said_of_it) > 1:
                self._inlines.take(f"the {role} stands in {len(said_of_it)} paragraphs, and is taken for one")
        text = Text(
            language=self._base.language,
            heading=" ".join(lines.heading),
            subject=" ".join(lines.subject),
            body=self._body.blocks(),
            footnotes=tuple(self._inlines.notes),
            signatories=tuple(self._signatories),
            recipients=self._recipients(),
            place=self._base.place,
            file=self._base.file,
        )
        return Returned(
            text=text,
            reference=" ".join(lines.reference),
            date_line=" ".join(lines.date),
            annexes=tuple(lines.annexes),
            pictures=tuple(self._inlines.pictures),
            lost=tuple(dict.fromkeys(self._inlines.lost)),
            taken=tuple(dict.fromkeys(self._inlines.taken)),
            looks=tuple(_told_look(look, places) for look, places in self._looks.items()),
            cleaned=tuple(self._inlines.cleaned.items()),
        )

    def _recipients(self) -> RecipientList | None:
        if not self._lines.lead and not self._lines.recipient:
            return None
        return RecipientList(lead=self._lead(" ".join(self._lines.lead)), names=tuple(self._lines.recipient))

    def _lead(self, words: str) -> str:
        """Return *words* as the source has them: the colon after them is the edition's, unless the source has its own."""
        before = self._base.recipients.lead if self._base.recipients else ""
        bare = words.removesuffix(":").rstrip("\u00a0 ")
        return before if bare == before.removesuffix(":").rstrip("\u00a0 ") else bare


def _told_look(look: str, places: list[str]) -> str:
    """Return *look* with the *places* that have it: the first of them by their words, all of them counted."""
    more = f" and {len(places) - _NAMED} more" if len(places) > _NAMED else ""
    return f"{look} (in {len(places)} {'place' if len(places) == 1 else 'places'}): {'; '.join(places[:_NAMED])}{more}"


def our_style(paragraph: WordParagraph) -> str:
    """Return the id of the style of ours that *paragraph* has: where a program made new ids, its name says it."""
    if paragraph.style.startswith("Editions"):
        named = paragraph.style
    else:
        named = paragraph.style_name.replace(" ", "") if paragraph.style_name.startswith("Editions ") else paragraph.style
    return re.sub(r"KeptWithNext$", "Kept", named)


def _heading_level(role: str, paragraph: WordParagraph) -> int:
    """Return the level of a heading in the body, 0 for what is none; Word's first is the statement's own."""
    if found := re.fullmatch(r"EditionsSection(\d)", role):
        return int(found[1])
    if role.startswith("Editions"):
        return 0
    found = _WORD_HEADING.fullmatch(paragraph.style_name.lower())
    if found is None and (paragraph.outline is None or paragraph.outline > _DEEPEST):
        return 0
    return min(max(int(found[1]) - 1 if found else paragraph.outline or 0, 1), 5)


def _item_path(path: str, level: int) -> str:
    """Return *path* as deep in lists as *level*, counted from 0, says: colleagues move items in and out."""
    while path.count("L") > level + 1:
        path = path[: path.rindex("L")]
    return path + "L" * (level + 1 - path.count("L"))
