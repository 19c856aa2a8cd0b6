"""The manifest in tables: outputs, annexes, inputs and tools, each held against what is there now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from editions.checking.rules import Case

_SAME, _CHANGED, _GONE, _NEW, _CLOSED = "as built", "changed since", "no longer there", "new since", "cannot be read"


@dataclass(frozen=True, kw_only=True)
class File:
    """A file that a manifest names: what it says of it, in words, and whether it is still so."""

    name: str
    said: tuple[str, ...]
    digest: str
    state: str

    @property
    def is_same(self) -> bool:
        """Whether it is as it was when the edition was built."""
        return self.state in (_SAME, "")


@dataclass(frozen=True, kw_only=True)
class Record:
    """A manifest, ready to be shown."""

    outputs: tuple[File, ...]
    annexes: tuple[File, ...]
    inputs: tuple[File, ...]
    tools: tuple[tuple[str, str], ...]


def record(case: Case) -> Record | None:
    """Return the manifest of the edition that *case* belongs to; None where there is none."""
    if not case.manifest:
        return None
    outputs = [output for output in _list(case.manifest.get("outputs")) if isinstance(output, dict)]
    tools = case.manifest.get("tools")
    return Record(
        outputs=tuple(_output(output, case) for output in outputs),
        annexes=tuple(_annex(annex, output) for output in outputs for annex in _list(output.get("annexes")) if isinstance(annex, dict)),
        inputs=tuple(_inputs(case.manifest.get("inputs"), case.inputs)),
        tools=tuple((str(name), str(version)) for name, version in tools.items()) if isinstance(tools, dict) else (),
    )


def _output(output: Mapping[str, Any], case: Case) -> File:
    name, digest = str(output.get("file", "")), str(output.get("sha256", ""))
    found = case.files.get(name)
    state = (_CLOSED if name in case.unreadable else _GONE) if found is None else _SAME if sha256(found).hexdigest() == digest else _CHANGED
    claims = " and ".join(str(claim) for claim in _list(output.get("claims")))
    return File(name=name, said=(claims, _grouped(output.get("bytes"))), digest=digest, state=state)


def _annex(annex: Mapping[str, Any], output: Mapping[str, Any]) -> File:
    removed = ", ".join(str(one.get("what", "")) for one in _list(annex.get("removed")) if isinstance(one, dict))
    said = (f"{output.get('language', '')}: {annex.get('label', '')}", str(annex.get("as", "")), str(annex.get("pages", "")), removed)
    return File(name=str(annex.get("file", "")), said=said, digest=str(annex.get("sha256", "")), state="")


def _inputs(then: Any, now: Mapping[str, str]) -> Iterator[File]:
    then = then if isinstance(then, dict) else {}
    for name in (*then, *(name for name in now if name not in then)):
        state = _NEW if name not in then else _SAME if name not in now and not now else _compared(str(then[name]), now.get(name))
        yield File(name=str(name), said=(), digest=str(then.get(name, "")), state=state)


def _compared(then: str, now: str | None) -> str:
    return _GONE if now is None else _SAME if then == now else _CHANGED


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _grouped(number: Any) -> str:
    return f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}") if isinstance(number, int) else ""
