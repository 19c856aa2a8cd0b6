"""The bundled fonts: which there are, what they may be used for, which characters they cover.

The door to fontTools, which takes longer to read the fonts than WeasyPrint takes to set a page: what
they cover is kept in ``fonts/coverage.json``, together with the digest of the fonts it was read from.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from editions.problems import MissingRefusal, Problem, Refusal

#: OS/2 fsType bits that forbid embedding or subsetting (OpenType 1.9, OS/2 fsType).
_RESTRICTED, _NO_SUBSETTING, _BITMAP_ONLY = 0x0002, 0x0100, 0x0200

#: Characters that have no glyph of their own to be drawn: they steer the text.
_INVISIBLE = frozenset("\n\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, kw_only=True)
class Face:
    """One font file of a family: the regular, bold, italic or bold italic."""

    family: str
    style: str
    path: Path


@cache
def faces(folder: Path) -> tuple[Face, ...]:
    """Return all faces in *folder*: files named ``Family-Style.ttf``, sorted.

    Raises:
        MissingRefusal: there is none.
    """
    found = tuple(
        Face(family=family, style=style, path=path)
        for path in sorted(folder.glob("*.ttf"))
        for family, _, style in [path.stem.partition("-")]
    )
    if not found:
        raise MissingRefusal(Problem(str(folder), "there are no fonts", "Restore the folder from the release of editions."))
    return found


def families(folder: Path) -> tuple[str, ...]:
    """Return the names of the families in *folder*, sorted."""
    return tuple(sorted({face.family for face in faces(folder)}))


@cache
def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each font file in *folder*, by its name."""
    return {face.path.name: hashlib.sha256(face.path.read_bytes()).hexdigest() for face in faces(folder)}


@cache
def coverage(folder: Path, family: str) -> tuple[range, ...]:
    """Return the code points that every face of *family* covers, as ranges.

    Raises:
        Refusal: a face may not be embedded or subset (OS/2 fsType).
    """
    kept = _kept(folder).get(family, {})
    own = {face.path.name: digests(folder)[face.path.name] for face in faces(folder) if face.family == family}
    if kept.get("digests") == own:
        return tuple(range(first, last + 1) for first, last in kept["ranges"])
    return measured(folder, family)


@cache
def _kept(folder: Path) -> dict[str, dict[str, Any]]:
    try:
        kept: dict[str, dict[str, Any]] = json.loads((folder / "coverage.json").read_bytes())
    except (OSError, ValueError):
        return {}
    return kept


def measured(folder: Path, family: str) -> tuple[range, ...]:
    """Return what :func:`coverage` does, read from the fonts themselves.

    Raises:
        Refusal: a face may not be embedded or subset (OS/2 fsType).
    """
    points = frozenset.intersection(*(_covered(face.path) for face in faces(folder) if face.family == family))
    starts = sorted(point for point in points if point - 1 not in points)
    ends = sorted(point for point in points if point + 1 not in points)
    return tuple(range(start, end + 1) for start, end in zip(starts, ends, strict=True))


def _covered(path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        permission = font["OS/2"].fsType
        if permission & 0x000F == _RESTRICTED or permission & (_NO_SUBSETTING | _BITMAP_ONLY):
            raise Refusal(
                Problem(
                    str(path),
                    f"the font's licence bits forbid embedding (fsType {permission:#06x})",
                    "Take a font that may be embedded in part.",
                )
            )
        return frozenset(font.getBestCmap())


def keep_coverage(folder: Path) -> None:
    """Write ``coverage.json`` anew, after a font of *folder* was exchanged."""
    kept = {
        family: {
            "digests": {face.path.name: digests(folder)[face.path.name] for face in faces(folder) if face.family == family},
            "ranges": [[covered.start, covered.stop - 1] for covered in measured(folder, family)],
        }
        for family in families(folder)
    }
    (folder / "coverage.json").write_text(json.dumps(kept) + "\n", "utf-8")


def uncovered(text: str, folder: Path, wanted: tuple[str, ...]) -> list[str]:
    """Return the characters of *text*, in order and once each, that no family of *wanted* covers."""
    known = [covered for family in wanted for covered in coverage(folder, family)]
    return [
        character
        for character in dict.fromkeys(text)
        if character not in _INVISIBLE and not any(ord(character) in covered for covered in known)
    ]
