"""The proof's templates and its style sheet, filled in. A door to Jinja2: the proof is no layout's."""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


def fill(template: str, **values: object) -> str:
    """Return *template* filled with *values*: what they say is words, never markup."""
    return _environment().get_template(template).render(**values)


def read(name: str) -> str:
    """Return the file *name* in ``look/``."""
    return files("editions.proofing").joinpath("look", name).read_text("utf-8")


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        loader=FunctionLoader(read), undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True,
    )  # fmt: skip
