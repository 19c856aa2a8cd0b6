"""Statements' folders to be edited, and their DOCX editions with a change in them."""

import io
import shutil
import zipfile
from pathlib import Path

from editions.preparing import prepare
from editions.reading.statements import read_statement
from editions.rendering.docx import to_docx
from tests.support.making import around, layout


def copied(folder: Path, at: Path) -> Path:
    """Return a copy of *folder* in *at*."""
    return Path(shutil.copytree(folder, at / folder.name))


def docx_of(folder: Path, language: str = "en") -> bytes:
    """Return the DOCX edition of the statement in *folder*, as it is now."""
    statement = read_statement(folder, around()).statement
    look = layout(statement.layout)
    return to_docx(prepare(statement, language, look), look)


def changed(docx: bytes, old: str, new: str | None) -> bytes:
    """Return *docx* with the first *old* of its text exchanged for *new*; with None, without its part *old*."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml" and new is not None:
                assert old in content.decode()
                content = content.decode().replace(old, new, 1).encode()
            if name != old:
                target.writestr(name, content)
    return stream.getvalue()


_COMMENTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def commented(docx: bytes, text: str, *, at: str, author: str) -> bytes:
    """Return *docx* with a comment by *author*, which says *text*, at the words *at*, as Word keeps one."""
    stream = io.BytesIO()
    begin, end = '<w:commentRangeStart w:id="7"/>', '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'
    comment = (
        f'<w:comments xmlns:w="{_MAIN}"><w:comment w:id="7" w:author="{author}" w:date="2026-01-02T03:04:05Z" w:initials="X">'
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment></w:comments>"
    )
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name).decode("utf-8", "surrogateescape")
            if name == "word/document.xml":
                parted = f'</w:t></w:r>{begin}<w:r><w:t xml:space="preserve">{at}</w:t></w:r>{end}<w:r><w:t xml:space="preserve">'
                content = content.replace(at, parted, 1)
            elif name == "word/_rels/document.xml.rels":
                relation = f'<Relationship Id="rIdComments" Type="{_COMMENTS}" Target="comments.xml"/></Relationships>'
                content = content.replace("</Relationships>", relation)
            elif name == "[Content_Types].xml":
                content = content.replace("</Types>", f'<Override PartName="/word/comments.xml" ContentType="{_TYPE}"/></Types>')
            target.writestr(name, content.encode("utf-8", "surrogateescape"))
        target.writestr("word/comments.xml", comment)
    return stream.getvalue()
