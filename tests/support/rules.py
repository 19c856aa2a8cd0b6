"""The table of rules in docs/checks.md: ``python -m tests.support.rules`` writes it anew."""

import re
from itertools import groupby

from editions.checking.book import RULES
from tests.support.tools import ROOT

PAGE = ROOT / "docs" / "checks.md"
#: A promise of ours: its page in docs/, and its section there.
PROMISE = re.compile(r"docs/([a-z-]+\.md), ([A-Z].*)")
_TABLE = re.compile(r"(?<=<!-- rules -->\n).*?(?=<!-- end of rules -->)", re.DOTALL)


def table() -> str:
    """Return all rules, a table a family."""
    parts = []
    for family, rules in groupby(sorted(RULES, key=lambda one: one.family), key=lambda one: one.family):
        rows = [f"| `{one.id}` | {one.severity} | {one.sentence} | {_linked(one.clause)} |" for one in rules]
        parts.append(
            "\n".join([f"### {family.capitalize()}", "", "| rule | gravity | what must hold | source |", "|---|---|---|---|", *rows])
        )
    return "\n" + "\n\n".join(parts) + "\n\n"


def _linked(clause: str) -> str:
    """Return *clause*, a promise as a link to it."""
    match = PROMISE.fullmatch(clause)
    return f"[{match[2]}]({match[1]}#{match[2].lower().replace(' ', '-')})" if match else clause


def with_table(page: str) -> str:
    """Return *page* with its table of rules as the rules are now."""
    return _TABLE.sub(lambda _: table(), page)


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text("utf-8")), "utf-8")
