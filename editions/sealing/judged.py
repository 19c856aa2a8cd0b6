"""What `editions verify` says of a signed file, before it is published: the same verdict as its readers come to."""

from datetime import UTC, datetime
from pathlib import Path

from editions.model.signatures import Level, Trust, Verdict
from editions.problems import CheckRefusal, Problem
from editions.verifying.judging import verify
from editions.verifying.roots import read_roots

_LEVELS = tuple(Level)


def roots_of(folder: Path | None) -> tuple[bytes, ...]:
    """Return the certificates in *folder*, in DER, that are trusted; none where there is no such folder in the settings.

    Raises:
        Refusal: a file in it is no certificate.
    """
    return read_roots(folder) if folder else ()


def refuse_unverified(content: bytes, roots: tuple[bytes, ...], level: str, where: str) -> None:
    """Look whether the PDF *content* verifies, at *level*, with those *roots*; without, that nothing speaks against it.

    Raises:
        CheckRefusal: it does not.
    """
    found = verify(content, Trust(roots=roots), datetime.now(UTC))
    remarks = [remark for signature in found.signatures for remark in (*signature.remarks, *signature.changes)]
    remarks += [remark for stamp in found.stamps for remark in stamp.remarks]
    if found.verdict == Verdict.VALID or (found.verdict == Verdict.UNPROVEN and (not roots or level in ("B-B", "B-T"))):
        if found.verdict != Verdict.VALID or _LEVELS.index(found.level) >= _LEVELS.index(Level(level)):
            return
        what = f"it was signed at {level} and reaches {found.level or 'no level'}"
    else:
        what = f"`editions verify` would say: {found.sentence}"
    said = "; ".join(dict.fromkeys(remark.sentence for remark in (*found.remarks, *remarks) if remark.verdict != Verdict.VALID))
    raise CheckRefusal(Problem(where, what + (f" ({said})" if said else ""), "Nothing was published."))
