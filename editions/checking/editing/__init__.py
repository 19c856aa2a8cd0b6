"""The DOCX as a document that colleagues edit: its form, its roles, and what should not travel with it."""

from editions.checking.editing import form, reading, roles, strays

RULES = (*form.RULES, *roles.RULES, *strays.RULES, *reading.RULES)
