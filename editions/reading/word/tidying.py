"""A Word document without what is no part of a text: stray blanks, soft hyphens, hidden words, looks; each counted and named."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from editions.model.word import (
    Leftover,
    Look,
    WordBlock,
    WordBreak,
    WordDocument,
    WordImage,
    WordParagraph,
    WordRun,
    WordTable,
    WordText,
)
from editions.reading.cleaning import clean_line
from editions.reading.markdown import address

_SCHEMES = ("http://", "https://", "mailto:")
#: Characters that end a line, or say nothing, and that no text of one line may hold.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
#: What stands for a picture or a note while blanks are looked for: no blank, and in no pattern.
_THING = "\ufffc"
#: What is no alternative text: the name of a file, or an address.
_FILE = re.compile(r"[\w:\\/ .,()%-]+\.(?:png|jpe?g|jfif|gif|bmp|tiff?|emf|wmf|svg|webp)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?|file):\S+", re.IGNORECASE)
#: Marks that Markdown would read between ![ and ], and what stands for them.
_MARKS = re.compile(r"[\[\]`<>*\\&_]")
_WITHOUT_MARKS = str.maketrans({"[": "(", "]": ")", "`": "'", "<": "‹", ">": "›", "*": None, "\\": "/", "_": " "})
#: Figures and signs that Unicode has raised and lowered.
_FIGURES = "0123456789+-=()"
_MOVED = {"raised": str.maketrans(f"{_FIGURES}n−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ⁻"), "lowered": str.maketrans(f"{_FIGURES}−", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎₋")}
#: Characters of words that are named.
_SHOWN = 60

#: Says what keeps the bytes of a picture from being shown; empty where nothing does.
Fault = Callable[[bytes], str]


@dataclass(kw_only=True)
class Tally:
    """What was taken away, counted by its kind; what was left out, with its words; *places* of the looks left out."""

    cleaned: Counter[str] = field(default_factory=Counter)
    left_out: Counter[tuple[str, str]] = field(default_factory=Counter)
    looks: dict[str, list[str]] = field(default_factory=dict)
    #: Figures that are raised or lowered, in the order in which they stand.
    moved: dict[str, list[str]] = field(default_factory=dict)

    def leave(self, kind: str, words: str = "") -> None:
        """Name something of *kind* that is left out, with its *words*."""
        self.left_out[kind, words] += 1

    def leftovers(self) -> Iterator[Leftover]:
        """Yield all that is left out; a look once, with the words that had it."""
        yield from (Leftover(kind=kind, words=words, count=count) for (kind, words), count in self.left_out.items())
        for look, places in self.looks.items():
            shown = "; ".join(place if len(place) <= _SHOWN else f"{place[:_SHOWN]}…" for place in dict.fromkeys(places))
            yield Leftover(kind=f"that words are {look}", words=shown, count=len(places))

    def taken(self) -> Iterator[str]:
        """Yield what was written in another form."""
        for aligned, figures in self.moved.items():
            given, written = (
                ", ".join(f'"{one}"' for one in forms) for forms in (figures, (one.translate(_MOVED[aligned]) for one in figures))
            )
            yield f"the {aligned} figures {given} are written {written}"


def tidied(document: WordDocument, fault: Fault) -> tuple[WordDocument, Tally]:
    """Return *document*, of which every tracked change is settled, tidied, and what was taken away and left out."""
    tidy = _Tidy(fault)
    blocks = tuple(tidy.blocks(document.blocks))
    notes = {key: tuple(tidy.blocks(note)) for key, note in document.notes.items()}
    return replace(document, blocks=blocks, notes=notes), tidy.tally


class _Tidy:
    def __init__(self, fault: Fault) -> None:
        self._fault = fault
        self._faults: dict[bytes, str] = {}
        self.tally = Tally()

    def blocks(self, blocks: Iterable[WordBlock]) -> Iterator[WordBlock]:
        """Yield *blocks*, tidied."""
        for block in blocks:
            if isinstance(block, WordTable):
                yield self._table(block)
            else:
                yield replace(block, runs=self._runs(block))

    def _table(self, table: WordTable) -> WordTable:
        rows = (
            replace(row, cells=tuple(replace(cell, blocks=tuple(self.blocks(cell.blocks))) for cell in row.cells)) for row in table.rows
        )
        return replace(table, rows=tuple(rows))

    def _runs(self, paragraph: WordParagraph) -> tuple[WordRun, ...]:
        runs = [self._moved(run) for run in paragraph.runs]
        self._count_looks(runs)
        lines: list[list[WordRun]] = [[]]
        for run in runs:
            kept = self._kept(run)
            if isinstance(kept, WordBreak):
                lines.append([])
            elif kept is not None:
                lines[-1].append(kept)
        lines = [self._line(line) for line in lines]
        while len(lines) > 1 and not lines[0]:
            self.tally.cleaned["an empty line at the beginning of a paragraph"] += 1
            del lines[0]
        while len(lines) > 1 and not lines[-1]:
            self.tally.cleaned["an empty line at the end of a paragraph"] += 1
            del lines[-1]
        return tuple(_joined(lines))

    def _moved(self, run: WordRun) -> WordRun:
        """Return *run* with its figures raised, or lowered, where Unicode has them so: "10" and a raised "6" are not 106."""
        aligned = next((look for look in run.look.others if look in _MOVED), "") if isinstance(run, WordText) else ""
        if not isinstance(run, WordText) or not aligned or run.look.hidden:
            return run
        bare = run.text.strip()
        if not bare or not all(ord(character) in _MOVED[aligned] for character in bare):
            return run
        others = tuple(look for look in run.look.others if look != aligned)
        self.tally.moved.setdefault(aligned, []).append(bare)
        return replace(run, text=run.text.translate(_MOVED[aligned]), look=replace(run.look, others=others))

    def _count_looks(self, runs: Iterable[WordRun]) -> None:
        """Count the looks that a source has no form for; runs beside each other that share one are one place."""
        before: dict[str, bool] = {}
        for run in runs:
            if not isinstance(run, WordText) or (not run.text.strip() and run.look.others):
                continue
            for look in run.look.others if not run.look.hidden else ():
                places = self.tally.looks.setdefault(look, [])
                if look in before and places:
                    places[-1] += run.text
                else:
                    places.append(run.text.lstrip())
            before = dict.fromkeys(run.look.others, True)

    def _kept(self, run: WordRun) -> WordRun | None:
        match run:
            case WordText():
                return self._text(run)
            case WordBreak(kind=kind) if kind != "line":
                self.tally.cleaned[f"a {kind} break"] += 1
                return None
            case WordImage():
                return self._image(run)
            case _:
                return run

    def _text(self, run: WordText) -> WordText | None:
        if run.look.hidden:
            if run.text.strip():
                self.tally.leave("hidden words", run.text)
            return None
        text = _CONTROLS.sub(" ", run.text)
        if text != run.text:
            self.tally.cleaned["a character that ends a line or controls a device"] += len(_CONTROLS.findall(run.text))
        look = Look(strong=run.look.strong, emphasis=run.look.emphasis)
        return replace(run, text=text.replace("\n", " "), look=look, link=self._link(run))

    def _link(self, run: WordText) -> str:
        link = run.link.strip()
        if not link or not run.text.strip():
            return ""
        if not link.lower().startswith(_SCHEMES) or any(ord(character) < 0x21 for character in link.replace(" ", "")):
            self.tally.leave("a link that is none to the web or to a mailbox", f"{run.text.strip()} ({link})")
            return ""
        scheme, _, rest = link.partition(":")
        return address(f"{scheme.lower()}:{rest}")

    def _image(self, image: WordImage) -> WordImage | None:
        if image.content is None:
            fault = "lies outside the document"
        else:
            fault = self._faults.setdefault(image.content, self._fault(image.content)) if image.content else "is empty"
        if not fault:
            return replace(image, alt=self._alt(image.alt))
        self.tally.leave(f"a picture, which {fault}", image.alt.strip() or image.name or image.part)
        return None

    def _alt(self, alt: str) -> str:
        """Return *alt* where it says what a picture shows, and in words alone; Word once wrote there where the file lay."""
        said = " ".join(alt.split())
        if _FILE.fullmatch(said) or _ADDRESS.fullmatch(said):
            self.tally.leave("the name of a file in the place of an alternative text", said)
            return ""
        plain = said.translate(_WITHOUT_MARKS) if _MARKS.search(said) else said
        if plain != said:
            self.tally.leave("marks in an alternative text", said)
        return plain.strip()

    def _line(self, line: list[WordRun]) -> list[WordRun]:
        """Return *line* without stray blanks and marks."""
        owners: list[int] = []
        characters: list[str] = []
        for number, run in enumerate(line):
            said = run.text if isinstance(run, WordText) else _THING
            characters.append(said)
            owners += [number] * len(said)
        kept, removals = clean_line("".join(characters))
        for removal in removals:
            self.tally.cleaned[removal.what] += 1
        if not removals:
            return [run for run in line if not isinstance(run, WordText) or run.text]
        texts: dict[int, str] = {}
        for column, character in kept:
            owner = owners[column - 1]
            texts[owner] = texts.get(owner, "") + character
        return [
            replace(run, text=texts[number]) if isinstance(run, WordText) else run for number, run in enumerate(line) if number in texts
        ]


def _joined(lines: Iterable[list[WordRun]]) -> Iterator[WordRun]:
    for number, line in enumerate(lines):
        if number:
            yield WordBreak()
        yield from line
