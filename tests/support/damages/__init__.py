"""Single damages to the sample's edition, family by family: each with the rule that must notice it."""

from tests.support.cases import Damage
from tests.support.damages import (
    accessibility,
    annex_content,
    annexes,
    beside_words,
    conformance,
    docx,
    docx_beside,
    docx_look,
    fields,
    manifest,
    mark,
    metadata,
    other_words,
    page,
    words,
)

DAMAGES: tuple[Damage, ...] = (
    *words.DAMAGES,
    *other_words.DAMAGES,
    *beside_words.DAMAGES,
    *metadata.DAMAGES,
    *conformance.DAMAGES,
    *accessibility.DAMAGES,
    *page.DAMAGES,
    *mark.DAMAGES,
    *fields.DAMAGES,
    *docx.DAMAGES,
    *docx_beside.DAMAGES,
    *docx_look.DAMAGES,
    *annexes.DAMAGES,
    *annex_content.DAMAGES,
    *manifest.DAMAGES,
)
