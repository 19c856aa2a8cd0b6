"""The proof made and put into its edition's folder."""

from collections.abc import Sequence
from pathlib import Path

from editions.checking.book import RULES
from editions.checking.rules import Case
from editions.model.proof import Verdict
from editions.publishing import publish_proof
from editions.surroundings import Surroundings


def write_proof(verdict: Verdict, cases: Sequence[Case], around: Surroundings, *, with_office: bool) -> Path:
    """Write the proof of the edition that *verdict* is about into its folder, and return its path.

    Raises:
        Refusal: the folder cannot be written, or holds another edition by now.
    """
    from editions.proofing.page import make_proof

    proof = make_proof(verdict, cases, RULES, around.fonts, with_office=with_office)
    return publish_proof(proof, around.out / verdict.name, cases[0].files["edition.json"])
