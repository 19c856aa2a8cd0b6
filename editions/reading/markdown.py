"""The body of a text: CommonMark, tables and footnotes, as blocks and inlines.

The door to markdown-it. Raw HTML, code and thematic breaks have no place in a statement, and
nothing is dropped unsaid: a footnote or a link target that nobody calls is a problem too.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from editions.model.prose import (
    Block,
    Cell,
    Emphasis,
    Footnote,
    FootnoteCall,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Quotation,
    Strong,
    Table,
    Words,
    plain,
    walk_inlines,
)
from editions.problems import Problem

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode

_LINK_SCHEMES = ("http", "https", "mailto")
_DEEPEST_HEADING = 5
#: Lists and quotations one in the other: as deep as Word numbers them.
_DEEPEST_NESTING = 9
#: Columns beyond which words of a table no longer fit between them on any paper.
_MOST_COLUMNS = 12

_CALL = re.compile(r"(?<!\\)\[\^([^\]\s]+)\]")

_REFUSED = {
    "html_block": ("raw HTML", "Write it in Markdown: a statement is not only set as HTML."),
    "html_inline": ("raw HTML", "Write it in Markdown: a statement is not only set as HTML."),
    "hr": ("a line of dashes or stars that parts the text", "Begin a section with a heading instead."),
    "code_block": ("a line that begins with four blanks, which Markdown takes for code", "Take the blanks away."),
    "fence": ("a code block", "Take the marks around it away."),
    "code_inline": ("code between back-ticks", "Take the back-ticks away."),
}


@dataclass(frozen=True, kw_only=True)
class Body:
    """What was read: blocks, footnotes in the order of their calls, and what is wrong."""

    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...]
    problems: tuple[Problem, ...]


def read_markdown(source: str, where: str, first_line: int = 1) -> Body:
    """Return the body written in *source*, whose first line is line *first_line* of the file *where*."""
    from markdown_it.tree import SyntaxTreeNode

    environment: dict[str, Any] = {}
    reader = _Reader(where=where, first_line=first_line)
    tree = SyntaxTreeNode(_parser().parse(source, environment))
    blocks = reader.blocks([node for node in tree.children if node.type != "footnote_block"])
    footnotes = tuple(
        reader.footnote(number, node)
        for area in tree.children
        if area.type == "footnote_block"
        for number, node in enumerate(area.children, 1)
    )
    reader.look_for_unused(environment)
    reader.look_for_unwritten(source, environment)
    return Body(blocks=blocks, footnotes=footnotes, problems=tuple(reader.problems))


def address(target: str) -> str:
    """Return *target* as a link to it is read: with its special characters percent-encoded, and its host in ASCII."""
    return _parser().normalizeLink(target)


def parse_blocks(source: str) -> tuple[list["Token"], dict[str, Any]]:
    """Return the tokens of the blocks in *source*, footnotes where they are written, and what was defined in it."""
    tokens: list[Token] = []
    environment: dict[str, Any] = {}
    _parser().block.parse(source, _parser(), environment, tokens)
    return tokens, environment


def parse_whole(source: str) -> tuple[list["Token"], dict[str, Any]]:
    """Return all tokens of *source*, footnotes at the end, and what was defined and called in it."""
    environment: dict[str, Any] = {}
    return _parser().parse(source, environment), environment


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    return MarkdownIt("commonmark", {"maxNesting": 60}).enable("table").use(footnote_plugin, inline=False)


@dataclass(kw_only=True)
class _Reader:
    where: str
    first_line: int
    problems: list[Problem] = field(default_factory=list)
    targets: set[str] = field(default_factory=set)
    called: set[int] = field(default_factory=set)
    depth: int = 0
    #: The level of the heading that was read last; 0 before the first.
    level: int = 0
    #: Whether it is a footnote that is being read.
    in_note: bool = False
    #: The line of the inline that is being read: markdown-it places blocks only.
    line: int = 0

    def _complain(self, line: int, what: str, remedy: str) -> None:
        self.problems.append(Problem(self.where, what, remedy, line))

    def _place(self, node: "SyntaxTreeNode") -> int:
        if node.map:
            return self.first_line + node.map[0]
        return self._place(node.parent) if node.parent else self.first_line

    def blocks(self, nodes: Sequence["SyntaxTreeNode"]) -> tuple[Block, ...]:
        # The text itself is the first.
        self.depth += 1
        if self.depth == _DEEPEST_NESTING + 2 and nodes:
            self._complain(self._place(nodes[0]), f"lists or quotations lie more than {_DEEPEST_NESTING} deep", "Write it flatter.")
        found = tuple(self._blocks(nodes)) if self.depth <= _DEEPEST_NESTING + 1 else ()
        self.depth -= 1
        return found

    def _blocks(self, nodes: Sequence["SyntaxTreeNode"]) -> Iterator[Block]:
        for node in nodes:
            line = self._place(node)
            match node.type:
                case "heading":
                    yield self._heading(node, line)
                case "paragraph":
                    yield Paragraph(inlines=self._content(node), line=line)
                case "bullet_list" | "ordered_list":
                    yield self._list(node, line)
                case "blockquote":
                    yield Quotation(blocks=self.blocks(node.children), line=line)
                case "table":
                    yield self._table(node, line)
                case other:
                    self._refuse(other, line)

    def _refuse(self, kind: str, line: int) -> None:
        self._complain(line, *_REFUSED.get(kind, (f"a construct that has no place in a statement ({kind})", "Write it otherwise.")))

    def _heading(self, node: "SyntaxTreeNode", line: int) -> Heading:
        level = int(node.tag[1])
        if level > _DEEPEST_HEADING:
            self._complain(line, f"a heading of level {level}", f"There are {_DEEPEST_HEADING} levels below the statement's own heading.")
        elif level > self.level + 1:
            fitting = "#" * (self.level + 1)
            what = f"a heading of level {level} where none of level {level - 1} stands above it"
            self._complain(line, what, f'Begin it with "{fitting}": screen readers go by the levels.')
        self.level = level
        inlines = self._content(node)
        if not plain(inlines).strip():
            self._complain(line, "an empty heading", "Write it, or take it away.")
        return Heading(level=level, inlines=inlines, line=line)

    def _list(self, node: "SyntaxTreeNode", line: int) -> ListBlock:
        items = tuple(self.blocks(item.children) for item in node.children)
        for item, child in zip(items, node.children, strict=True):
            if not item:
                self._complain(self._place(child), "an empty list item", "Write it, or take it away.")
        return ListBlock(ordered=node.type == "ordered_list", items=items, start=int(str(node.attrs.get("start", 1))), line=line)

    def _table(self, node: "SyntaxTreeNode", line: int) -> Table:
        head, *bodies = node.children
        header = self._row(head.children[0])
        if len(header) > _MOST_COLUMNS:
            self._complain(line, f"a table of {len(header)} columns, where {_MOST_COLUMNS} fit on paper", "Divide it, or turn it around.")
        if any(not cell for cell in header):
            self._complain(
                line, "a table with an empty header cell", "Give every column a heading: a screen reader says it with each cell."
            )
        alignments = tuple(str(cell.attrs.get("style", "text-align:left")).rpartition(":")[2] for cell in head.children[0].children)
        rows = tuple(self._row(row) for body in bodies for row in body.children)
        return Table(header=header, rows=rows, alignments=alignments, line=line)

    def _row(self, node: "SyntaxTreeNode") -> tuple[Cell, ...]:
        return tuple(self._content(cell) for cell in node.children)

    def footnote(self, number: int, node: "SyntaxTreeNode") -> Footnote:
        """Return the footnote in *node*, which is one paragraph."""
        paragraphs = [child for child in node.children if child.type == "paragraph"]
        line = self._place(node.children[0]) if node.children else self.first_line
        if len(node.children) != 1 or not paragraphs:
            self._complain(line, "a footnote of more than one paragraph", "Keep it to one, or move it into the text.")
        self.in_note = True
        inlines = self._content(paragraphs[0]) if paragraphs else ()
        self.in_note = False
        return Footnote(number=number, inlines=inlines, line=line)

    def _content(self, node: "SyntaxTreeNode") -> tuple[Inline, ...]:
        self.line = self._place(node)
        return _joined(inline for child in node.children if child.type == "inline" for inline in self._inlines(child.children))

    def _inlines(self, nodes: Sequence["SyntaxTreeNode"]) -> Iterator[Inline]:
        for node in nodes:
            match node.type:
                case "text" | "text_special":
                    if node.content:
                        yield Words(text=node.content)
                case "softbreak":
                    self.line += 1
                    yield Words(text=" ")
                case "hardbreak":
                    self.line += 1
                    yield LineBreak()
                case "em":
                    yield Emphasis(children=_joined(self._inlines(node.children)))
                case "strong":
                    yield Strong(children=_joined(self._inlines(node.children)))
                case "link":
                    yield self._link(node)
                case "image":
                    yield self._image(node)
                case "footnote_ref":
                    yield from self._call(node)
                case "footnote_anchor":
                    pass
                case other:
                    self._refuse(other, self.line)

    def _call(self, node: "SyntaxTreeNode") -> Iterator[Inline]:
        number = int(node.meta["id"]) + 1
        if self.in_note:
            self._complain(self.line, "a footnote that is called in a footnote", "Write both as one, or call it in the text.")
        if number in self.called:
            self._complain(self.line, f'the footnote "[^{node.meta["label"]}]" is called twice', "Write it twice, or once.")
        self.called.add(number)
        yield FootnoteCall(number=number)

    def _link(self, node: "SyntaxTreeNode") -> Link:
        target, line = str(node.attrs["href"]), self.line
        self.targets.add(target)
        children = _joined(self._inlines(node.children))
        if urlsplit(target).scheme not in _LINK_SCHEMES:
            self._complain(line, f'a link to "{target}"', "A link begins with https://, http:// or mailto:, as paper has no other.")
        if not children:
            self._complain(line, f'a link to "{target}" without words', "Write between [ and ] what it leads to.")
        if any(isinstance(inline, Image) for inline in walk_inlines(children)):
            self._complain(line, f'a link to "{target}" around an image', "Put the link beside it: a picture is read aloud, not followed.")
        if node.attrs.get("title"):
            self._complain(line, f'a link with a title, "{node.attrs["title"]}"', "Paper cannot show it: move it into the text.")
        return Link(target=target, children=children)

    def _image(self, node: "SyntaxTreeNode") -> Image:
        file, alt = unquote(str(node.attrs["src"])), " ".join(node.content.split())
        self.targets.add(str(node.attrs["src"]))
        if self.in_note:
            self._complain(self.line, f'the image "{file}" in a footnote', "Move it into the text.")
        if not alt:
            self._complain(self.line, f'the image "{file}" has no alternative text', "Say between ![ and ] what it shows.")
        if node.attrs.get("title"):
            self._complain(self.line, f'an image with a title, "{node.attrs["title"]}"', "Paper cannot show it: move it into the text.")
        return Image(file=file, alt=alt)

    def look_for_unused(self, environment: dict[str, Any]) -> None:
        """Complain of footnotes that are not called and of link targets that no link takes."""
        for label, number in environment.get("footnotes", {}).get("refs", {}).items():
            if number < 0:
                self._complain(
                    self.first_line, f'the footnote "[^{label[1:]}]" is written and not called', "Call it in the text, or take it away."
                )
        for label, reference in environment.get("references", {}).items():
            if reference["href"] not in self.targets:
                line = self.first_line + (reference.get("map") or [0])[0]
                self._complain(line, f'the link target "[{label.lower()}]" is written and not used', "Use it in the text, or take it away.")

    def look_for_unwritten(self, source: str, environment: dict[str, Any]) -> None:
        """Complain of footnotes that are called and not written: the parser takes such a call for text."""
        written = environment.get("footnotes", {}).get("refs", {})
        for match in _CALL.finditer(source):
            if f":{match[1]}" not in written:
                line = self.first_line + source.count("\n", 0, match.start())
                self._complain(line, f'the footnote "[^{match[1]}]" is called and not written', f"Write it at the end: [^{match[1]}]: …")


def _joined(inlines: Iterator[Inline]) -> tuple[Inline, ...]:
    """Return *inlines* with neighbouring words made one, and no blank beside a line break."""
    found: list[Inline] = []
    for inline in inlines:
        before = found[-1] if found else None
        if isinstance(inline, Words) and isinstance(before, Words):
            found[-1] = Words(text=before.text + inline.text)
        else:
            found.append(inline)
    return tuple(found)
