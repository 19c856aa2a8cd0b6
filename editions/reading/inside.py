"""Files that a statement names: inside its folder, regular, and not too large."""

import os
import stat
from pathlib import Path

from editions.problems import Problem, Refusal


def read_inside(folder: Path, file: str, limit: int, *, what: str) -> bytes:
    """Return the bytes of *file*, a path inside *folder*, of at most *limit* bytes. *what* it is called in messages.

    Raises:
        Refusal: it is missing, outside the folder, a symbolic link, no regular file, or too large.
    """
    path = folder / file
    if "\0" in file or ":" in file.partition("/")[0] or Path(file).is_absolute() or ".." in Path(file).parts:
        raise _refusal(file, what, "lies outside the statement's folder", "Copy it into the folder: an edition is made from that alone.")
    try:
        if path.resolve() != folder.resolve() / file:
            raise _refusal(file, what, "is a symbolic link, or lies behind one", "Copy the file itself into the folder.")
        # Not blocking: what waits for a writer would wait for ever.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as stream:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise _refusal(file, what, "is not a file", "Name a file in the folder.")
            content = stream.read(limit + 1)
    except FileNotFoundError:
        raise _refusal(file, what, "is missing", "Put it into the statement's folder, or mend its name.") from None
    except IsADirectoryError:
        raise _refusal(file, what, "is a folder", "Name a file in it.") from None
    except OSError as error:
        raise _refusal(file, what, f"cannot be read: {error.strerror}", "Look at its name and its permissions.") from None
    if len(content) > limit:
        raise _refusal(file, what, f"is larger than {limit:,} bytes", "Make it smaller.")
    return content


def _refusal(file: str, what: str, matter: str, remedy: str) -> Refusal:
    return Refusal(Problem(file, f'the {what} "{file}" {matter}', remedy))
