"""Single damages to the sample's edition, family by family: each with the rule that must notice it."""

from tests.support.cases import Damage
from tests.support.damages import annexes, conformance, docx, manifest

DAMAGES: tuple[Damage, ...] = (*annexes.DAMAGES, *conformance.DAMAGES, *docx.DAMAGES, *manifest.DAMAGES)
