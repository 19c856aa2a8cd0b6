"""A Word document, read: all its words, wherever they stand, and what of it is no word."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from editions.model.word import Comment, WordBlock, WordDocument, paragraphs, words
from editions.problems import Problem, Refusal
from editions.reading.word.blocks import Blocks
from editions.reading.word.names import W, local, number
from editions.reading.word.numbering import Lists
from editions.reading.word.package import WordPackage
from editions.reading.word.runs import Runs
from editions.reading.word.story import Story
from editions.reading.word.styles import Styles

#: The namespace in which an edition carries its source (docs/word.md).
SOURCE = "{urn:editions:source}"
#: Bytes of a file: more than its pictures may have unpacked, which hardly pack.
FILE = 200_000_000
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def read_word_file(path: Path) -> WordDocument:
    """Return the DOCX at *path*, which may be a symbolic link to one.

    Raises:
        Refusal: it is missing, no file, too large, or refused as read_word has it.
    """
    return read_word(bytes_of(path), str(path))


def bytes_of(path: Path) -> bytes:
    """Return the bytes of the document at *path*, which may be a symbolic link to one.

    Raises:
        Refusal: it is missing, no file, or too large.
    """
    try:
        # Not blocking: what waits for a writer would wait for ever.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise Refusal(Problem(str(path), "it is no file", "Name a Word document (.docx)."))
            if status.st_size > FILE:
                raise Refusal(Problem(str(path), f"it is larger than {FILE:,} bytes", "Make the pictures in it smaller."))
            with os.fdopen(descriptor, "rb", closefd=False) as stream:
                return stream.read(FILE)
        finally:
            os.close(descriptor)
    except FileNotFoundError:
        raise Refusal(Problem(str(path), "the file is missing", "Look at its name.")) from None
    except (OSError, ValueError) as error:
        what = getattr(error, "strerror", None) or "its name is none that a file can have"
        raise Refusal(Problem(str(path)[:200], f"it cannot be read: {what}", "Look at its name and its permissions.")) from None


def read_word(content: bytes, where: str) -> WordDocument:
    """Return the DOCX *content*, called *where* in messages.

    Raises:
        Refusal: it is no DOCX, is protected, has macros, is damaged, or is larger or deeper than any text.
    """
    package = WordPackage(content, where)
    try:
        return _Reader(package).document()
    except RecursionError:
        raise package.too_deep() from None
    except MemoryError:
        raise package.too_much() from None


class _Reader:
    def __init__(self, package: WordPackage) -> None:
        self._package = package
        self._styles = Styles(self._part("styles"))
        self._lists = Lists(self._part("numbering"), self._styles)

    def document(self) -> WordDocument:
        """Return all that is in the document."""
        root = self._package.xml(self._package.main)
        core, custom = self._described("core-properties", "coreProperties"), self._described("custom-properties", "customProperties")
        if root is None or root.find(f"{W}body") is None:
            raise self._package.refusal("the document has no text", "Open it in Word, and save it anew.")
        story = Story()
        # Not its first body alone: a document may hold two, and Word shows both.
        blocks = self._blocks(self._package.main, root, root, story)
        notes = self._notes(story)
        return WordDocument(
            blocks=blocks,
            notes=notes,
            comments=tuple(self._comments(story)),
            running=tuple(self._running()),
            core={local(child.tag): (child.text or "").strip() for child in core},
            custom={child.get("name", ""): "".join(child.itertext()).strip() for child in custom},
            sources=tuple((file.get("name", ""), file.text or "") for file in self._carried("file")),
            source_pictures=tuple((file.get("name", ""), file.get("sha256", "")) for file in self._carried("picture")),
            leftovers=tuple(story.leftovers()),
            language=self._styles.language,
        )

    def _blocks(self, part: str, root: Element, holder: Element, story: Story) -> tuple[WordBlock, ...]:
        """Return the blocks of *holder*, which is *root* of *part* or stands in it."""
        story.begin(holder)
        runs = Runs(self._package, part, self._styles, story, keeps_blanks=root.get(_SPACE) == "preserve")
        blocks = tuple(Blocks(self._package, self._styles, self._lists, runs, story).all(holder))
        story.look_for_unread(holder)
        return blocks

    def _part(self, kind: str) -> Element | None:
        names = self._package.named(self._package.main, kind)
        return self._package.xml(names[0]) if names else None

    def _described(self, *kinds: str) -> Iterator[Element]:
        """Yield what stands in the parts of *kinds* that the package itself names."""
        for name in self._package.named("", *kinds)[:1]:
            root = self._package.xml(name)
            yield from root if root is not None else ()

    def _notes(self, story: Story) -> dict[tuple[str, int], tuple[WordBlock, ...]]:
        """Return the notes by kind and number; the words of the lines that separate them from the text are left."""
        found: dict[tuple[str, int], tuple[WordBlock, ...]] = {}
        for kind in ("footnote", "endnote"):
            for name in self._package.named(self._package.main, f"{kind}s"):
                root = self._package.xml(name)
                if root is None:
                    continue
                for note in root.iterfind(W + kind):
                    key = (kind, number(note.get(f"{W}id")))
                    blocks = self._blocks(name, root, note, story)
                    if note.get(f"{W}type", "normal") == "normal" and key not in found:
                        found[key] = blocks
                    elif said := "\n".join(words(one.runs) for one in paragraphs(blocks)).strip():
                        story.leave("words of a note that has no place in the text", said)
        return found

    def _comments(self, story: Story) -> Iterator[Comment]:
        for name in self._package.named(self._package.main, "comments")[:1]:
            root = self._package.xml(name)
            for comment in root.iterfind(f"{W}comment") if root is not None else ():
                identifier = number(comment.get(f"{W}id"))
                said = "\n".join(_lines(self._blocks(name, comment, comment, Story())))
                author, time = comment.get(f"{W}author", ""), comment.get(f"{W}date", "")
                yield Comment(id=identifier, author=author, time=time, text=said, at=story.commented(identifier))

    def _running(self) -> Iterator[tuple[str, str]]:
        """Yield the lines of headers and footers."""
        for name in sorted(self._package.named(self._package.main, "header", "footer")):
            root = self._package.xml(name)
            if root is not None:
                lines = _lines(self._blocks(name, root, root, Story()))
                yield from ((name, line.strip()) for line in lines if line.strip())

    def _carried(self, kind: str) -> Iterator[Element]:
        """Yield what an edition carries of its source, of one *kind*; other data in XML are not looked into."""
        for name in self._package.named(self._package.main, "customXml"):
            if SOURCE[1:-1].encode() in self._package.beginning(name):
                root = self._package.xml(name)
                yield from root.iterfind(SOURCE + kind) if root is not None and root.tag == f"{SOURCE}source" else ()


def _lines(blocks: tuple[WordBlock, ...]) -> Iterator[str]:
    """Yield the words of each paragraph of *blocks*, without what a tracked change has taken out."""
    for paragraph in paragraphs(blocks):
        yield words(run for run in paragraph.runs if run.change is None or not run.change.is_gone(lambda _: True))
