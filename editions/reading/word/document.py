"""A Word document, read: all its words, wherever they stand, and what of it is no word."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from editions.model.word import Comment, WordBlock, WordDocument, paragraphs, words
from editions.reading.word.blocks import Blocks
from editions.reading.word.names import W, local, number
from editions.reading.word.numbering import Lists
from editions.reading.word.package import WordPackage
from editions.reading.word.runs import Runs
from editions.reading.word.story import Story
from editions.reading.word.styles import Styles

#: The namespace in which an edition carries its source (docs/word.md).
SOURCE = "{urn:editions:source}"


def read_word(content: bytes, where: str) -> WordDocument:
    """Return the DOCX *content*, called *where* in messages.

    Raises:
        Refusal: it is no DOCX, is protected, has macros, is damaged, or is larger or deeper than any text.
    """
    package = WordPackage(content, where)
    reader = _Reader(package)
    return reader.document()


class _Reader:
    def __init__(self, package: WordPackage) -> None:
        self._package = package
        self._relations = package.relations(package.main)
        self._styles = Styles(self._part("styles"))
        self._lists = Lists(self._part("numbering"))

    def document(self) -> WordDocument:
        """Return all that is in the document."""
        root = self._package.xml(self._package.main)
        body = root.find(f"{W}body") if root is not None else None
        if body is None:
            raise self._package.refusal("the document has no text", "Open it in Word, and save it anew.")
        story = Story()
        blocks = self._blocks(self._package.main, body, story)
        notes = {key: found for kind in ("footnote", "endnote") for key, found in self._notes(kind, story)}
        core = self._related_to_all("core-properties")
        custom = self._related_to_all("custom-properties")
        return WordDocument(
            blocks=blocks,
            notes=notes,
            comments=tuple(self._comments(story)),
            running=tuple(self._running()),
            core={local(child.tag): (child.text or "").strip() for child in (core if core is not None else ())},
            custom={child.get("name", ""): "".join(child.itertext()).strip() for child in (custom if custom is not None else ())},
            sources=tuple(self._sources()),
            leftovers=tuple(story.leftovers()),
            language=self._styles.language,
        )

    def _blocks(self, part: str, holder: Element, story: Story) -> tuple[WordBlock, ...]:
        runs = Runs(self._package, part, self._styles, story)
        blocks = tuple(Blocks(self._styles, self._lists, runs, story).all(holder))
        story.look_for_unread(holder)
        return blocks

    def _part(self, kind: str) -> Element | None:
        name = next((relation.target for relation in self._relations.values() if relation.kind == kind and not relation.external), "")
        return self._package.xml(name) if name else None

    def _related_to_all(self, kind: str) -> Element | None:
        """Return the root of the part of *kind* that the package itself names."""
        relations = self._package.relations("").values()
        name = next((relation.target for relation in relations if relation.kind == kind and not relation.external), "")
        return self._package.xml(name) if name else None

    def _notes(self, kind: str, story: Story) -> Iterator[tuple[tuple[str, int], tuple[WordBlock, ...]]]:
        name = next((relation.target for relation in self._relations.values() if relation.kind == f"{kind}s"), "")
        root = self._package.xml(name) if name else None
        for note in root if root is not None else ():
            if note.tag == W + kind and note.get(f"{W}type", "normal") == "normal":
                yield (kind, number(note.get(f"{W}id"))), self._blocks(name, note, story)

    def _comments(self, story: Story) -> Iterator[Comment]:
        root = self._part("comments")
        for comment in root.iterfind(f"{W}comment") if root is not None else ():
            identifier = number(comment.get(f"{W}id"))
            said = "\n".join("".join(text.text or "" for text in line.iter(f"{W}t")) for line in comment.iter(f"{W}p"))
            author, time = comment.get(f"{W}author", ""), comment.get(f"{W}date", "")
            yield Comment(id=identifier, author=author, time=time, text=said, at=story.commented(identifier))

    def _running(self) -> Iterator[tuple[str, str]]:
        """Yield the lines of headers and footers."""
        names = [
            relation.target for relation in self._relations.values() if relation.kind in ("header", "footer") and not relation.external
        ]
        for name in sorted(set(names)):
            root = self._package.xml(name)
            if root is not None:
                yield from ((name, said) for line in paragraphs(self._blocks(name, root, Story())) if (said := words(line.runs).strip()))

    def _sources(self) -> Iterator[tuple[str, str]]:
        """Yield name and text of each file of the source that an edition carries."""
        for relation in self._relations.values():
            root = self._package.xml(relation.target) if relation.kind == "customXml" and not relation.external else None
            if root is not None and root.tag == f"{SOURCE}source":
                yield from ((file.get("name", ""), file.text or "") for file in root.iterfind(f"{SOURCE}file"))
