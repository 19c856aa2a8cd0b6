"""Single damages to the sample's edition, family by family: each with the rule that must notice it."""

from tests.support.cases import Damage
from tests.support.damages import conformance, docx, manifest

DAMAGES: tuple[Damage, ...] = (*conformance.DAMAGES, *docx.DAMAGES, *manifest.DAMAGES)
