"""Layouts: found by name, read with what they extend, and their templates filled in.

The door to Jinja2.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

from editions.language import known_labels
from editions.model.layout import PAPERS, WINDOWS, Files, Layout, Tokens, find
from editions.problems import Problem, Refusal, nearest, refuse_if
from editions.toml_source import TomlSource, record

if TYPE_CHECKING:
    from jinja2 import Environment

_TABLES = {"body_names", "letterhead_lines", "labels"}
#: The words that an edition adds, and what each must leave room for.
_LABELS = {
    "page": ("{page}", "{pages}"),
    "annex": ("{number}",),
    "annexes": (),
    "annex_column": (),
    "title_column": (),
    "pages_column": (),
    "mark": ("{number}", "{page}", "{pages}"),
    "attached": ("{file}",),
    "edition_mark": ("{mark}",),
    "signature": ("{name}",),
    "time_stamp": ("{number}",),
    "signed": (),
    "reason": ("{reason}",),
    "copy": ("{number}", "{count}"),
    "dispatch": (),
    "number_column": (),
    "recipient_column": (),
    "delivery_column": (),
    "sent_column": (),
    "by_post": (),
    "by_hand": (),
    "by_email": (),
}
_KEYS = set(get_type_hints(Tokens)) | _TABLES | {"extends"}
_CHOICES = {
    "align": ("left", "right", "center", "justify"),
    "weight": ("normal", "bold"),
    "slant": ("normal", "italic"),
    "paper": tuple(PAPERS),
    "window": tuple(WINDOWS),
}
#: The least that margins may leave of the sheet, and gaps of a column, in millimetres.
_WIDTH, _HEIGHT, _COLUMN = 50, 100, 20
#: The sides of a code, in millimetres: from modules of 0.3 mm, which an office's scanner still tells apart at 300 dpi.
_CODE = (6.0, 20.0)
#: How much higher a code is with the 4 modules above it that stay free, to its own 21 (ISO/IEC 18004, 5.3.8).
_WITH_QUIET = 25 / 21
#: What a template, a small program, can do wrong beside what Jinja2 names: divide by nothing, add what cannot be added.
_PROGRAM_ERRORS = (ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError, TypeError, ValueError)


def load_layout(name: str, folders: tuple[Path, ...], fonts: tuple[str, ...]) -> Layout:
    """Return the layout called *name* out of *folders*; *fonts* are the families that there are.

    Raises:
        Refusal: there is no such layout, or its layout.toml is wrong; all problems at once.
    """
    chain = _chain(name, folders)
    merged: dict[str, Any] = {}
    for _, source in reversed(chain):
        _merge(merged, source.values)
    _check_choices(chain, fonts)
    refuse_if(problem for _, source in chain for problem in source.problems)
    try:
        tokens = record(Tokens, merged)
    except KeyError as error:
        raise Refusal(
            Problem(chain[0][1].where, f'the layout has no "{error.args[0]}"', 'Add it, or begin the file with extends = "plain".')
        ) from None
    _check_room(chain[0][1], tokens)
    files = _files(tuple(folder for folder, _ in chain))
    refuse_if((*chain[0][1].problems, *_not_utf8(files)))
    return Layout(
        name=name,
        tokens=tokens,
        body_names=merged.get("body_names", {}),
        letterhead_lines={key: tuple(lines) for key, lines in merged.get("letterhead_lines", {}).items()},
        labels=merged.get("labels", {}),
        where=chain[0][1].where,
        files=files,
    )


def _chain(name: str, folders: tuple[Path, ...]) -> list[tuple[Path, TomlSource]]:
    """Return the layout's folder and source, then those it extends."""
    chain: list[tuple[Path, TomlSource]] = []
    asked = Problem(f'layout "{name}"', "there is no such layout", nearest(name, known_layouts(folders)))
    while name:
        folder = _find(name, folders)
        if folder is None:
            raise Refusal(asked)
        if folder in (seen for seen, _ in chain):
            raise Refusal(Problem(str(folder / "layout.toml"), f'the layout extends itself by way of "{name}"', "Take one extends away."))
        source = _read(folder / "layout.toml")
        chain.append((folder, source))
        name = source.get(source.values, "extends", str, default="")
        asked = Problem(
            source.where, f'there is no layout "{name}" to extend', nearest(name, known_layouts(folders)), source.line("extends")
        )
    return chain


def known_layouts(folders: tuple[Path, ...]) -> list[str]:
    """Return the names of all layouts in *folders*, sorted."""
    return sorted({path.parent.name for folder in folders for path in folder.glob("*/layout.toml")})


def _find(name: str, folders: tuple[Path, ...]) -> Path | None:
    """Return the folder of the layout *name*: one of those that are there, so that no name leads elsewhere."""
    found = (path.parent for folder in folders for path in folder.glob("*/layout.toml") if path.is_file())
    return next((folder for folder in found if folder.name == name), None)


def _read(path: Path) -> TomlSource:
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal(
            Problem(str(path), f"not UTF-8: byte {error.start + 1} is {error.object[error.start]:#04x}", "Save it as UTF-8.")
        ) from None
    source = TomlSource(text, where=str(path))
    values = source.values
    source.check_keys(values, _KEYS)
    source.check_record({key: value for key, value in values.items() if key in get_type_hints(Tokens)}, Tokens)
    for key, value in source.table(values, "body_names").items():
        source.get({key: value}, f"body_names.{key}", str)
    for key, value in source.table(values, "letterhead_lines").items():
        source.texts({key: value}, f"letterhead_lines.{key}")
    _check_labels(source)
    return source


def _check_labels(source: TomlSource) -> None:
    for language, labels in source.table(source.values, "labels").items():
        table = labels if isinstance(labels, dict) else source.table({language: labels}, f"labels.{language}")
        source.check_keys(table, set(_LABELS), f"labels.{language}")
        for key in set(table) & set(_LABELS):
            value = source.get(table, f"labels.{language}.{key}", str, default="")
            if not _has_room(value, _LABELS[key]):
                places = " and ".join(_LABELS[key])
                example = known_labels()["en"][key]
                source.complain(f"labels.{language}.{key}", f'the label "{value}" must contain {places}, once each', f'As in "{example}".')


def _has_room(label: str, places: tuple[str, ...]) -> bool:
    """Return whether *label* has each of *places* once, and no other."""
    return sorted(re.findall(r"\{.*?\}", label)) == sorted(places)


def _check_choices(chain: list[tuple[Path, TomlSource]], fonts: tuple[str, ...]) -> None:
    for _, source in chain:
        for name, value in source.values.items():
            if not isinstance(value, dict):
                _check_choice(source, name, value, fonts)
            for key, inner in value.items() if isinstance(value, dict) and name not in _TABLES else ():
                _check_choice(source, f"{name}.{key}", inner, fonts)


def _check_choice(source: TomlSource, name: str, value: Any, fonts: tuple[str, ...]) -> None:
    key = name.rpartition(".")[2]
    if key in _CHOICES and isinstance(value, str) and value not in _CHOICES[key]:
        source.complain(name, f'"{key}" cannot be "{value}"', nearest(value, _CHOICES[key]))
    for font in [value] if key == "font" else value if key == "fallback" else ():
        if isinstance(font, str) and font not in fonts:
            source.complain(name, f'there is no font "{font}"', nearest(font, fonts))
    if isinstance(value, int | float) and not isinstance(value, bool):
        lowest = 1 if key in ("size", "leading", "columns") else 0
        highest = 144 if key in ("size", "leading") else 1000
        if key != "tracking" and not lowest <= value <= highest:
            source.complain(name, f'"{key}" must lie between {lowest} and {highest}, not {value}')
    if key in ("colour", "rule_colour") and isinstance(value, str) and not _is_colour(value):
        source.complain(name, f'"{value}" is no colour', 'A colour is written "#1f3a5f".')


def _is_colour(value: str) -> bool:
    return len(value) == 7 and value[0] == "#" and all(digit in "0123456789abcdefABCDEF" for digit in value[1:])


def _check_room(source: TomlSource, tokens: Tokens) -> None:
    """Complain of measures that leave no room for what stands between them."""
    page, recipients = tokens.page, tokens.recipients
    (across, down), height = tokens.paper, tokens.paper[1] - page.top - page.bottom
    if tokens.measure < _WIDTH:
        what = f"the margins leave {tokens.measure:g} mm of the paper's {across:g} for a line"
        source.complain("page", what, f"A line needs {_WIDTH} mm at least: make left or right smaller.")
    elif (tokens.measure - (recipients.columns - 1) * recipients.gap) / recipients.columns < _COLUMN:
        what = f"{recipients.columns} columns of recipients do not fit into {tokens.measure:g} mm"
        source.complain("recipients.columns", what, f"A column needs {_COLUMN} mm at least.")
    if height < _HEIGHT:
        what = f"the margins leave {height:g} mm of the paper's {down:g} for the text"
        source.complain("page", what, f"The text needs {_HEIGHT} mm at least: make top or bottom smaller.")
    elif tokens.signature.ink > height / 2:
        what = f"{tokens.signature.ink:g} mm for ink do not fit on a page with text above them"
        source.complain("signature.ink", what, f"There is room for {height / 2:g} mm.")
    _check_code(source, tokens)


def _check_code(source: TomlSource, tokens: Tokens) -> None:
    code, room = tokens.mark.code, tokens.page.bottom - tokens.page.foot
    if code and not _CODE[0] <= code <= _CODE[1]:
        what = f"a code of {code:g} mm is too {'small' if code < _CODE[0] else 'large'}"
        source.complain("mark.code", what, f"It is {_CODE[0]:g} to {_CODE[1]:g} mm, or 0 for none.")
    elif code * _WITH_QUIET > room:
        what = f"a code of {code:g} mm and its quiet zone do not fit into the {room:g} mm between the text and the foot"
        source.complain("mark.code", what, "Make it smaller, page.bottom larger, or page.foot smaller.")


def _merge(into: dict[str, Any], values: Mapping[str, Any]) -> None:
    for key, value in values.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            _merge(into[key], value)
        else:
            into[key] = dict(value) if isinstance(value, dict) else value


def _files(folders: tuple[Path, ...]) -> Files:
    return tuple(
        (f"layouts/{folder.name}/{path.relative_to(folder).as_posix()}", path.read_bytes())
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and (path.name == ".rels" or not path.name.startswith("."))
    )


def _not_utf8(files: Files) -> Iterator[Problem]:
    for full, content in files:
        try:
            content.decode() if full.endswith((".html", ".css")) else None
        except UnicodeDecodeError as error:
            yield Problem(full, f"not UTF-8: byte {error.start + 1} is {content[error.start]:#04x}", "Save it as UTF-8.")


@cache
def _environment(files: Files) -> "Environment":
    from jinja2 import FunctionLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    # Reversed: of two files of one name, the nearest stays.
    nearest_files = {full.split("/", 2)[2]: (full, content) for full, content in reversed(files)}

    def source(name: str) -> tuple[str, str, None] | None:
        if name not in nearest_files:
            return None
        full, content = nearest_files[name]
        return content.decode(), full, None

    # A sandbox: a template came perhaps from elsewhere, and reaches nothing but what it is filled with.
    return ImmutableSandboxedEnvironment(
        loader=FunctionLoader(source),
        undefined=StrictUndefined,
        autoescape=lambda name: name is None or name.endswith(".html"),  # All but style sheets.
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def fill(layout: Layout, template: str, **values: object) -> str:
    """Return *template*, a file of the layout, filled with *values*.

    Raises:
        Refusal: the template is missing, cannot be parsed, or names what is not there.
    """
    from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

    found = find(layout.files, template)
    if found is None:
        raise Refusal(Problem(layout.where, f'the layout has no "{template}"', 'Add it, or extend the layout "plain".'))
    path = found[0]
    try:
        return _environment(layout.files).get_template(template).render(**values)
    except TemplateSyntaxError as error:
        raise Refusal(
            Problem(error.filename or path, f"the template cannot be parsed: {error.message}", "Mend that line.", error.lineno)
        ) from None
    except TemplateNotFound as error:
        raise Refusal(
            Problem(path, f'the template includes "{error.name}", which is not there', "Add the file, or take the include away.")
        ) from None
    except (TemplateError, *_PROGRAM_ERRORS) as error:
        where, line = _place(error, path)
        said = "it includes itself without end" if isinstance(error, RecursionError) else error
        raise Refusal(Problem(where, f"the template cannot be filled: {said}", "Known: " + ", ".join(sorted(values)) + ".", line)) from None


def _place(error: BaseException, otherwise: str) -> tuple[str, int]:
    """Return the template and line in which *error* arose: Jinja puts them in the traceback."""
    trace, place = error.__traceback__, (otherwise, 0)
    while trace is not None:
        filename = trace.tb_frame.f_code.co_filename
        if filename.startswith("layouts/"):
            place = (filename, trace.tb_lineno)
        trace = trace.tb_next
    return place
