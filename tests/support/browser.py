"""Pages opened in Chromium: what it shows of them, what it fetches, and what axe objects to."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.tools import ROOT, package, require, run_json

_PROGRAM = ROOT / "tests" / "support" / "browser.mjs"


@dataclass(frozen=True, kw_only=True)
class Box:
    """A rectangle of a page in the browser, in CSS pixels from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, kw_only=True)
class Visit:
    """What Chromium saw of a page; *seen* is what tests/support/browser.mjs says of it."""

    seen: Any

    @property
    def violations(self) -> list[str]:
        """What axe objects to."""
        return list(self.seen["violations"])


def visit(
    page: Path,
    *,
    width: int = 1280,
    scheme: str = "light",
    audit: bool = False,
    screenshot: Path | None = None,
    printed: Path | None = None,
) -> Visit:
    """Open *page* in a window *width* pixels wide; have it audited, photographed whole, and printed."""
    packages = package("playwright-core").parent
    assert package("axe-core").parent == packages
    asked = {
        "page": str(page.resolve()),
        "packages": str(packages.parent),
        "chromium": require("chromium"),
        "width": width,
        "scheme": scheme,
        "audit": audit,
        "screenshot": str(screenshot) if screenshot else "",
        "print": str(printed) if printed else "",
    }
    return Visit(seen=run_json(require("node"), str(_PROGRAM), json.dumps(asked)))
