"""The bundled fonts: which there are, what they may be used for, which characters they cover.

The door to fontTools.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from editions.problems import MissingRefusal, Problem, Refusal

#: OS/2 fsType bits that forbid embedding or subsetting (OpenType 1.9, OS/2 fsType).
_RESTRICTED, _NO_SUBSETTING = 0x0002, 0x0100
_BITMAP_ONLY = 0x0200

#: Characters that have no glyph of their own to be drawn: they steer the text.
_INVISIBLE = frozenset("\n\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, kw_only=True, slots=True)
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
def coverage(folder: Path, family: str) -> frozenset[int]:
    """Return the code points that every face of *family* covers.

    Raises:
        Refusal: a face may not be embedded or subset (OS/2 fsType).
    """
    return frozenset.intersection(*(_covered(face.path) for face in faces(folder) if face.family == family))


@cache
def _covered(path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        permission = font["OS/2"].fsType
        if permission & 0x000F == _RESTRICTED or permission & (_NO_SUBSETTING | _BITMAP_ONLY):
            raise Refusal(
                Problem(str(path), f"the font's licence bits forbid embedding (fsType {permission:#06x})", "Take a font that may be embedded whole or in part.")
            )
        return frozenset(font.getBestCmap())


def uncovered(text: str, folder: Path, wanted: tuple[str, ...]) -> list[str]:
    """Return the characters of *text*, in order and once each, that no family of *wanted* covers."""
    known = [coverage(folder, family) for family in wanted]
    return [
        character
        for character in dict.fromkeys(text)
        if character not in _INVISIBLE and not any(ord(character) in covered for covered in known)
    ]
