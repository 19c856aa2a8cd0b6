"""What has been signed: the signed file as it lies there, held against its record alone."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from editions.problems import Problem, Refusal, SigningRefusal, UsageRefusal
from editions.reading.statements import find_seeds, id_of
from editions.surroundings import Surroundings

_ENDING = ".signed.pdf"


@dataclass(frozen=True, kw_only=True)
class Signed:
    """A signed file in *folder*: its name, its bytes, and those of its record."""

    folder: Path
    name: str
    content: bytes
    record: bytes

    @property
    def record_name(self) -> str:
        """The name of the record."""
        return f"{self.name.removesuffix('.pdf')}.json"

    @property
    def where(self) -> str:
        """What names the file in messages."""
        return str(self.folder / self.name)

    @property
    def told(self) -> dict[str, Any]:
        """The record, read."""
        return dict(json.loads(self.record))


def signed(given: str, language: str, around: Surroundings) -> tuple[Signed, ...]:
    """Return the signed files of the edition that *given* names, a statement or a PDF; in one *language*, if that is given.

    The statement may be gone, or another by now, and so may the edition that was signed.

    Raises:
        SigningRefusal: there is none, or it is not the one that its record has the digest of.
    """
    paths = [path for path in _paths(given, around) if not language or path.name.removesuffix(_ENDING).endswith(f".{language}")]
    if not paths:
        raise SigningRefusal(Problem(given, "there is no signed file yet", "`editions sign` makes it."))
    return tuple(_held(path) for path in paths)


def _paths(given: str, around: Surroundings) -> Iterator[Path]:
    path = Path(given)
    if path.suffix.lower() == ".pdf":
        there = path if path.name.endswith(_ENDING) else path.with_name(path.stem + _ENDING)
        yield from (there,) if there.is_file() else ()
        return
    try:
        [seed] = find_seeds([given], around)
        name = id_of(seed)
    except UsageRefusal:
        name = path.name
    yield from sorted((around.out / name).glob(f"*{_ENDING}"))


def _held(path: Path) -> Signed:
    return with_record(path, bytes_of(path), bytes_of(path.with_suffix(".json")))


def with_record(path: Path, content: bytes | None, record: bytes | None) -> Signed:
    """Return the signed file at *path* with its *content*, which is what its *record* has the digest of.

    Raises:
        SigningRefusal: one of the two is missing, or they are not of each other.
    """
    _, digest = digests_in(record, str(path))
    if content is None or record is None or sha256(content).hexdigest() != digest:
        raise SigningRefusal(altered(str(path)))
    return Signed(folder=path.parent, name=path.name, content=content, record=record)


def digests_in(record: bytes | None, where: str) -> tuple[str, str]:
    """Return the digests of the edition and of its signed copy, the file at *where*, that the *record* has.

    Raises:
        SigningRefusal: there is no record, or it says none.
    """
    try:
        told = json.loads(record or b"")
        return str(told["edition"]["sha256"]), str(told["signed"]["sha256"])
    except (ValueError, TypeError, KeyError):
        raise SigningRefusal(Problem(where, "there is no record of how it was signed", away(where))) from None


def altered(where: str) -> Problem:
    """Return what is said of the signed file at *where* when it is another than its record has."""
    return Problem(where, "it was altered after it was signed", away(where))


def away(where: str) -> str:
    """Return what helps where the signed file at *where* is not to be signed on."""
    name = Path(where).name
    return f'Move "{name}" and "{name.removesuffix(".pdf")}.json" away, to sign the edition from the beginning.'


def bytes_of(path: Path) -> bytes | None:
    """Return the bytes of the file at *path*; None where there is none.

    Raises:
        Refusal: it cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Refusal(Problem(str(path), f"cannot be read: {error.strerror}", "Mend its permissions.")) from None
