"""What a rule is: a small function that looks at a case and yields what it finds."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from editions.model.evidence import Box, DocxEvidence, Passage, PdfEvidence
from editions.model.findings import Finding
from editions.model.layout import Layout
from editions.model.prepared import PreparedStatement

#: What a rule can need of a case; a rule is passed over where the case lacks it.
NEEDS = ("pdf", "docx", "source", "manifest", "folder", "verapdf")


@dataclass(frozen=True, kw_only=True)
class Source:
    """The statement as it is prepared from its source, read again: what the edition should say."""

    prepared: PreparedStatement
    layout: Layout


@dataclass(frozen=True, kw_only=True, eq=False)
class Case:
    """One edition as it lies on the disk: its PDF and DOCX read back, their bytes, its source, its manifest.

    What is not there, or cannot be opened, is None. *files* are the bytes of all files in the edition's folder by
    their names, as far as they may be read; *unreadable* says of those that cannot be read or opened why not.
    *inputs* are the digests (SHA-256, hexadecimal) of what the edition would be made from now, *tools* the versions
    of what it would be made with. *manifest* has the shape that evidence/manifest.py gives it; it is None, too, where
    its file has faults. *verapdf* is the path of that program, where it is to be asked.
    """

    name: str
    language: str = ""
    pdf_name: str = ""
    docx_name: str = ""
    pdf_bytes: bytes = b""
    docx_bytes: bytes = b""
    pdf: PdfEvidence | None = None
    docx: DocxEvidence | None = None
    source: Source | None = None
    manifest: Mapping[str, Any] | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)
    unreadable: Mapping[str, str] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)
    tools: Mapping[str, str] = field(default_factory=dict)
    verapdf: str | None = None

    @property
    def folder(self) -> tuple[str, ...] | None:
        """The names of all files beside the edition; None where it is a lone file."""
        return (*self.files, *(name for name in self.unreadable if name not in self.files)) or None

    def has(self, need: str) -> bool:
        """Return whether the case has what a rule needs: one of NEEDS."""
        return getattr(self, need) is not None


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One thing that a rule found: a sentence for an officer, and where; *file* where it is not the rule's own.

    *severity* is the rule's own, where it is empty: what is an error of ours is only a note on a stranger's file. In a DOCX,
    *passage* are the words that it is about.
    """

    message: str
    page: int = 0
    box: Box | None = None
    file: str = ""
    object_number: int = 0
    severity: str = ""
    passage: Passage | None = None


Check = Callable[[Case], Iterator[Hit]]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule: its id, its severity, the clause that it rests on, and the sentence that says what must hold.

    *needs* names what of a case it looks at (NEEDS); where the findings are about is the first of them.
    """

    id: str
    family: str
    severity: str
    clause: str
    sentence: str
    needs: tuple[str, ...]
    explanation: str
    check: Check

    def findings(self, case: Case) -> Iterator[Finding]:
        """Yield a finding for each hit in *case*, which has all that the rule needs."""
        for hit in self.check(case):
            yield Finding(
                rule=self.id,
                severity=hit.severity or self.severity,
                where=hit.file or self._where(case),
                message=hit.message,
                clause=self.clause,
                page=hit.page,
                object_number=hit.object_number,
                box=hit.box,
                passage=hit.passage,
            )

    def _where(self, case: Case) -> str:
        names = {"pdf": case.pdf_name, "docx": case.docx_name, "source": case.name}
        return names.get(self.needs[0], "edition.json") or case.name


def rule(
    identifier: str, sentence: str, *, family: str, needs: tuple[str, ...], clause: str = "", severity: str = "error"
) -> Callable[[Check], Rule]:
    """Return a decorator that makes a rule of a function; its docstring explains the rule further."""

    def made(check: Check) -> Rule:
        return Rule(
            id=identifier, family=family, severity=severity, clause=clause, sentence=sentence,
            needs=needs, explanation=inspect.getdoc(check) or "", check=check,
        )  # fmt: skip

    return made
