"""The manifest itself: well formed, and about this edition."""

import re
from collections.abc import Iterator
from datetime import date

from editions.checking.evidence.manifest import read_manifest
from editions.checking.rules import Case, Hit, rule

_FAMILY = "manifest"
MANIFEST = "edition.json"
_DIGEST = re.compile(r"[0-9a-f]{64}")


@rule(
    "manifest-malformed",
    "The manifest holds all that belongs in it, in the form in which it belongs there.",
    family=_FAMILY,
    needs=("manifest",),
)
def manifest_malformed(case: Case) -> Iterator[Hit]:
    """The manifest (edition.json) is how an archive knows what an edition is made of, years after its makers have gone.

    Every name, date and digest in it must be there and well formed. Build the edition again to mend it.
    """
    for fault in read_manifest(case.files.get(MANIFEST, b""))[1]:
        yield Hit(message=fault)
    manifest = case.manifest or {}
    if manifest["date"] and not _is_date(manifest["date"]):
        yield Hit(message=f'"{manifest["date"]}" is no date such as 2022-01-20')
    named: set[str] = set()
    for output in manifest["outputs"]:
        name = output["file"]
        if "/" in name or name in ("", ".", "..", MANIFEST):
            yield Hit(message=f'"{name}" is no name of a file of the edition')
        if name in named:
            yield Hit(message=f'"{name}" is listed twice')
        named.add(name)
        if output["sha256"] and not _DIGEST.fullmatch(output["sha256"]):
            yield Hit(message=f'the digest of "{name}" is no SHA-256')


@rule("manifest-mistaken", "The manifest is that of this statement: its id, date and layout.", family=_FAMILY, needs=("manifest", "source"))
def manifest_mistaken(case: Case) -> Iterator[Hit]:
    """A folder that was copied, renamed or filled by hand can hold the manifest of another statement.

    The layout that the manifest names must be one that this office has; files are listed by what they are.
    """
    manifest, source = case.manifest or {}, case.source
    if source is None:
        return
    if manifest["id"] != case.name:
        yield Hit(message=f'the manifest is that of "{manifest["id"]}", and the statement is "{case.name}"')
    if _is_date(manifest["date"]) and manifest["date"] != source.prepared.metadata.date.isoformat():
        yield Hit(message=f"the manifest says {manifest['date']}, and the statement is of {source.prepared.metadata.date.isoformat()}")
    if manifest["layout"] != source.layout.name:
        yield Hit(message=f'the manifest names the layout "{manifest["layout"]}", which this office does not have')
    for output in manifest["outputs"]:
        if output["file"] != f"{case.name}.{output['language']}.{output['format']}":
            yield Hit(message=f'"{output["file"]}" is listed as {output["format"] or "nothing"} in "{output["language"]}"')


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


RULES = (manifest_malformed, manifest_mistaken)
