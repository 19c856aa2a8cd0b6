"""The annexes that statement.toml lists: what each is, by its bytes and not by its name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from editions.model.annexes import Annex
from editions.problems import Problem, Refusal, nearest
from editions.reading.encoding import decode
from editions.reading.inside import read_inside
from editions.reading.markdown import read_markdown
from editions.surroundings import Limits
from editions.toml_source import TomlSource

_KEYS = {"file", "title", "language", "alt", "pages", "as", "fit"}
_TREATMENTS = ("merge", "picture", "attach")
#: The kind that the ending of a name speaks of.
_ENDINGS = {
    ".pdf": "pdf", ".md": "markdown", ".docx": "docx", ".svg": "svg",
    ".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".tif": "tiff", ".tiff": "tiff",
}  # fmt: skip
_MEDIA_TYPES = {
    "pdf": "application/pdf",
    "markdown": "text/markdown",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "tiff": "image/tiff",
}
_RANGE = re.compile(r"(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?")
_IMAGES = ("png", "jpeg", "tiff", "svg")


def read_annexes(source: TomlSource, folder: Path, limits: Limits) -> tuple[Annex, ...]:
    """Return the annexes that *source*, a statement.toml, lists; what is wrong is kept in *source*."""
    tables = source.values.get("annexes", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        source.complain("annexes", '"annexes" must be tables, one an annex', 'Write [[annexes]] and below it file = "annexes/…".')
        return ()
    found = [_Entry(source, table, f"annexes[{number}]").read(folder, limits) for number, table in enumerate(tables, 1)]
    annexes = tuple(annex for annex in found if annex is not None)
    _check_names(source, annexes, folder)
    return annexes


def _check_names(source: TomlSource, annexes: Sequence[Annex], folder: Path) -> None:
    """Complain of attached files that would stand in the PDF under one name, or under that of the statement's own source."""
    seen: set[str] = set()
    for number, annex in enumerate(annexes, 1):
        name = annex.file.rpartition("/")[2]
        if annex.treatment == "attach":
            if name in seen or (name != annex.file and (folder / name).exists()):
                source.complain(f"annexes[{number}].file", f'two files would be attached as "{name}"', "Give one of them another name.")
            seen.add(name)


class _Entry:
    """One table [[annexes]]."""

    def __init__(self, source: TomlSource, table: dict[str, Any], name: str) -> None:
        self._source = source
        self._table = table
        self._name = name

    def _complain(self, key: str, what: str, remedy: str = "") -> None:
        self._source.complain(f"{self._name}.{key}", what, remedy)

    def _get(self, key: str, kind: type, **options: Any) -> Any:
        return self._source.get(self._table, f"{self._name}.{key}", kind, **options)

    def read(self, folder: Path, limits: Limits) -> Annex | None:
        before = len(self._source.problems)
        self._source.check_keys(self._table, _KEYS, self._name)
        file = self._get("file", str, required=True, default="")
        titles = self._titles()
        treatment = self._get("as", str, default="merge")
        if treatment not in _TREATMENTS:
            self._complain("as", f'an annex cannot be treated as "{treatment}"', nearest(treatment, _TREATMENTS))
        pages = self._pages()
        if len(self._source.problems) > before:
            return None
        try:
            content = read_inside(folder, file, limits.annexes.bytes, what="annex")
        except Refusal as refusal:
            self._source.problems.extend(replace(problem, where=self._source.where, line=self._line()) for problem in refusal.problems)
            return None
        annex = Annex(
            file=file,
            content=content,
            kind=_kind(content, file),
            media_type=_MEDIA_TYPES.get(_kind(content, file), "application/octet-stream"),
            titles=titles,
            language=self._get("language", str, default=""),
            alt=self._alt(),
            pages=pages,
            treatment=treatment,
            fit=self._get("fit", bool),
            line=self._line(),
        )
        self._check(annex)
        if len(self._source.problems) > before or treatment == "attach" or annex.kind != "markdown":
            return annex
        try:
            return self._with_words(annex, folder, limits)
        except Refusal as refusal:
            self._source.problems.extend(_placed(refusal, annex, self._source, folder))
            return None

    def _line(self) -> int:
        return self._source.line(f"{self._name}.file")

    def _titles(self) -> dict[str, str]:
        table = self._source.table(self._table, f"{self._name}.title".rpartition(".")[2]) if "title" in self._table else {}
        titles = {language: str(self._source.get(table, f"{self._name}.title.{language}", str, default="")) for language in table}
        if not any(title.strip() for title in titles.values()):
            self._complain("title", "the annex has no title", 'Add a line: title.en = "…", one for each language.')
        return {language: " ".join(title.split()) for language, title in titles.items()}

    def _alt(self) -> tuple[str, ...]:
        alt = self._table.get("alt", [])
        alt = self._source.texts({"alt": [alt] if isinstance(alt, str) else alt}, f"{self._name}.alt".rpartition(".")[2])
        if any(not text.strip() for text in alt):
            self._complain("alt", "an alternative text is empty", "Say what the picture shows, in a sentence.")
        return tuple(" ".join(text.split()) for text in alt)

    def _pages(self) -> tuple[int, ...]:
        """Return the page numbers that "1-3,7" names."""
        asked = self._get("pages", str, default="")
        numbers: list[int] = []
        for part in asked.split(",") if asked else ():
            found = _RANGE.fullmatch(part.strip())
            first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
            if not 1 <= first <= last or (numbers and first <= numbers[-1]) or last - first > 100_000:
                self._complain("pages", f'"{asked}" names no pages', 'Name them in rising order: pages = "1-3,7".')
                return ()
            numbers.extend(range(first, last + 1))
        return tuple(numbers)

    def _check(self, annex: Annex) -> None:
        named = _ENDINGS.get(Path(annex.file).suffix.lower(), "")
        if not annex.content:
            self._complain("file", f'the annex "{annex.file}" is empty', "Give the file itself.")
        elif (annex.kind != named or not named) and not (annex.treatment == "attach" and not named):
            self._complain("file", *_misnamed(annex, named))
        elif annex.treatment == "picture" and annex.kind == "markdown":
            self._complain("as", "a Markdown annex is no picture", "Take the line away: it is set in the statement's layout.")
        elif annex.treatment == "attach" and annex.pages:
            what = "pages cannot be chosen from a file that is attached whole"
            self._complain("pages", what, 'Take the line away; or give those pages alone: as = "merge".')
        elif annex.kind == "markdown" and annex.pages:
            self._complain("pages", "pages cannot be chosen from a Markdown annex", "Take the line away.")
        elif annex.treatment != "attach" and (annex.kind in _IMAGES or annex.treatment == "picture") and not annex.alt:
            what = "a picture without an alternative text says nothing to those who cannot see it"
            self._complain("alt", what, 'Add a line: alt = "…"; or for pages of their own: alt = ["…", "…"].')

    def _with_words(self, annex: Annex, folder: Path, limits: Limits) -> Annex:
        where = str(folder / annex.file)
        body = read_markdown(decode(annex.content, where, limits.text_bytes), where, 1)
        self._source.problems.extend(body.problems)
        if not body.blocks and not body.problems:
            self._source.problems.append(Problem(where, "the annex has no text", "Write it in Markdown."))
        return replace(annex, body=body.blocks, footnotes=body.footnotes)


def _placed(refusal: Refusal, annex: Annex, source: TomlSource, folder: Path) -> Iterator[Problem]:
    """Yield the problems of *refusal*: those of the file's own lines where they are, the others at its entry."""
    for problem in refusal.problems:
        if problem.line:
            yield replace(problem, where=str(folder / annex.file))
        else:
            yield replace(problem, where=source.where, line=annex.line)


def _kind(content: bytes, file: str) -> str:
    """Return what *content* is; its ending counts for text alone."""
    start = content[:1024]
    if start.startswith(b"%PDF-") or (b"%PDF-" in start and Path(file).suffix.lower() == ".pdf"):
        return "pdf"
    for magic, kind in ((b"\x89PNG\r\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"II*\0", "tiff"), (b"MM\0*", "tiff")):
        if content.startswith(magic):
            return kind
    if content.startswith(b"PK\x03\x04") and b"word/" in content:
        return "docx"
    if b"<svg" in content[:4096] and b"\0" not in start:
        return "svg"
    if Path(file).suffix.lower() == ".md" and b"\0" not in start:
        return "markdown"
    return ""


def _misnamed(annex: Annex, named: str) -> tuple[str, str]:
    known = ", ".join(sorted(_ENDINGS))
    if not named:
        return f'"{annex.file}" cannot be merged', f'What can: {known}. Anything can be attached: as = "attach".'
    if not annex.kind:
        return f'"{annex.file}" is no {named.upper()} file, whatever its name says', "Look at it in its own program, and save it anew."
    return f'"{annex.file}" is a {annex.kind.upper()} file, whatever its name says', "Give it the ending of what it is."
