"""A manifest read back: whatever its file holds, the checks get something of the right shape, and what was wrong with it."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

#: Bytes that a manifest may have: one of 200 pages with 100 annexes has some 100,000.
_LARGEST = 5_000_000
#: Faults beyond this number are not told.
_MOST = 20
_DIGEST = re.compile(r"[0-9a-f]{64}")
#: Any names, all with values of one shape.
_ANY = "*"
_SHAPE: Mapping[str, Any] = {
    "id": str,
    "date": str,
    "layout": str,
    "tools": {_ANY: str},
    "inputs": {_ANY: str},
    "outputs": [
        {
            "file": str,
            "format": str,
            "language": str,
            "mark": str,
            "bytes": int,
            "sha256": str,
            "claims": [str],
            "annexes": [{"label": str, "file": str, "as": str, "pages": int, "sha256": str, "removed": [{"what": str, "page": int}]}],
        }
    ],
    "findings": [{"rule": str, "severity": str, "where": str, "message": str, "clause": str}],
}


def read_manifest(content: bytes) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the manifest that *content* is, with all that belongs in one, and sentences that say what was wrong.

    What is missing or of another kind is empty; keys that are not known stay as they are.
    """
    faults: list[str] = []
    fitted = _fitted(_parsed(content, faults), _SHAPE, "", faults)
    return fitted, tuple((*faults, *_ill_formed(fitted))[:_MOST])


def _parsed(content: bytes, faults: list[str]) -> Any:
    if len(content) > _LARGEST:
        faults.append(f"it has more than {_LARGEST:,} bytes")
        return {}
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        faults.append(f"it is no JSON: {error}"[:200])
        return {}


def _fitted(value: Any, shape: Any, where: str, faults: list[str]) -> Any:
    """Return *value*, called *where*, in *shape*."""
    if isinstance(shape, Mapping):
        return _object(value, shape, where, faults)
    if isinstance(shape, list):
        if not isinstance(value, list):
            faults.append(f"{where or 'it'} is no list")
            return []
        return [_fitted(item, shape[0], f"{where} {number}", faults) for number, item in enumerate(value, 1)]
    if type(value) is not shape:
        faults.append(f"{where} is no {'text' if shape is str else 'whole number'}")
        return shape()
    return _printable(value) if shape is str else value


def _printable(text: str) -> str:
    """Return *text*, half characters (JSON's "\\udc80") said as JSON says them."""
    return text.encode("utf-8", "backslashreplace").decode()


def _object(value: Any, shape: Mapping[str, Any], where: str, faults: list[str]) -> dict[str, Any]:
    if not isinstance(value, dict):
        faults.append(f"{where or 'it'} is no object")
        value = {}
    if _ANY in shape:
        return {_printable(key): _fitted(item, shape[_ANY], f"{where} {_printable(key)}", faults) for key, item in value.items()}
    fitted = dict(value)
    for name, inner in shape.items():
        path = f"{where}, {name}" if where else name
        if name not in value:
            faults.append(f"{path} is missing")
        fitted[name] = _fitted(value[name], inner, path, faults) if name in value else _nothing(inner)
    return fitted


def _nothing(shape: Any) -> Any:
    if isinstance(shape, Mapping):
        return {name: _nothing(inner) for name, inner in shape.items() if name != _ANY}
    return [] if isinstance(shape, list) else shape()


def _ill_formed(manifest: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the names, dates and digests that are there."""
    if manifest["date"] and not _is_date(manifest["date"]):
        yield f'"{manifest["date"]}" is no date such as 2022-01-20'
    named: set[str] = set()
    for output in manifest["outputs"]:
        name = output["file"]
        if "/" in name or name in ("", ".", "..", "edition.json"):
            yield f'"{name}" is no name of a file of the edition'
        if name in named:
            yield f'"{name}" is listed twice'
        named.add(name)
        if output["sha256"] and not _DIGEST.fullmatch(output["sha256"]):
            yield f'the digest of "{name}" is no SHA-256'


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
