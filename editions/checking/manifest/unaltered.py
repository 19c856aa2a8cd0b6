"""The edition is as it was made: nothing altered, lost or added since, neither in it nor in what it is made from."""

import hashlib
from collections.abc import Iterator, Mapping

from editions.checking.manifest.form import MANIFEST
from editions.checking.manifest.named import is_signed_copy, language_of
from editions.checking.rules import Case, Hit, rule

_FAMILY = "manifest"
_PROMISE = "docs/promises.md, The manifest"
#: The program's own code among the inputs; with its version it is told by a rule of its own.
_PROGRAM = "editions"
#: What a check leaves in an edition's folder.
_PROOF = "proof.html"
_AGAIN = "`make pdf` makes the edition again"


@rule("file-unreadable", "Every file of the edition can be read and opened.", family=_FAMILY, needs=("folder",), clause=_PROMISE)
def file_unreadable(case: Case) -> Iterator[Hit]:
    """A file that is damaged, or that you may not read, cannot be vouched for. All else of the edition is judged without it.

    Another file that lies in the folder is no part of the edition, and may be what it likes.
    """
    outputs = case.manifest["outputs"] if case.manifest else ()
    own = {MANIFEST, case.pdf_name, case.docx_name, *(output["file"] for output in outputs)}
    for name, why in case.unreadable.items():
        if name in own:
            way_out = _AGAIN if name in case.files else "give yourself the right to read it, then check again"
            yield Hit(message=f"{why}; {way_out}", file=name)


@rule(
    "output-altered",
    "Every file of the edition is, byte for byte, the one that was made.",
    family=_FAMILY,
    needs=("manifest",),
    clause=_PROMISE,
)
def output_altered(case: Case) -> Iterator[Hit]:
    """The manifest has the digest (SHA-256) of each file. One altered byte, a save in Word for instance, gives another.

    An altered file is no longer what was checked when it was made. Edit the statement's source instead, and build again.
    """
    for output in (case.manifest or {})["outputs"]:
        content = case.files.get(output["file"])
        if content is None:
            continue
        if hashlib.sha256(content).hexdigest() != output["sha256"]:
            yield Hit(message=f"the file was altered after the edition was made; {_AGAIN}", file=output["file"])
        elif len(content) != output["bytes"]:
            yield Hit(message=f"the manifest says {output['bytes']:,} bytes, and it has {len(content):,}", file=output["file"])


@rule("output-missing", "Every file that the manifest names is there.", family=_FAMILY, needs=("manifest",), clause=_PROMISE)
def output_missing(case: Case) -> Iterator[Hit]:
    """A file that was moved, renamed or deleted leaves the edition incomplete."""
    for output in (case.manifest or {})["outputs"]:
        if output["file"] not in (case.folder or ()):
            yield Hit(message=f"the file is missing; {_AGAIN}", file=output["file"])


@rule(
    "output-unlisted",
    "Every file that bears the name of an edition is listed in the manifest.",
    family=_FAMILY,
    needs=("manifest",),
    clause=_PROMISE,
)
def output_unlisted(case: Case) -> Iterator[Hit]:
    """A PDF or DOCX that is called as an edition is (ID.LANGUAGE.pdf) is taken for one. Where the manifest does not list it, no
    digest guards it: it may have been altered, or put there, by anyone. Move it away, or build the edition again.
    """
    for name in _unlisted(case):
        if language_of(name, case.name):
            yield Hit(message=f"the file is called as an edition is, and the manifest does not list it: it may be any; {_AGAIN}", file=name)


@rule(
    "edition-missing",
    "There is an edition in every language of the statement.",
    family=_FAMILY,
    needs=("manifest", "source"),
    clause=_PROMISE,
)
def edition_missing(case: Case) -> Iterator[Hit]:
    """Each text of the statement comes out in each format that the others come out in."""
    outputs = (case.manifest or {})["outputs"]
    for file_format in dict.fromkeys(output["format"] for output in outputs) or ("pdf",):
        if not any(output["format"] == file_format and output["language"] == case.language for output in outputs):
            yield Hit(message=f'there is no {file_format.upper()} edition in "{case.language}"; {_AGAIN}')


@rule(
    "source-newer",
    "The edition was made from the source, layout and fonts as they are now.",
    family=_FAMILY,
    needs=("manifest", "source"),
    clause=_PROMISE,
)
def source_newer(case: Case) -> Iterator[Hit]:
    """The manifest has the digest of all that went into the edition. What was changed, added or removed since is named.

    The edition says what the source said then. Build again, or take the change back.
    """
    for name, what in _changes((case.manifest or {})["inputs"], case.inputs):
        if name != _PROGRAM:
            yield Hit(message=f"the edition is older than its source: it was {what} since; {_AGAIN}", file=name)


@rule(
    "tools-differ",
    "The edition was made with the versions of the tools that are here.",
    family=_FAMILY,
    needs=("manifest", "source"),
    severity="note",
    clause=_PROMISE,
)
def tools_differ(case: Case) -> Iterator[Hit]:
    """Another version of a library can set another line; the edition stands, but building it here may give other bytes."""
    manifest = case.manifest or {}
    for name, there, here in _pairs(manifest["tools"], case.tools):
        yield Hit(message=f"{name} was {there or 'not used'} when the edition was made, and is {here or 'not used'} here")
    if manifest["inputs"].get(_PROGRAM) != case.inputs.get(_PROGRAM) and manifest["tools"].get(_PROGRAM) == case.tools.get(_PROGRAM):
        yield Hit(message="the edition was made by another state of this program than the one here")


@rule(
    "file-strange",
    "In the edition's folder lie the edition, its manifest, its proof and signed copies, and nothing else.",
    family=_FAMILY,
    needs=("manifest",),
    severity="note",
    clause=_PROMISE,
)
def file_strange(case: Case) -> Iterator[Hit]:
    """A file that no build made (a note, a draft) stays where it is, and is no part of the edition. A signed copy, which
    `editions sign` makes, and its record are known: `editions verify` looks at them.
    """
    for name in _unlisted(case):
        if not language_of(name, case.name) and not is_signed_copy(name, case.name):
            yield Hit(message="no build made this file; it is no part of the edition", file=name)


def _unlisted(case: Case) -> list[str]:
    """Return the names of the files in the folder that are neither listed in the manifest, nor that itself, nor a proof."""
    made = {output["file"] for output in (case.manifest or {})["outputs"]}
    return sorted(set(case.folder or ()) - made - {MANIFEST, _PROOF})


def _changes(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each name that stands for something else *now*, with what became of it."""
    for name, there, here in _pairs(before, now):
        yield name, "added" if not there else "removed" if not here else "changed"


def _pairs(one: Mapping[str, str], other: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for name in sorted(one.keys() | other.keys()):
        if one.get(name, "") != other.get(name, ""):
            yield name, one.get(name, ""), other.get(name, "")


RULES = (file_unreadable, output_altered, output_missing, output_unlisted, edition_missing, source_newer, tools_differ, file_strange)
