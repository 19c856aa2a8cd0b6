"""Bytes to text: UTF-8 and nothing else, with the other encodings recognised and named."""

import re
import stat
import unicodedata
from pathlib import Path

from editions.problems import Problem, Refusal
from editions.surroundings import Limits

_MARKS = {b"\xff\xfe": "UTF-16 (little endian)", b"\xfe\xff": "UTF-16 (big endian)"}
#: Controls, and the ends of lines and paragraphs that only Unicode knows: no font draws them.
_CONTROLS = ("Cc", "Zl", "Zp")
#: Characters that turn the order of letters round, and the byte order mark inside a text: what is read is not what is said.
_MISLEADING = frozenset("\u202d\u202e\ufeff")
_CYRILLIC = {"Windows-1251 (Cyrillic)": "cp1251", "KOI8-R (Cyrillic)": "koi8_r"}
_ALLOWED_CONTROLS = frozenset("\n\t")


def decode(content: bytes, where: str, limit: int) -> str:
    """Return *content* as text with newlines as line ends; a byte order mark is left out.

    Raises:
        Refusal: it is empty, larger than *limit* bytes, not UTF-8, or has control characters.
    """
    if len(content) > limit:
        raise Refusal(_too_long(len(content), where, limit))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal(_not_utf8(content, error, where)) from None
    if "\0" in text and (name := _utf16_without_mark(content)):
        raise Refusal(Problem(where, f"not UTF-8: this looks like {name}", "Save it as UTF-8."))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if problems := _controls(text, where):
        raise Refusal(*problems)
    if not text.strip():
        raise Refusal(Problem(where, "the file is empty", "Write the statement into it, or take the file away."))
    return text


def read_bytes(path: Path, limits: Limits) -> bytes:
    """Return the bytes of the text file at *path*; a file that is too long is not read at all.

    Raises:
        Refusal: it is missing, no file, cannot be read, or is too long.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            # Not opened: a pipe would be waited for.
            raise Refusal(Problem(str(path), "is no file", "Put the text itself there."))
        size = status.st_size
        if size > limits.text_bytes:
            raise Refusal(_too_long(size, str(path), limits.text_bytes))
        return path.read_bytes()
    except FileNotFoundError:
        raise Refusal(Problem(str(path), "the file is missing", "`editions new` makes a folder to start from.")) from None
    except OSError as error:
        raise Refusal(Problem(str(path), f"cannot be read: {error.strerror}", "Look at the file's permissions.")) from None


def _too_long(size: int, where: str, limit: int) -> Problem:
    what = f"the text is too long: {size:,} bytes, where {limit:,} are allowed"
    return Problem(where, what, "Divide it, or move parts into an annex.")


def _not_utf8(content: bytes, error: UnicodeDecodeError, where: str) -> Problem:
    line = content.count(b"\n", 0, error.start) + 1
    name = _MARKS.get(content[:2]) or _utf16_without_mark(content) or _cyrillic(content)
    what = f"this looks like {name}" if name else f"byte {error.start + 1} is {content[error.start]:#04x}"
    return Problem(where, f"not UTF-8: {what}", "Save it as UTF-8 (in Word: Save As, Plain Text, Unicode (UTF-8)).", line)


def _utf16_without_mark(content: bytes) -> str:
    """Return the name of the UTF-16 that *content* is: every other byte of Latin text is zero in it."""
    sample = content[:2000]
    zeros = [sample[start::2].count(0) * 2 for start in (0, 1)]
    if zeros[1] > len(sample) * 0.4:
        return _MARKS[b"\xff\xfe"]
    return _MARKS[b"\xfe\xff"] if zeros[0] > len(sample) * 0.4 else ""


def _cyrillic(content: bytes) -> str:
    """Return the name of the Cyrillic encoding in which most long words of *content* are words; empty where they are in none.

    A word has small letters, or begins with a capital, or is all capitals; with Windows-1251 and KOI8-R taken for
    each other it is the other way round. Of Latin text, single bytes alone are beyond ASCII.
    """
    words = re.findall(rb"[\x80-\xff]{3,}", content[:100_000])
    counts = {name: sum(_is_cyrillic(word.decode(codec, "replace")) for word in words) for name, codec in _CYRILLIC.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if words and counts[best] >= 0.5 * len(words) else ""


def _is_cyrillic(word: str) -> bool:
    return (word.islower() or word.istitle() or word.isupper()) and all("\u0400" <= letter <= "\u04ff" for letter in word)


def _controls(text: str, where: str) -> list[Problem]:
    return [
        Problem(where, f"control character U+{ord(character):04X}", "Take it away: it has no place in a text.", number, column)
        for number, line in enumerate(text.split("\n"), 1)
        for column, character in enumerate(line, 1)
        if (unicodedata.category(character) in _CONTROLS and character not in _ALLOWED_CONTROLS) or character in _MISLEADING
    ][:20]
