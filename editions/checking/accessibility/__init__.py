"""Accessibility beyond the validators: what a person who cannot see the page is told, and in which order."""

from editions.checking.accessibility import bookmarks, contrast, headings, language, lists, order, pictures, pointers, tables
from editions.checking.rules import Rule

RULES: tuple[Rule, ...] = (
    *headings.RULES,
    *lists.RULES,
    *tables.RULES,
    *pictures.RULES,
    *language.RULES,
    *order.RULES,
    *bookmarks.RULES,
    *pointers.RULES,
    *contrast.RULES,
)
