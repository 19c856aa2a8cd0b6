"""The manifest itself: well formed, and about this edition."""

from collections.abc import Iterator

from editions.checking.evidence.manifest import read_manifest
from editions.checking.rules import Case, Hit, rule

_FAMILY = "manifest"
_PROMISE = "docs/promises.md, The manifest"
MANIFEST = "edition.json"
#: Faults of a manifest that are told one by one.
_TOLD = 3


@rule("manifest-missing", "The edition has its manifest.", family=_FAMILY, needs=("folder",), clause=_PROMISE)
def manifest_missing(case: Case) -> Iterator[Hit]:
    """Without the manifest (edition.json), nobody can tell any more whether a file is the one that was made, and from what.

    The files are judged without it, by what they say themselves and by the source as it is now.
    """
    if MANIFEST not in (case.folder or ()):
        message = "the manifest is missing: nothing tells any more whether the files are those that were made"
        yield Hit(message=f"{message}; `make pdf` makes the edition again")


@rule(
    "manifest-malformed",
    "The manifest holds all that belongs in it, in the form in which it belongs there.",
    family=_FAMILY,
    needs=("folder",),
    clause=_PROMISE,
)
def manifest_malformed(case: Case) -> Iterator[Hit]:
    """The manifest (edition.json) is how an archive knows what an edition is made of, years after its makers have gone.

    Every name, date and digest in it must be there and well formed. One that is not puts all the others in doubt: then
    no other rule holds the edition against it. Build the edition again to mend it.
    """
    faults = read_manifest(case.files[MANIFEST])[1] if MANIFEST in case.files else ()
    if faults:
        told = "; ".join((*faults[:_TOLD], *(["and more"] if len(faults) > _TOLD else [])))
        yield Hit(message=f"the manifest cannot be trusted, and nothing was held against it: {told}; `make pdf` makes the edition again")


@rule(
    "manifest-mistaken",
    "The manifest is that of this statement: its id, date and layout.",
    family=_FAMILY,
    needs=("manifest", "source"),
    clause=_PROMISE,
)
def manifest_mistaken(case: Case) -> Iterator[Hit]:
    """A folder that was copied, renamed or filled by hand can hold the manifest of another statement.

    The layout that the manifest names must be one that this office has; files are listed by what they are.
    """
    manifest, source = case.manifest or {}, case.source
    if source is None:
        return
    if manifest["id"] != case.name:
        yield Hit(message=f'the manifest is that of "{manifest["id"]}", and the statement is "{case.name}"')
    if manifest["date"] != source.prepared.metadata.date.isoformat():
        yield Hit(message=f"the manifest says {manifest['date']}, and the statement is of {source.prepared.metadata.date.isoformat()}")
    if manifest["layout"] != source.layout.name:
        yield Hit(message=f'the manifest names the layout "{manifest["layout"]}", which this office does not have')
    for output in manifest["outputs"]:
        if output["file"] != f"{case.name}.{output['language']}.{output['format']}":
            yield Hit(message=f'"{output["file"]}" is listed as {output["format"] or "nothing"} in "{output["language"]}"')


RULES = (manifest_missing, manifest_malformed, manifest_mistaken)
