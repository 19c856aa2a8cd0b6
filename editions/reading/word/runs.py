"""Runs: the characters of a paragraph with their looks, pictures, notes, and whatever Word wraps around them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from editions.model.word import Change, WordBreak, WordNote, WordParagraph, WordRun, WordText
from editions.reading.word.changes import KINDS, change_of
from editions.reading.word.drawings import Drawings
from editions.reading.word.formulas import in_formula
from editions.reading.word.looks import Looks
from editions.reading.word.names import M, R, W, local, number, value
from editions.reading.word.package import WordPackage
from editions.reading.word.story import TEXTS, Field, Story, has_words
from editions.reading.word.styles import Styles
from editions.reading.word.symbols import character

#: What stands between runs and says nothing, by what it is called; an empty name is not worth a word.
_MARKS = {
    "bookmarkStart": "a bookmark",
    "proofErr": "a mark of the spelling checker",
    "permStart": "a mark of who may edit",
    "subDoc": "another document, named and not in this one",
    "contentPart": "handwriting",
    "pgNum": "a page number that Word writes itself",
    **dict.fromkeys(("dayShort", "monthShort", "yearShort", "dayLong", "monthLong", "yearLong"), "a date that Word writes itself"),
}
#: Wrappers that are noted; what is in them is read.
_WRAPPERS = {"smartTag": "a smart tag", "customXml": "a mark of an XML schema"}
#: What describes the wrapper that it stands in.
_SILENT = frozenset(
    ("pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "rubyPr", "fldData", "tblPr", "tblGrid", "tcPr", "trPr", "sectPr")
)
_CHARACTERS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
#: Characters of an address: Word itself takes no more than 2,083.
_LONGEST_ADDRESS = 10_000
#: Blanks that Word takes away at both ends of a text, unless they are to be kept (XML 1.0, 2.10).
_BLANKS = " \t\r\n"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, kw_only=True, slots=True)
class Around:
    """What stands around a run: the address of a link, the change that it is a part of; how deep it lies."""

    link: str = ""
    change: Change | None = None
    depth: int = 0


class Runs:
    """Reads the runs of one part."""

    #: Wrappers, tables and boxes one in the other; Word itself refuses tables more than some 30 deep.
    DEEPEST = 60
    #: Elements that may be looked at to choose between alternatives: more are in each other to cost time.
    _LOOKS = 10_000_000

    def __init__(self, package: WordPackage, part: str, styles: Styles, story: Story, *, keeps_blanks: bool = False) -> None:
        """Read the runs of *part*; *keeps_blanks* is what its root says of those at the ends of a text."""
        self._package = package
        self._relations = package.relations(part)
        self._story = story
        self._looks = Looks(styles)
        self._drawings = Drawings(package, self._relations, story, self.chosen)
        self._keeps_blanks = keeps_blanks
        self._looked = 0
        self.take_boxes = self._drawings.take_boxes
        self.take_size = self._looks.take_size

    def note(self, name: str) -> None:
        """Note that a wrapper *name* was taken away."""
        if name in _WRAPPERS:
            self._story.leave(_WRAPPERS[name])

    def mark(self, element: Element, name: str) -> None:
        """Take note of *element*, which says nothing itself."""
        if name == "commentRangeStart":
            self._story.open_comment(number(element.get(f"{W}id")))
        elif name == "commentRangeEnd":
            self._story.close_comment(number(element.get(f"{W}id")))
        elif name in _MARKS:
            self._story.leave(_MARKS[name])

    def control(self, element: Element) -> str:
        """Return the tag of the control *element*; empty where it has none."""
        properties = element.find(f"{W}sdtPr")
        if properties is not None and properties.find(f"{W}showingPlcHdr") is not None:
            self._story.leave("a control that nobody has filled in, of which the prompt is taken")
        return value(properties, "tag")

    def chosen(self, alternatives: Element) -> Element:
        """Return that of *alternatives* which is read: the first that says something; what others say otherwise is noted."""
        found = self._first(alternatives)
        said = {"", self._said(found)}
        for option in alternatives:
            if option is not found:
                self._story.pass_over(option.iter())
                if (other := self._said(option)) not in said:
                    self._story.leave("words that stand there for older programs only", other)
                    said.add(other)
        return found

    def _first(self, alternatives: Element) -> Element:
        self._look(sum(1 for _ in alternatives.iter()))
        options = list(alternatives)
        return next((option for option in options if has_words(option)), options[0] if options else alternatives)

    def _said(self, holder: Element) -> str:
        """Return the words in *holder*, each once, with no more than a blank between them."""
        said, open_elements = [], [holder]
        while open_elements:
            element = open_elements.pop()
            self._look(1)
            if element.tag in TEXTS:
                said.append(element.text or "")
            open_elements.extend(reversed(self._first(element) if local(element.tag) == "AlternateContent" else element))
        return " ".join("".join(said).split())

    def _look(self, elements: int) -> None:
        self._looked += elements
        if self._looked > self._LOOKS:
            raise self._package.too_deep()

    def all(self, holder: Iterable[Element], paragraph: WordParagraph, controls: list[str], around: Around) -> Iterator[WordRun]:
        """Yield the runs of *holder*, a part of *paragraph*; the tags of the controls in it are added to *controls*."""
        if around.depth > self.DEEPEST:
            raise self._package.too_deep()
        for child in holder:
            name = local(child.tag)
            if name == "r" and not child.tag.startswith(M):
                yield from self._run(child, paragraph, controls, around)
            elif name in ("oMath", "oMathPara"):
                yield from self.formula(child, around)
            elif name in _SILENT:
                continue
            elif not len(child):
                self.mark(child, name)
            else:
                self.note(name)
                inner = self._inside(child, name, controls, around)
                yield from self.all(self.chosen(child) if name == "AlternateContent" else child, paragraph, controls, inner)

    def _inside(self, wrapper: Element, name: str, controls: list[str], around: Around) -> Around:
        """Return what stands around the runs in *wrapper*."""
        link, change = around.link, around.change
        if name in KINDS:
            change = change_of(wrapper, KINDS[name], change)
        elif name == "hyperlink":
            link = self._address(wrapper)
        elif name == "fldSimple":
            field = Field()
            field.instruct(wrapper.get(f"{W}instr", ""))
            field.show()
            self._note_field(field)
            link = field.link or link
        elif name == "sdt" and (tag := self.control(wrapper)):
            controls.append(tag)
        return Around(link=link, change=change, depth=around.depth + 1)

    def formula(self, formula: Element, around: Around) -> Iterator[WordRun]:
        """Yield the characters of *formula* in one line, apart by what changed them."""
        said = False
        for text, change, look in in_formula(formula, around.change, self.chosen):
            if characters := text if isinstance(text, str) else self._story.take(text):
                said = said or not isinstance(text, str)
                yield WordText(text=characters, change=change, look=look, link=around.link, comments=self._story.comments)
        if said:
            self._story.leave("a formula, whose characters are taken in one line")

    def _address(self, hyperlink: Element) -> str:
        relation = self._relations.get(hyperlink.get(f"{R}id", ""))
        if relation is None or not relation.external:
            self._story.leave("a link within the document")
            return ""
        anchor = hyperlink.get(f"{W}anchor", "")
        if len(relation.target) + len(anchor) > _LONGEST_ADDRESS:
            self._story.leave("a link whose address is too long")
            return ""
        return relation.target + (f"#{anchor}" if anchor and "#" not in relation.target else "")

    def _note_field(self, field: Field) -> None:
        kind = field.kind
        if kind == "HYPERLINK" and not field.link:
            self._story.leave("a link within the document")
        elif kind and kind != "HYPERLINK":
            self._story.leave(f"a field ({kind[:40]}), of which what it shows is taken")

    def _run(self, run: Element, paragraph: WordParagraph, controls: list[str], around: Around) -> Iterator[WordRun]:
        properties = run.find(f"{W}rPr")
        look = self._looks.of(properties, paragraph)
        changed = properties.find(f"{W}rPrChange") if properties is not None else None
        pattern = WordText(text="", look=look, link=around.link, change=around.change)
        if changed is not None:
            before = self._looks.of(changed.find(f"{W}rPr"), paragraph)
            pattern = replace(pattern, formatted=change_of(changed, "formatted"), before=before)
        yield from self._children(run, pattern, paragraph, controls, around)

    def _children(
        self, run: Iterable[Element], pattern: WordText, paragraph: WordParagraph, controls: list[str], around: Around
    ) -> Iterator[WordRun]:
        for child in run:
            name = local(child.tag)
            if name in ("t", "delText"):
                yield from self._text(self._characters(child), pattern)
            elif name in _CHARACTERS:
                yield from self._text(_CHARACTERS[name], pattern)
            elif name == "br" or name == "cr":
                kind = child.get(f"{W}type", "textWrapping") if name == "br" else "textWrapping"
                yield WordBreak(kind="line" if kind == "textWrapping" else kind, change=around.change)
            elif name == "sym":
                yield from self._text(self._symbol(child), pattern)
            elif name in ("footnoteReference", "endnoteReference"):
                yield WordNote(id=number(child.get(f"{W}id")), kind=name.removesuffix("Reference"), change=around.change)
            elif name == "fldChar":
                yield from self._field(child, pattern)
            elif name in ("instrText", "delInstrText"):
                if self._story.fields:
                    self._story.fields[-1].instruct(child.text or "")
            elif name in ("drawing", "pict", "object"):
                yield from self._drawings.pictures(child, around.change)
            elif name == "AlternateContent":
                yield from self._children(self.chosen(child), pattern, paragraph, controls, around)
            elif name == "ruby":
                yield from self._ruby(child, paragraph, controls, around)
            elif name in _SILENT:
                continue
            elif len(child):
                yield from self.all((child,), paragraph, controls, replace(around, depth=around.depth + 1))
            else:
                self.mark(child, name)

    def _text(self, text: str, pattern: WordText) -> Iterator[WordText]:
        fields = self._story.fields
        if not text:
            return
        if fields and fields[-1].hides:
            self._story.leave("words in the instruction of a field", text)
            return
        yield WordText(
            text=text, look=pattern.look, link=pattern.link or (fields[-1].link if fields else ""), change=pattern.change,
            formatted=pattern.formatted, before=pattern.before, comments=self._story.comments,
        )  # fmt: skip

    def _characters(self, element: Element) -> str:
        """Return the characters of a text as Word shows them."""
        said = self._story.take(element)
        if said[:1] in _BLANKS or said[-1:] in _BLANKS:
            kept = element.get(_SPACE, "preserve" if self._keeps_blanks else "default") == "preserve"
            said = said if kept else said.strip(_BLANKS)
        return said.replace("\r\n", " ").replace("\n", " ").replace("\r", " ") if "\n" in said or "\r" in said else said

    def _symbol(self, symbol: Element) -> str:
        font, code = symbol.get(f"{W}font", ""), symbol.get(f"{W}char", "")
        found = character(font, code)
        if not found:
            self._story.leave("a character that only its font knows", f"{font} {code}".strip())
        return found

    def _field(self, mark: Element, pattern: WordText) -> Iterator[WordText]:
        """Open or close a field at *mark*; yield what was filled in, which stands in no text of its own."""
        fields = self._story.fields
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._story.open_field(mark)
        elif kind == "separate" and fields:
            fields[-1].show()
        elif kind == "end" and fields:
            field = fields.pop()
            if field.filled_in:
                yield from self._text(field.filled_in, pattern)
            if field.shows or field.filled_in:
                self._note_field(field)
            else:
                self._story.leave(f"a field ({field.kind[:40]}) that shows no words", field.instruction)

    def _ruby(self, ruby: Element, paragraph: WordParagraph, controls: list[str], around: Around) -> Iterator[WordRun]:
        """Yield the characters of *ruby*; their reading, which is set above them in small, is left."""
        for part in ruby:
            if local(part.tag) == "rt":
                self._story.pass_over(part.iter())
                self._story.leave("a reading set above characters", self._said(part))
            elif local(part.tag) == "rubyBase":
                yield from self.all(part, paragraph, controls, replace(around, depth=around.depth + 1))
