"""Runs: the characters of a paragraph with their looks, pictures, notes, and whatever Word wraps around them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from editions.model.word import Change, Look, WordBreak, WordImage, WordNote, WordParagraph, WordRun, WordText
from editions.problems import Refusal
from editions.reading.word.changes import change_of
from editions.reading.word.names import A, M, R, W, local, number, toggle, value
from editions.reading.word.package import WordPackage
from editions.reading.word.story import Field, Story, has_words
from editions.reading.word.styles import Styles

_CHANGES = {"ins": "inserted", "del": "deleted", "moveTo": "moved here", "moveFrom": "moved away"}
#: What stands between runs and says nothing, by what it is called; an empty name is not worth a word.
_MARKS = {
    "bookmarkStart": "a bookmark",
    "bookmarkEnd": "",
    "proofErr": "a mark of the spelling checker",
    "permStart": "a mark of who may edit",
    "permEnd": "",
    "lastRenderedPageBreak": "",
    "commentReference": "",
    "annotationRef": "",
    "footnoteRef": "",
    "endnoteRef": "",
    "separator": "",
    "continuationSeparator": "",
    "moveFromRangeStart": "",
    "moveFromRangeEnd": "",
    "moveToRangeStart": "",
    "moveToRangeEnd": "",
    "subDoc": "another document, named and not in this one",
    "contentPart": "handwriting",
}
#: Wrappers that are noted; what is in them is read.
_WRAPPERS = {"smartTag": "a smart tag", "customXml": "a mark of an XML schema", "ruby": "a reading set above characters"}
_CHARACTERS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
#: Looks that a source has no form for.
_OTHERS = (
    ("strike", "struck through"), ("dstrike", "struck through"), ("caps", "set in capitals"), ("smallCaps", "set in small capitals"),
    ("outline", "outlined"), ("shadow", "shadowed"), ("emboss", "embossed"), ("imprint", "engraved"),
)  # fmt: skip
_VALUES = (("u", "underlined", ("none",)), ("highlight", "highlighted", ("none",)), ("vertAlign", "raised or lowered", ("baseline",)))


@dataclass(frozen=True, kw_only=True)
class _Around:
    """What stands around a run: the address of a link, the change that it is a part of."""

    link: str = ""
    change: Change | None = None


class Runs:
    """Reads the runs of one part."""

    #: Wrappers, tables and boxes one in the other; Word itself refuses tables more than some 30 deep.
    DEEPEST = 60

    def __init__(self, package: WordPackage, part: str, styles: Styles, story: Story) -> None:
        self._package = package
        self._relations = package.relations(part)
        self._styles = styles
        self._story = story
        self._boxes: list[Element] = []
        self._looks: dict[tuple[str, bytes, bool], Look] = {}

    def too_deep(self) -> Refusal:
        """Return the refusal of a document whose parts lie too deep in each other."""
        return self._package.refusal(
            f"tables, boxes or controls lie more than {self.DEEPEST} deep in each other", "Take them out of each other in Word."
        )

    def take_boxes(self) -> list[Element]:
        """Return the text boxes that hang on the paragraph read last."""
        boxes, self._boxes = self._boxes, []
        return boxes

    def note(self, name: str) -> None:
        """Note that a wrapper *name* was taken away."""
        if name in _WRAPPERS:
            self._story.leave(_WRAPPERS[name])

    def mark(self, element: Element, name: str) -> None:
        """Take note of *element*, which says nothing itself."""
        if name == "commentRangeStart":
            self._story.open_comments[number(element.get(f"{W}id"))] = None
        elif name == "commentRangeEnd":
            self._story.open_comments.pop(number(element.get(f"{W}id")), None)
        elif _MARKS.get(name):
            self._story.leave(_MARKS[name])

    def chosen(self, alternatives: Element) -> Element:
        """Return that of *alternatives* which is read: the first that says something; the others say the same in another form."""
        options = list(alternatives)
        found = next((option for option in options if has_words(option)), options[0] if options else alternatives)
        for option in options:
            if option is not found:
                self._story.pass_over(option)
        return found

    def all(
        self, holder: Element, paragraph: WordParagraph, controls: list[str], around: _Around = _Around(), *, depth: int
    ) -> Iterator[WordRun]:
        """Yield the runs of *holder*, a part of *paragraph*; the tags of the controls in it are added to *controls*."""
        if depth > self.DEEPEST:
            raise self.too_deep()
        for child in holder:
            name = local(child.tag)
            if name == "r" and not child.tag.startswith(M):
                yield from self._run(child, paragraph, controls, around, depth)
                continue
            inner = around
            match name:
                case "pPr" | "rPr" | "sdtPr" | "sdtEndPr" | "smartTagPr" | "customXmlPr" | "rubyPr" | "fldData":
                    continue
                case "ins" | "del" | "moveTo" | "moveFrom" if child.tag.startswith(W):
                    inner = replace(around, change=change_of(child, _CHANGES[name]))
                case "hyperlink":
                    inner = replace(around, link=self._address(child))
                case "fldSimple":
                    field = Field()
                    field.instruction = child.get(f"{W}instr", "")
                    self._note_field(field)
                    inner = replace(around, link=field.link or around.link)
                case "sdt":
                    if tag := value(child.find(f"{W}sdtPr"), "tag"):
                        controls.append(tag)
                case "oMath" | "oMathPara":
                    yield from self._formula(child, around)
                    continue
                case "AlternateContent":
                    child = self.chosen(child)
                case _ if not len(child):
                    self.mark(child, name)
                    continue
            self.note(name)
            yield from self.all(child, paragraph, controls, inner, depth=depth + 1)

    def _formula(self, formula: Element, around: _Around) -> Iterator[WordRun]:
        said = "".join(self._story.take(text) for text in formula.iter(f"{M}t"))
        said += "".join(self._story.take(text) for text in formula.iter(f"{W}t"))
        if said:
            self._story.leave("a formula, whose characters are taken in one line")
            yield WordText(text=said, change=around.change)

    def _address(self, hyperlink: Element) -> str:
        relation = self._relations.get(hyperlink.get(f"{R}id", ""))
        if relation is None or not relation.external:
            self._story.leave("a link within the document")
            return ""
        anchor = hyperlink.get(f"{W}anchor", "")
        return relation.target + (f"#{anchor}" if anchor and "#" not in relation.target else "")

    def _note_field(self, field: Field) -> None:
        kind = field.instruction.split()[0].upper() if field.instruction.split() else ""
        if kind and kind != "HYPERLINK":
            self._story.leave(f"a field ({kind}), of which what it shows is taken")

    def _run(self, run: Element, paragraph: WordParagraph, controls: list[str], around: _Around, depth: int) -> Iterator[WordRun]:
        properties = run.find(f"{W}rPr")
        look = self._look(properties, paragraph)
        changed = properties.find(f"{W}rPrChange") if properties is not None else None
        formatted = change_of(changed, "formatted") if changed is not None else None
        before = self._look(changed.find(f"{W}rPr"), paragraph) if changed is not None else None
        pattern = WordText(
            text="", look=look, change=around.change, formatted=formatted, before=before, comments=tuple(self._story.open_comments)
        )
        yield from self._children(run, pattern, paragraph, controls, around, depth)

    def _children(
        self, run: Element, pattern: WordText, paragraph: WordParagraph, controls: list[str], around: _Around, depth: int
    ) -> Iterator[WordRun]:
        for child in run:
            name = local(child.tag)
            match name:
                case "t" | "delText":
                    yield self._text(self._story.take(child), pattern, around)
                case "tab" | "ptab" | "noBreakHyphen" | "softHyphen":
                    yield self._text(_CHARACTERS[name], pattern, around)
                case "br" | "cr":
                    kind = child.get(f"{W}type", "textWrapping") if name == "br" else "textWrapping"
                    yield WordBreak(kind="line" if kind == "textWrapping" else kind, change=around.change)
                case "sym":
                    self._symbol(child)
                case "footnoteReference" | "endnoteReference":
                    yield WordNote(id=number(child.get(f"{W}id")), kind=name.removesuffix("Reference"), change=around.change)
                case "fldChar":
                    self._field(child)
                case "instrText" | "delInstrText":
                    if self._story.fields and not self._story.fields[-1].shows:
                        self._story.fields[-1].instruction += child.text or ""
                case "drawing" | "pict" | "object":
                    yield from self._drawing(child, around)
                case "AlternateContent":
                    yield from self._children(self.chosen(child), pattern, paragraph, controls, around, depth)
                case "rPr":
                    continue
                case _ if len(child):
                    self.note(name)
                    yield from self.all(child, paragraph, controls, around, depth=depth + 1)
                case _:
                    self.mark(child, name)

    def _text(self, text: str, pattern: WordText, around: _Around) -> WordText:
        fields = self._story.fields
        link = around.link or (next((field.link for field in reversed(fields) if field.shows and field.link), "") if fields else "")
        return WordText(
            text=text, look=pattern.look, link=link, change=pattern.change,
            formatted=pattern.formatted, before=pattern.before, comments=pattern.comments,
        )  # fmt: skip

    def _symbol(self, symbol: Element) -> None:
        font, code = symbol.get(f"{W}font", ""), symbol.get(f"{W}char", "")
        self._story.leave("a character that only its font knows", f"{font} {code}".strip())

    def _field(self, mark: Element) -> None:
        fields = self._story.fields
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            fields.append(Field())
        elif kind == "separate" and fields:
            fields[-1].shows = True
        elif kind == "end" and fields:
            self._note_field(fields.pop())

    def _look(self, properties: Element | None, paragraph: WordParagraph) -> Look:
        if properties is None or not len(properties):
            return _PLAIN
        style = self._styles.get(value(properties, "rStyle"))
        rtl = bool(toggle(properties, "rtl"))
        strong = _said(properties, "bCs" if rtl else "b", style.strong, paragraph_has=paragraph.strong)
        emphasis = _said(properties, "iCs" if rtl else "i", style.emphasis, paragraph_has=bool(self._styles.get(paragraph.style).emphasis))
        vanish = toggle(properties, "vanish")
        others = [name for key, name in _OTHERS if toggle(properties, key)]
        others += [name for key, name, nothing in _VALUES if value(properties, key, nothing[0]) not in nothing]
        return Look(strong=strong, emphasis=emphasis, hidden=style.hidden if vanish is None else vanish, others=tuple(others))

    def _drawing(self, drawing: Element, around: _Around) -> Iterator[WordRun]:
        """Yield the pictures of *drawing*; its text boxes are kept until the paragraph is whole."""
        described = next((element for element in drawing.iter() if local(element.tag) == "docPr"), None)
        alt = described.get("descr", "") or described.get("title", "") if described is not None else ""
        name = described.get("name", "") if described is not None else ""
        shape = next((element for element in drawing.iter() if local(element.tag) in ("shape", "rect") and element.get("alt")), None)
        alt = alt or (shape.get("alt", "") if shape is not None else "")
        for element in self._apart_from_boxes(drawing):
            match local(element.tag):
                case "blip" if element.tag.startswith(A):
                    yield self._image(element.get(f"{R}embed", ""), element.get(f"{R}link", ""), alt, name, around)
                case "imagedata":
                    yield self._image(element.get(f"{R}id", ""), "", alt or element.get("title", ""), name, around)
                case "chart":
                    self._story.leave("a chart")
                case "relIds":
                    self._story.leave("a diagram")
                case "OLEObject":
                    self._story.leave("an embedded object, of which its picture is taken")
                case "textpath":
                    self._story.leave("words drawn as a picture", element.get("string", ""))

    def _apart_from_boxes(self, drawing: Element) -> Iterator[Element]:
        """Yield what is in *drawing*, in order, keeping its text boxes for later and following one of each alternatives."""
        open_elements = [drawing]
        while open_elements:
            element = open_elements.pop()
            name = local(element.tag)
            if name == "txbxContent":
                self._boxes.append(element)
                continue
            yield element
            if name == "AlternateContent":
                element = self.chosen(element)
            open_elements.extend(reversed(element))

    def _image(self, embedded: str, linked: str, alt: str, name: str, around: _Around) -> WordImage:
        relation = self._relations.get(embedded or linked)
        if relation is None or relation.external:
            self._story.leave("a picture that lies outside the document", relation.target if relation else "")
            return WordImage(content=None, part="", alt=alt, name=name, change=around.change)
        return WordImage(content=self._package.picture(relation.target), part=relation.target, alt=alt, name=name, change=around.change)


_PLAIN = Look()


def _said(properties: Element, name: str, style: bool | None, *, paragraph_has: bool) -> bool:
    """Return whether a run has a look that its paragraph has not, by its own properties or its style's."""
    own = toggle(properties, name)
    if own is not None:
        return own and not paragraph_has
    return bool(style)
