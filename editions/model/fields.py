"""The fields of a PDF in which an edition is signed and stamped with the time: their names, and what is said of them.

They are made with the edition: a field that is made when it is signed is outside the tree of tags, and neither PDF/A-3a
nor PDF/UA-1 any more. Signing finds them by these names.
"""

from dataclasses import dataclass

#: Time stamps for which there is a field beside one for each signatory: a new one is due every few years.
SPARE_TIME_STAMPS = 10
_SIGNATURE, _TIME_STAMP = "Signature", "TimeStamp"


def signature_field(number: int) -> str:
    """Return the name of the field in which the signatory *number* (from 1) signs."""
    return f"{_SIGNATURE}{number}"


def time_stamp_field(number: int) -> str:
    """Return the name of the field for the time stamp *number* (from 1)."""
    return f"{_TIME_STAMP}{number}"


def is_signature_field(name: str) -> bool:
    """Return whether *name* is that of a signatory's field."""
    return _is_numbered(name, _SIGNATURE)


def signatory_of(name: str) -> int:
    """Return the number (from 1) of the signatory who signs in the field *name*; 0 if that is no signatory's field."""
    return int(name.removeprefix(_SIGNATURE)) if is_signature_field(name) else 0


def is_time_stamp_field(name: str) -> bool:
    """Return whether *name* is that of a time stamp's field."""
    return _is_numbered(name, _TIME_STAMP)


def _is_numbered(name: str, stem: str) -> bool:
    number = name.removeprefix(stem)
    return name.startswith(stem) and number.isascii() and number.isdigit() and not number.startswith("0")


@dataclass(frozen=True, kw_only=True)
class Field:
    """A field: its name, and the words by which a screen reader tells it."""

    name: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Fields:
    """All fields of an edition; *language* is that of their words, empty where it is the statement's."""

    signatures: tuple[Field, ...]
    time_stamps: tuple[Field, ...]
    language: str = ""
