"""The files of a statement, patched: a byte order mark, the line ends and the end stay as they were."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from editions.patching.body import patch_body
from editions.patching.edits import Edit
from editions.patching.front import Front, patch_front, patch_statement_toml
from editions.patching.told import told_by_words
from editions.problems import Problem, Refusal, refuse_if
from editions.reading.encoding import decode
from editions.reading.text import parts_of, read_text

_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A file as text with "\\n" as line ends, and how it was written: its byte order mark, or none, and its line ends."""

    text: str
    mark: bytes
    end: str

    def closed(self, text: str) -> bytes:
        """Return *text* as the file's bytes."""
        return self.mark + text.replace("\n", self.end).encode()


def opened(content: bytes, where: str) -> Opened:
    """Return the file *content*.

    Raises:
        Refusal: the reader would refuse it, or its line ends are of two kinds.
    """
    text = decode(content, where, len(content))
    ends = content.count(b"\r\n"), content.count(b"\n"), content.count(b"\r")
    if ends not in ((0, ends[1], 0), (ends[0], ends[0], ends[0])):
        raise Refusal(Problem(where, "line ends of two kinds", "Save it with one kind, and it can be patched."))
    return Opened(text=text, mark=_MARK if content.startswith(_MARK) else b"", end="\r\n" if ends[0] else "\n")


def patch_text(content: bytes, edits: Sequence[Edit], front: Front | None, *, where: str, language: str) -> bytes:
    """Return *content*, the file of a text, with *edits* made in its body and *front* as its front matter; None: as it is.

    Raises:
        Refusal: the reader refuses *content*, or would refuse what is wanted, or there is no Markdown for that.
        FaultRefusal: what was patched is not read as wanted.
    """
    file = opened(content, where)
    _check(file.text, where, language)
    parts = parts_of(file.text)
    if parts is None:
        return content
    toml, body, first_line = parts
    lines = file.text.split("\n")
    patched = patch_front(toml, front, where) if front else toml
    fences = lines[0], lines[first_line - 2]
    text = f"{fences[0]}\n{patched}{fences[1]}\n{patch_body(body, edits, where, first_line)}"
    refuse_if(told_by_words(read_text(text, where, language=language)[1], text.split("\n")))
    return file.closed(text)


def patch_statement(content: bytes, *, day: date, reference: str, place: str, where: str) -> bytes:
    """Return *content*, a statement.toml, with its date, reference and place as given; empty: none.

    Raises:
        Refusal: it is no TOML, or its line ends are of two kinds.
        FaultRefusal: what was patched does not say what is wanted.
    """
    file = opened(content, where)
    return file.closed(patch_statement_toml(file.text, day=day, reference=reference, place=place, where=where))


def _check(text: str, where: str, language: str) -> None:
    """Refuse *text* with all that the reader finds wrong with it."""
    refuse_if(read_text(text, where, language=language)[1])
