"""An edited DOCX brought back onto its source: what changed in it, merged with what changed in the source since."""

from editions.onto.bringing import Brought, Pending, bring
from editions.onto.writing import patched, write

__all__ = ["Brought", "Pending", "bring", "patched", "write"]
