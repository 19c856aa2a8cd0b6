"""The house: doors to outside libraries, directions of import, and who may print."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.tools import ROOT

PACKAGE = ROOT / "editions"

#: Each outside library, and the modules that are its door.
DOORS = {
    "weasyprint": ("rendering.pdf",),
    "pydyf": ("rendering.pdf", "rendering.tagging", "rendering.fields", "rendering.taking_apart"),
    "docx": ("rendering.docx",),
    "lxml": ("rendering.docx",),
    # The proof is no layout's: it has templates of its own.
    "jinja2": ("layouts", "proofing.templates"),
    "markupsafe": ("rendering.html", "rendering.marked", "rendering.places"),
    "markdown_it": ("reading.markdown",),
    "mdit_py_plugins": ("reading.markdown",),
    # The second engine gives pictures of pages, which its users compare.
    "PIL": (
        "reading.images",
        "seeing",
        "turning",
        "assembly.intake.comparing",
        "assembly.intake.confirming",
        "assembly.intake.images",
        "assembly.intake.work",
        "checking.joined",
        "scanning",
    ),
    "pypdfium2": ("seeing",),
    "segno": ("rendering.code",),
    "zxingcpp": ("seeing.codes",),
    "pypdf": ("assembly",),
    # Not in the process that builds: a stranger's file is opened in one of its own; the checks open what we made.
    "pikepdf": (
        "assembly.intake",
        "checking.conformance.parents",
        "checking.conformance.pages",
        "checking.conformance.drawn",
        "checking.conformance.untagged",
        "checking.evidence",
        "verifying",
        "signing.unchanged",
        # What was rendered is taken apart, and put together for the printer.
        "copies.carrier",
        "copies.printing",
    ),
    "tomlkit": ("patching.sections",),
    "fontTools": ("fonts", "glyphs"),
    "babel": ("language",),
    "pyphen": ("language",),
    # What signs is one, and what verifies another: neither trusts the other's hands.
    "pyhanko": ("signing", "verifying"),
    "pyhanko_certvalidator": ("signing", "verifying"),
    "asn1crypto": ("signing", "verifying"),
    "cryptography": ("signing", "verifying"),
    "pkcs11": ("signing.tokens",),
    "page": ("checking.conformance.page_validation",),
    "distributed": ("clusters",),
    "bagit": ("archive.bagging",),
    "openxml_audit": ("checking.conformance.openxml",),
}
#: The stages: none imports another.
STAGES = (
    "reading",
    "preparing",
    "rendering",
    "assembly",
    "describing",
    "checking",
    "publishing",
    "archive",
    "scanning",
    "signing",
    "copies",
)
#: The PDF's Info dictionary is written while it is rendered, from the one record.
EXCEPTIONS = {("rendering", "describing")}


def _modules() -> list[str]:
    return sorted(".".join(path.relative_to(PACKAGE).with_suffix("").parts) for path in PACKAGE.rglob("*.py"))


def _path(module: str) -> Path:
    return PACKAGE / (module.replace(".", "/") + ".py")


def _imports(module: str) -> Iterator[str]:
    """Yield the full name of each module that *module* imports, wherever in it."""
    for node in ast.walk(ast.parse(_path(module).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module.startswith("editions"):
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("library", sorted(DOORS))
def test_an_outside_library_has_one_door(library: str) -> None:
    users = {module for module in _modules() if any(name.split(".")[0] == library for name in _imports(module))}

    strangers = {user for user in users if not any(user == door or user.startswith(door + ".") for door in DOORS[library])}

    assert users
    assert strangers == set()


def test_every_outside_library_has_a_door() -> None:
    outside = {name.split(".")[0] for module in _modules() for name in _imports(module)} - set(sys.stdlib_module_names) - {"editions"}

    assert outside == set(DOORS)


def _stage(module: str) -> str:
    return module.split(".")[0]


def test_no_stage_imports_another() -> None:
    crossings = {
        (_stage(module), _stage(name.removeprefix("editions.")))
        for module in _modules()
        for name in _imports(module)
        if name.startswith("editions.") and _stage(module) in STAGES and _stage(name.removeprefix("editions.")) in STAGES
    }

    assert {(one, other) for one, other in crossings if one != other} - EXCEPTIONS == set()


def test_no_stage_knows_of_what_joins_them() -> None:
    joining = {"pipeline", "proving", "archiving", "proofing", "redlining", "sealing", "copying", "dispatching", "distributing", "cli"}
    crossings = {
        (module, name)
        for module in _modules()
        for name in _imports(module)
        if _stage(module) in STAGES and name.startswith("editions.") and _stage(name.removeprefix("editions.")) in joining
    }

    assert crossings == set()


def test_the_model_imports_nothing_else_of_the_project() -> None:
    foreign = {name for module in _modules() if _stage(module) == "model" for name in _imports(module) if name.startswith("editions.")}

    assert {name for name in foreign if not name.startswith("editions.model")} == set()


def test_comparing_imports_the_model_alone() -> None:
    inside = {name for module in _modules() if _stage(module) == "comparing" for name in _imports(module) if name.startswith("editions.")}

    assert {name for name in inside if not name.startswith(("editions.model", "editions.comparing"))} == set()


def test_problems_import_nothing_of_the_project() -> None:
    assert [name for name in _imports("problems") if name.startswith("editions")] == []


def test_imports_go_in_no_circle() -> None:
    known = set(_modules())
    graph = {
        module: {name.removeprefix("editions.") for name in _imports(module) if name.removeprefix("editions.") in known} - {module}
        for module in known
    }
    while free := {module for module, needed in graph.items() if not needed}:
        graph = {module: needed - free for module, needed in graph.items() if module not in free}

    assert graph == {}


def test_only_the_command_line_prints() -> None:
    printing = {
        module
        for module in _modules()
        for node in ast.walk(ast.parse(_path(module).read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    }

    assert {_stage(module) for module in printing} == {"cli"}


def test_help_loads_no_heavy_library() -> None:
    program = "import sys; from editions.cli import main\ntry: main(['--help'])\nexcept SystemExit: print(sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout

    assert "'editions.cli'" in loaded
    assert [library for library in DOORS if f"'{library}'" in loaded] == []
