"""Two judges of one standard: where they object to different things, each finding says what the other objects to."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from editions.model.findings import Finding

#: What page-validation calls its rules, by a word in them, and the clauses (of ISO 19005-3, of ISO 14289-1) by which
#: veraPDF calls those that look at the same: all of a clause, or one ("7.1-3").
_SUBJECTS = (
    ("FONT-EMBEDDING", ("6.2.11.4.1", "7.21.4.1")),
    ("GLYPH-PRESENCE", ("6.2.11.4.1", "7.21.4.1")),
    ("CHARSET", ("6.2.11.4.2", "7.21.4.2")),
    ("CIDSET", ("6.2.11.4.2", "7.21.4.2")),
    ("GLYPH-WIDTH", ("6.2.11.5", "7.21.5")),
    ("TRUETYPE", ("6.2.11.6", "7.21.6")),
    ("UNICODE", ("6.2.11.7.2", "6.2.11.7.3", "7.21.7")),
    ("NOTDEF", ("6.2.11.8", "7.21.8")),
    ("CIDTOGIDMAP", ("6.2.11.3.2", "7.21.3.2")),
    ("CONTENT-TAGGING", ("7.1-3",)),
    ("LINK-LINK-TAG", ("7.18.5",)),
    ("LINK-CONTENTS", ("7.18.5",)),
    ("FIGURE", ("7.3",)),
    ("FORMULA", ("7.7",)),
    ("HEADING", ("7.4", "7.4.2", "7.4.4")),
    ("NOTE-ID", ("7.9",)),
    ("HEADERS", ("7.5",)),
    ("DEVICE-", ("6.2.4.3",)),
)

_Subject = tuple[str, ...]


def compared(one: Sequence[Finding], other: Sequence[Finding]) -> list[Finding]:
    """Return the findings of page-validation, *one*, and of veraPDF, *other*, on the same standard.

    What both object to is said by both; what one alone does says so, and what the other objects to that may be the same.
    """
    return [
        *_beside(one, other, "veraPDF", _subject, _subject_of_clause),
        *_beside(other, one, "page-validation", _subject_of_clause, _subject),
    ]


def _beside(
    mine: Iterable[Finding], theirs: Sequence[Finding], judge: str, of_mine: Callable[[str], _Subject], of_theirs: Callable[[str], _Subject]
) -> list[Finding]:
    known = {of_theirs(finding.rule) for finding in theirs} - {()}
    others = ", ".join(dict.fromkeys(finding.rule.removeprefix("veraPDF ") for finding in theirs if not of_theirs(finding.rule)))
    said = []
    for finding in mine:
        subject = of_mine(finding.rule)
        if subject in known:
            said.append(finding)
            continue
        # Rules without a subject that is known may be the same by another name.
        what = f"objects to {others}" if others and not subject else "does not object" + (" to this" if theirs else "")
        said.append(replace(finding, message=f"{finding.message} ({judge} {what})"))
    return said


def _subject(rule: str) -> _Subject:
    return next((clauses for word, clauses in _SUBJECTS if word in rule), ())


def _subject_of_clause(rule: str) -> _Subject:
    test = rule.removeprefix("veraPDF ")
    return next((clauses for _, clauses in _SUBJECTS if test in clauses or test.rpartition("-")[0] in clauses), ())
