"""A verification as JSON has it, and back: between processes, for the archive's reports, and for who asks with --json."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from editions.model.signatures import Level, Remark, Revocation, Signature, Stamp, Verdict, Verification


def as_plain(found: Verification) -> dict[str, Any]:
    """Return *found* in what JSON has: words, numbers, lists; times as in ISO 8601."""
    plain: dict[str, Any] = _plain(asdict(found))
    return plain


def from_plain(said: dict[str, Any]) -> Verification:
    """Return the verification that as_plain made *said* of."""
    return Verification(
        **{
            **said,
            "verdict": Verdict(said["verdict"]),
            "level": Level(said["level"]),
            "signatures": tuple(map(_signature, said["signatures"])),
            "stamps": tuple(map(_stamp, said["stamps"])),
            "remarks": _remarks(said["remarks"]),
            "ends": _moment(said["ends"]),
        }
    )


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, tuple | list) else value


def _signature(said: dict[str, Any]) -> Signature:
    return Signature(
        **{
            **said,
            "verdict": Verdict(said["verdict"]),
            "revocation": Revocation(said["revocation"]),
            "level": Level(said["level"]),
            "additions": tuple(said["additions"]),
            "changes": _remarks(said["changes"]),
            "remarks": _remarks(said["remarks"]),
            **{name: _moment(said[name]) for name in ("time", "ends", "stamp_ends")},
        }
    )


def _stamp(said: dict[str, Any]) -> Stamp:
    times = {name: _moment(said[name]) for name in ("time", "ends")}
    return Stamp(**{**said, "verdict": Verdict(said["verdict"]), "remarks": _remarks(said["remarks"]), **times})


def _remarks(said: list[dict[str, Any]]) -> tuple[Remark, ...]:
    return tuple(Remark(**{**one, "verdict": Verdict(one["verdict"])}) for one in said)


def _moment(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said) if said else None
