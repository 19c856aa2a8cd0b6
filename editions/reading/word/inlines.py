"""The words of a Word document as a source says them: stressed or not, linked, with notes and pictures; the rest is told."""

import hashlib
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from editions.model.prose import Footnote, Image, Inline, Link, inline_runs, plain, walk_inlines
from editions.model.runs import Break, Note, Run, Shown, Stretch, folded, said, settled
from editions.model.statement import Text
from editions.model.word import WordBreak, WordDocument, WordImage, WordNote, WordRun, WordText, paragraphs
from editions.reading.markdown import address

#: The styles of ours that say what is stressed, in whatever style the paragraph is.
_STRONG, _EMPHASIS = ("EditionsStrong", "EditionsStrongEmphasis"), ("EditionsEmphasis", "EditionsStrongEmphasis")
_LINK_OF_LIBREOFFICE = "InternetLink"
#: How pictures begin, and how their files end.
_SUFFIXES = ((b"\x89PNG", ".png"), (b"\xff\xd8", ".jpg"))
#: Controls, and line and paragraph separators of Unicode: no source has them.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_PICTURES = tuple(mark for mark, _ in _SUFFIXES)
#: Characters of a new picture's name: a name may have 255 bytes, and a character of some scripts four.
_LONGEST_STEM = 50
#: Characters of words that name a place.
_SHOWN = 60
#: Characters that nobody sees, and that a program puts in.
_UNSEEN = {
    "\u00ad": "a soft hyphen", "\u200b": "a break that is not seen", "\u2060": "a joiner that is not seen", "\ufeff": "a byte order mark",
}  # fmt: skip
_DOUBLE = re.compile(" {2,}")
_BLANKS, _LINE_ENDS = re.compile(r"[\t\r\n]+"), re.compile(r"[\r\n]+")


@dataclass(frozen=True, kw_only=True)
class NewPicture:
    """A picture that the source does not have yet: the file that it is to have, and its bytes."""

    file: str
    content: bytes


class Inlines:
    """Turns the runs of one document into inlines; keeps its notes, its new pictures, and what it could not carry."""

    def __init__(
        self, document: WordDocument, base: Text | None, pictures: Mapping[str, str], above: Mapping[str, str] | None = None
    ) -> None:
        self._document = document
        self._base = base
        self._files = dict(pictures)
        self._links = dict(_links(base)) if base else {}
        # A tab is a blank, but where the source has some of its own.
        self._blanks = _LINE_ENDS if base and any("\t" in plain(row) for row in _rows(base)) else _BLANKS
        # Blanks are no change: a line that differs from the source's in them alone is the source's.
        self._lines = {(role, _squeezed(line)): line for role, line in (*_lines(base), *(above or {}).items())} if base else {}
        said_before = "".join([*(plain(row) for row in _rows(base)), *(line for _, line in _lines(base))]) if base else ""
        #: Characters that nobody sees: those that the source has none of are Word's.
        self._unseen = tuple(one for one in _UNSEEN if base and one not in said_before)
        self._doubles = base is None or "  " in said_before
        self._alts = dict(_alts(base)) if base else {}
        #: What was taken away and says nothing; the looks of words that are the layout's, since they were last asked for.
        self.cleaned: Counter[str] = Counter()
        self.looks: dict[str, None] = {}
        self.notes: list[Footnote] = []
        self.pictures: list[NewPicture] = []
        self.lost: list[str] = []
        self.taken: list[str] = []

    def lose(self, what: str) -> None:
        """Tell of *what* has no place in a source."""
        self.lost.append(what)

    def take(self, what: str) -> None:
        """Tell of *what* was taken for something else."""
        self.taken.append(what)

    def folded(self, runs: Iterable[Run]) -> tuple[Inline, ...]:
        """Return *runs* as inlines; their notes are numbered on."""
        return folded(runs, self.notes)

    def line(self, runs: Iterable[WordRun], role: str) -> str:
        """Return *runs* as one line of plain words; what is more than words is told, by the *role* of the line."""
        flat = self.runs(runs)
        for run in flat:
            if isinstance(run, Note):
                self.lose(f'the footnote "{said(run.runs)}", which is called in the {role}')
            elif isinstance(run, Shown):
                self.lose(f"a picture in the {role}")
            elif isinstance(run, Stretch) and (run.emphasis or run.strong or run.link):
                self.lose(f'that "{run.text}" in the {role} is {"linked" if run.link else "stressed"}')
        if any(isinstance(run, Break) for run in flat):
            self.take(f"the lines of the {role} are made one")
        words = "".join(" " if isinstance(run, Break) else run.text for run in flat if isinstance(run, Break | Stretch))
        squeezed = _squeezed(words)
        return self._lines.get((role, squeezed), squeezed)

    def runs(self, runs: Iterable[WordRun], *, in_note: bool = False) -> tuple[Run, ...]:
        """Return *runs* laid flat."""
        flat: list[Run] = []
        for given in runs:
            flat += (_linked_on(run, given, flat) for run in self._run(given, in_note=in_note))
        return settled(flat if self._doubles else self._with_single_blanks(flat))

    def _with_single_blanks(self, runs: Iterable[Run]) -> Iterator[Run]:
        ends = False
        for run in runs:
            if not isinstance(run, Stretch) or not run.text:
                ends = ends and isinstance(run, Stretch)
                yield run
                continue
            text = _DOUBLE.sub(" ", run.text)
            text = text[1:] if ends and text.startswith(" ") else text
            if text != run.text:
                self.cleaned["a doubled blank"] += 1
            ends = text.endswith(" ") if text else ends
            yield replace(run, text=text)

    def _run(self, run: WordRun, *, in_note: bool) -> Iterator[Run]:
        match run:
            case WordText():
                yield from self._text(run)
            case WordBreak(kind=kind):
                if kind == "line":
                    yield Break()
                else:
                    self.lose(f"a {kind} break: the layout divides the pages")
            case WordImage():
                yield from self._image(run, in_note=in_note)
            case WordNote():
                yield from self._note(run, in_note=in_note)

    def _text(self, run: WordText) -> Iterator[Run]:
        if run.look.hidden:
            self.lose(f'the hidden words "{run.text}"')
            return
        for look in run.look.others if run.text.strip() else ():
            self.lose(f'that "{shortened(run.text)}" is {look}')
        if run.text.strip():
            self.looks |= dict.fromkeys(f"words {look}" for look in run.look.layout)
        link = run.link
        if link and not link.startswith(("http://", "https://", "mailto:")):
            self.lose(f'the link of "{run.text}" to "{link}": paper leads to https, http and mailto alone')
            link = ""
        # Addresses in letters of any script are written in the form that a source has.
        link = address(link) if link else ""
        strong = run.look.strong or run.look.style in _STRONG
        emphasis = run.look.emphasis or run.look.style in _EMPHASIS
        if self._base and self._blanks is _BLANKS and (tabs := run.text.count("\t")):
            self.cleaned["a tab, for which a blank stands"] += tabs
        text = self._blanks.sub(" ", run.text)
        for character in self._unseen:
            if times := text.count(character):
                self.cleaned[_UNSEEN[character]] += times
                text = text.replace(character, "")
        if _CONTROLS.search(text):
            self.take(f'control characters beside "{_CONTROLS.sub("", text).strip()[:40]}" are taken away')
            text = _CONTROLS.sub("", text)
        yield Stretch(text=text, emphasis=emphasis, strong=strong, link=self._links.get(unquote(link), link))

    def _image(self, image: WordImage, *, in_note: bool) -> Iterator[Run]:
        if image.content is None or in_note:
            self.lose(f'the picture "{image.alt or image.name}", which {"stands in a note" if in_note else "lies outside the document"}')
            return
        if self._base and not image.content.startswith(_PICTURES):
            self.lose(f'the picture "{image.alt or image.name or image.part}", which is neither PNG nor JPEG')
            return
        digest = hashlib.sha256(image.content).hexdigest()
        if self._base and not image.alt.strip():
            file = self._files.get(digest, "")
            if file in self._alts:
                self.take(f'the picture "{file}" has no alternative text in the document: that of the source stays')
                yield Shown(image=Image(file=file, alt=self._alts[file]))
            else:
                self.miss_alt(image, "")
            return
        if digest not in self._files:
            self._files[digest] = self._new_file(image, image.content)
            self.pictures.append(NewPicture(file=self._files[digest], content=image.content))
        alt = " ".join(image.alt.split())
        if not alt:
            self.miss_alt(image, self._files[digest])
            return
        yield Shown(image=Image(file=self._files[digest], alt=alt))

    def miss_alt(self, image: WordImage, file: str) -> None:  # noqa: ARG002 - for those who keep it
        """Tell of *image*, which is to be *file*, and of which nobody has said what it shows."""
        self.lose(f'the picture "{image.name or image.part}" has no alternative text: write it in Word (Edit Alt Text), and save again')

    def _new_file(self, image: WordImage, content: bytes) -> str:
        """Return a name that no other picture has: the first letters of its words, or of what it is."""
        suffix = next((suffix for mark, suffix in _SUFFIXES if content.startswith(mark)), posixpath.splitext(image.part)[1].lower())
        stem = "-".join(re.findall(r"\w+", image.alt.lower())[:4])[:_LONGEST_STEM] or "picture"
        taken = set(self._files.values())
        names = (f"images/{stem}{number}{suffix}" for number in ("", *(f"-{count}" for count in range(2, len(taken) + 3))))
        return next(name for name in names if name not in taken)

    def _note(self, call: WordNote, *, in_note: bool) -> Iterator[Run]:
        found = list(paragraphs(self._document.notes.get((call.kind, call.id), ())))
        if in_note or not found:
            self.lose("the call of a note that is not in the document" if not found else "a note that is called in a note")
            return
        if call.kind == "endnote":
            self.take("an endnote is taken for a footnote")
        parts = [self.runs(paragraph.runs, in_note=True) for paragraph in found]
        parts = [part for part in parts if part]
        if len(parts) > 1:
            self.take(f'the {len(parts)} paragraphs of the note "{said(parts[0])[:40]}…" are made one')
        joined: list[Run] = []
        for part in parts:
            joined += [Stretch(text=" "), *part] if joined else part
        if joined or self._base:
            yield Note(runs=settled(joined))
        else:
            self.lose("a note without words")


def _linked_on(run: Run, given: WordRun, before: Sequence[Run]) -> Run:
    """Return *run* with the link of what stands just *before* it, where it has the look of one and no address.

    LibreOffice ends a link to a place in a page ("…#part") where its look changes first, and leaves the rest looking like one.
    """
    last = before[-1] if before else None
    if not isinstance(run, Stretch) or run.link or not isinstance(given, WordText) or given.look.style != _LINK_OF_LIBREOFFICE:
        return run
    return replace(run, link=last.link) if isinstance(last, Stretch) else run


def shortened(words: str) -> str:
    """Return *words* as they are shown to name a place: its beginning, without doubled blanks."""
    said = " ".join(words.split())
    return said if len(said) <= _SHOWN else f"{said[:_SHOWN].rstrip()}…"


def _squeezed(line: str) -> str:
    return " ".join(part for part in line.split(" ") if part)


def _lines(base: Text) -> Iterator[tuple[str, str]]:
    """Yield the lines of *base* that stand around its body, each with its role."""
    yield from (("heading", base.heading), ("subject", base.subject))
    for signatory in base.signatories:
        yield from (("signatory", signatory.name), ("office", signatory.office))
    yield from (("recipient", name) for name in (base.recipients.names if base.recipients else ()))


def _rows(base: Text) -> list[tuple[Inline, ...]]:
    return [inlines for _, inlines in inline_runs(base.body)] + [note.inlines for note in base.footnotes]


def _alts(base: Text) -> Iterator[tuple[str, str]]:
    """Yield each picture of *base* with its alternative text."""
    for inlines in _rows(base):
        yield from ((inline.file, inline.alt) for inline in walk_inlines(inlines) if isinstance(inline, Image))


def _links(base: Text) -> Iterator[tuple[str, str]]:
    """Yield each address of *base*, as programs may write it and as the source does."""
    for inlines in _rows(base):
        for inline in walk_inlines(inlines):
            if isinstance(inline, Link):
                yield unquote(inline.target), inline.target
