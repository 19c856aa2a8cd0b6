"""The manifest: what an edition was made from, with what, and the digest of each file."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from editions import __version__
from editions.fonts import digests
from editions.model.edition import AnnexRecord, Output
from editions.model.findings import Finding
from editions.model.layout import Layout
from editions.model.statement import Statement
from editions.surroundings import HOME, Surroundings

#: All that has a hand in the bytes of an edition, or in what is found of them; a test holds it against the lock.
_LIBRARIES = (
    "babel", "cssselect2", "fonttools", "jinja2", "lxml", "markdown-it-py", "markupsafe", "mdit-py-plugins", "mdurl",
    "page-validation", "pikepdf", "pillow", "pydyf", "pypdf", "pypdfium2", "pyphen", "python-docx", "segno", "tinycss2", "tinyhtml5",
    "weasyprint", "webencodings", "zxing-cpp",
)  # fmt: skip


def inputs(statement: Statement, layout: Layout, around: Surroundings) -> dict[str, str]:
    """Return name and SHA-256 of everything that an edition of *statement* is made from."""
    named = {source.name: source.content for source in statement.sources}
    named.update({annex.file: annex.content for annex in statement.annexes})
    files = [*((f"statement/{name}", content) for name, content in named.items()), *layout.files]
    if statement.annexes:
        # What the settings allow an annex decides what becomes of it.
        files.append(("settings", repr(around.limits.annexes).encode()))
    return {**{name: sha256(content) for name, content in sorted(files)}, **_names(statement, around), **_standing(around.fonts)}


def _names(statement: Statement, around: Surroundings) -> dict[str, str]:
    """Return the digest of the lists of names, by which the recipients of a plain text or a letter are told apart."""
    if not any(source.name.endswith((".txt", ".docx")) for source in statement.sources):
        return {}
    lists = [path.read_bytes() for path in around.names if path.is_file()]
    return {"names.txt": sha256(b"".join(lists))}


@cache
def _standing(fonts: Path) -> dict[str, str]:
    """Return name and SHA-256 of what all editions share: the fonts and the tool's own code."""
    package = Path(__file__).parent
    code = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        if path.suffix in (".py", ".toml", ".txt"):
            code.update(f"{path.relative_to(package)}:".encode() + path.read_bytes())
    return {
        **{f"fonts/{name}": digest for name, digest in digests(fonts).items()},
        "editions": code.hexdigest(),
    }


@cache
def fingerprint() -> str:
    """Return a digest of the tool's code, its fonts and its libraries: where it is the same, the same editions come out."""
    return sha256(repr((sorted(_standing(HOME / "fonts").items()), sorted(tools().items()))).encode())


@cache
def tools() -> dict[str, str]:
    """Return name and version of the tool and of each library that an edition's bytes depend on."""
    return {"editions": __version__, **{name: version(name) for name in _LIBRARIES}}


def write_manifest(
    statement: Statement, layout: Layout, made_from: Mapping[str, str], outputs: Iterable[Output], findings: Iterable[Finding]
) -> bytes:
    """Return the manifest as JSON, the same bytes for the same edition."""
    manifest = {
        "id": statement.id,
        "date": statement.date.isoformat(),
        "layout": layout.name,
        "tools": tools(),
        "inputs": dict(made_from),
        "outputs": [
            {
                "file": output.file,
                "format": output.format,
                "language": output.language,
                "mark": output.mark,
                "bytes": len(output.content),
                "sha256": sha256(output.content),
                "claims": list(output.claims),
                "annexes": [_annex(record) for record in output.annexes],
            }
            for output in outputs
        ],
        "findings": [{name: getattr(finding, name) for name in ("rule", "severity", "where", "message", "clause")} for finding in findings],
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()


def _annex(record: AnnexRecord) -> dict[str, Any]:
    return {
        "label": record.label,
        "file": record.file,
        "as": record.treatment,
        "pages": record.pages,
        "sha256": sha256(record.content),
        "removed": [{"what": removal.what, "page": removal.page} for removal in record.removals],
    }


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest in *folder*, with at least its "outputs"; empty where there is none that can be read."""
    try:
        found = json.loads((folder / "edition.json").read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) and _names_outputs(found) else {}


def _names_outputs(manifest: dict[str, Any]) -> bool:
    outputs = manifest.get("outputs")
    return isinstance(outputs, list) and all(isinstance(output, dict) and isinstance(output.get("file"), str) for output in outputs)


def published_formats(folder: Path) -> frozenset[str]:
    """Return the formats that *folder* holds an edition in."""
    return _formats(read_manifest(folder))


def _formats(manifest: dict[str, Any]) -> frozenset[str]:
    return frozenset(str(output.get("format")) for output in manifest.get("outputs", ()))


def is_current(folder: Path, made_from: dict[str, str], layout: Layout, formats: Iterable[str]) -> bool:
    """Return whether *folder* holds, unaltered, what would be made again from the same inputs."""
    manifest = read_manifest(folder)
    if (manifest.get("inputs"), manifest.get("tools"), manifest.get("layout")) != (made_from, tools(), layout.name):
        return False
    return set(formats) <= _formats(manifest) and all(
        _digest(folder / output["file"]) == output.get("sha256") for output in manifest["outputs"]
    )


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes())
    except (OSError, ValueError):
        # A ValueError: what the manifest names is no name of a file.
        return ""


def sha256(content: bytes) -> str:
    """Return the SHA-256 of *content* in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
