"""The DOCX as a document that colleagues edit: its form, its roles, and what should not travel with it."""

from editions.checking.editing import beside, carried, form, lists, looks, reading, roles, setup, strays

RULES = (*form.RULES, *roles.RULES, *strays.RULES, *reading.RULES, *looks.RULES, *setup.RULES, *lists.RULES, *carried.RULES, *beside.RULES)
