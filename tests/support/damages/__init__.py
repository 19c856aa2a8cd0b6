"""Single damages to the sample's edition, family by family: each with the rule that must notice it."""

from tests.support.cases import Damage
from tests.support.damages import accessibility, conformance, page

DAMAGES: tuple[Damage, ...] = (
    *conformance.DAMAGES,
    *accessibility.DAMAGES,
    *page.DAMAGES,
)
