"""Type and page: what a typographer and a registrar would object to, measured on the paper."""

from editions.checking.page import (
    aligned,
    annexes,
    breaks,
    drawings,
    faces,
    fields,
    margins,
    mark,
    notes,
    paper,
    pictures,
    running,
    signature,
)
from editions.checking.rules import Rule

RULES: tuple[Rule, ...] = (
    *signature.RULES,
    *fields.RULES,
    *breaks.RULES,
    *faces.RULES,
    *margins.RULES,
    *aligned.RULES,
    *paper.RULES,
    *pictures.RULES,
    *drawings.RULES,
    *notes.RULES,
    *running.RULES,
    *mark.RULES,
    *annexes.RULES,
)
