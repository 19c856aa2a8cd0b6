"""What a file says of itself: lost, changed in one place, or telling too much."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from editions import __version__
from editions.checking.rules import Case
from tests.support.cases import Damage, in_docx, in_packet, in_pdf, with_docx, with_manifest
from tests.support.changing_docx import in_part

Change = Callable[[Case], Case]
_CORE, _CUSTOM, _APPLICATION = "docProps/core.xml", "docProps/custom.xml", "docProps/app.xml"
_ID = "2022-01-20-anniversary"
_TITLE = (
    "STATEMENT by the Commissioner for Human Rights (Ombudsman) of the Republic of Azerbaijan "
    "concerning the 32nd anniversary of the tragedy of January 20"
)
_MM = 'xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"'


def _info(entry: str, value: str) -> Change:
    """Return what writes *value* into an entry of Info; takes it out where *value* is empty."""

    def change(pdf: Pdf) -> None:
        if value:
            pdf.trailer["/Info"][f"/{entry}"] = value
        else:
            del pdf.trailer["/Info"][f"/{entry}"]

    return in_pdf(change)


def _in_french(case: Case) -> Case:
    def change(pdf: Pdf) -> None:
        pdf.Root["/Lang"] = "fr"

    return in_pdf(change)(case)


def _drop_packet(pdf: Pdf) -> None:
    del pdf.Root["/Metadata"]


def _name_file(pdf: Pdf) -> None:
    tree = pikepdf.NameTree(pdf.Root["/Names"]["/EmbeddedFiles"])
    specification = next(iter(tree.values()))
    assert isinstance(specification, Dictionary) and Name.UF in specification
    specification["/UF"] = "/home/leyla/statements/en.md"


def _note_by(author: str, page: int) -> Change:
    def change(pdf: Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([9, 9, 29, 29]), Contents="Why?", T=author)
        sheet = pdf.pages[page - 1].obj
        sheet["/Annots"] = Array([*sheet.get("/Annots", Array()), pdf.make_indirect(note)])

    return in_pdf(change)


def _noted(key: str, value: Any) -> Change:
    return lambda case: with_manifest(case, {**(case.manifest or {}), key: value})


def _noted_of_outputs(key: str, value: str) -> Change:
    def apply(case: Case) -> Case:
        manifest = dict(case.manifest or {})
        return with_manifest(case, {**manifest, "outputs": [{**output, key: value} for output in manifest["outputs"]]})

    return apply


def _property(name: str, old: str, new: str) -> Change:
    return in_docx(_CORE, f"<{name}>{old}", f"<{name}>{new}")


def _added(part: str, before: str, markup: str) -> Change:
    return in_part(part, lambda text: text.replace(before, markup + before, 1))


_MISSING = {
    "the title is empty": in_packet(_TITLE, " "),
    "the title is a file's name": in_packet(_TITLE, "Microsoft Word - statement_final(2).docx"),
    "the title is lost": in_packet(f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{_TITLE}</rdf:li></rdf:Alt></dc:title>', ""),
    "file and properties differ in the language": lambda case: replace(_in_french(case), source=None),
}
_PACKET = {
    "the properties are gone": in_pdf(_drop_packet),
    "the properties are cut short": in_packet("</rdf:RDF>", ""),
    "a tag of the properties is broken": in_packet("</dc:title>", "<dc:title>"),
}
_TWICE = {
    "Info has another title": _info("Title", "STATEMENT"),
    "Info has another author": _info("Author", "Ombudsman"),
    "Info has another subject": _info("Subject", "concerning the anniversary"),
    "Info has another producer": _info("Producer", "A printer"),
    "Info has another program": _info("Creator", "Word"),
    "Info has another date of creation": _info("CreationDate", "D:20220121000000Z"),
    "Info has another date of the last change": _info("ModDate", "D:20261124101500+04'00'"),
    "Info has keywords that XMP has not": _info("Keywords", "draft"),
}
_OF_PDF = {
    "the title is another": in_packet('"x-default">STATEMENT by', '"x-default">STATEMENT of'),
    "the author is another": in_packet("<dc:creator><rdf:Seq><rdf:li>Commissioner", "<dc:creator><rdf:Seq><rdf:li>Commission"),
    "there is a second author": in_packet("</rdf:li></rdf:Seq></dc:creator>", "</rdf:li><rdf:li>A. Clerk</rdf:li></rdf:Seq></dc:creator>"),
    "the subject is another": in_packet('"x-default">by the', '"x-default">from the'),
    "the language is another": in_packet("<rdf:li>en</rdf:li>", "<rdf:li>az</rdf:li>"),
    "the date is another": in_packet("<rdf:li>2022-01-20<", "<rdf:li>2022-01-21<"),
    "the date is not one": in_packet("<rdf:li>2022-01-20<", "<rdf:li>20 January 2022<"),
    "the identifier is another": in_packet(f"<dc:identifier>{_ID}", "<dc:identifier>2021-01-20-anniversary"),
    "the identifier is lost": in_packet(f"<dc:identifier>{_ID}</dc:identifier>", ""),
    "the kind of file is lost": in_packet("<dc:format>application/pdf</dc:format>", ""),
    "there are keywords": in_packet("<dc:date>", "<dc:subject><rdf:Bag><rdf:li>draft</rdf:li></rdf:Bag></dc:subject><dc:date>"),
    "the date of creation is the clock's": in_packet("<xmp:CreateDate>2022-01-20T00:00:00Z", "<xmp:CreateDate>2026-11-24T10:15:00Z"),
    "the date of the last change is the clock's": in_packet("<xmp:ModifyDate>2022-01-20T00:00:00Z", "<xmp:ModifyDate>2026-11-24T10:15:00Z"),
    "the date of the properties is lost": in_packet("<xmp:MetadataDate>2022-01-20T00:00:00Z</xmp:MetadataDate>", ""),
    "the producer is another": in_packet("<pdf:Producer>editions", "<pdf:Producer>a printer"),
    "the producer is lost": in_packet(f"<pdf:Producer>editions {__version__}</pdf:Producer>", ""),
    "Info has no title": _info("Title", ""),
    "Info has no author": _info("Author", ""),
    "Info has no producer": _info("Producer", ""),
}
_OF_DOCX = {
    "the title of the DOCX is another": _property("dc:title", "STATEMENT", "Statement"),
    "the title of the DOCX is lost": in_part(_CORE, lambda text: text.replace("dc:title>", "dc:type>")),
    "the author of the DOCX is another": _property("dc:creator", "Commissioner for", "Commissioner of"),
    "the subject of the DOCX is another": _property("dc:subject", "by the", "by a"),
    "the identifier of the DOCX is another": _property("dc:identifier", _ID, "draft-3"),
    "the language of the DOCX is another": _property("dc:language", "en", "az"),
    "the DOCX was created today": in_docx(_CORE, "2022-01-20T00:00:00Z</dcterms:created>", "2026-11-24T10:15:00Z</dcterms:created>"),
    "the DOCX was changed today": in_docx(_CORE, "2022-01-20T00:00:00Z</dcterms:modified>", "2026-11-24T10:15:00Z</dcterms:modified>"),
    "the DOCX has keywords": _added(_CORE, "<dc:language>", "<cp:keywords>draft</cp:keywords>"),
    "the custom identifier is another": in_docx(_CUSTOM, _ID, "2022-01-20"),
    "the custom language is another": in_docx(_CUSTOM, "<vt:lpwstr>en<", "<vt:lpwstr>ru<"),
    "the digest of the source is another": in_docx(_CUSTOM, 'name="EditionsSource"><vt:lpwstr>', 'name="EditionsSource"><vt:lpwstr>0'),
    "the text of the DOCX is marked as Russian": in_part("word/styles.xml", lambda text: text.replace('w:val="en-GB"', 'w:val="ru-RU"')),
}
_OF_MANIFEST = {
    "the manifest is another statement's": _noted("id", "2021-01-20-anniversary"),
    "the manifest has another date": _noted("date", "2022-01-21"),
    "the manifest has another layout": _noted("layout", "plain"),
    "the manifest has another language": _noted_of_outputs("language", "az"),
    "the manifest is of another version": _noted("tools", {"editions": "0.0.9"}),
}
_TRACES_OF_PDF = {
    "Info has a company": _info("Company", "Office of the Ombudsman"),
    "Info has a path": _info("Title", r"C:\Users\leyla\Desktop\statement.docx"),
    "XMP has the id of a document": in_packet(
        "<dc:format>", f"<xmpMM:DocumentID {_MM}>uuid:6f1c1b1e-0000-4000-8000-000000000000</xmpMM:DocumentID><dc:format>"
    ),
    "XMP has the id of an instance as an attribute": in_packet(
        '<rdf:Description rdf:about="" xmlns:dc', f'<rdf:Description rdf:about="" {_MM} xmpMM:InstanceID="uuid:1" xmlns:dc'
    ),
    "XMP has a history": in_packet("<dc:format>", f"<xmpMM:History {_MM}/><dc:format>"),
    "XMP names the file that it was made from": in_packet(
        "<dc:format>", "<dc:source>file:///home/leyla/statement.docx</dc:source><dc:format>"
    ),
    "an embedded file has its path": in_pdf(_name_file),
    "a note says who wrote it": _note_by("leyla", 2),
    "a note on an annex says who wrote it": _note_by("leyla", 3),
}
_TRACES_OF_DOCX = {
    "who saved it last": _added(_CORE, "<dc:language>", "<cp:lastModifiedBy>leyla</cp:lastModifiedBy>"),
    "how often it was saved": _added(_CORE, "<dc:language>", "<cp:revision>7</cp:revision>"),
    "the company": _added(_APPLICATION, "<Application>", "<Company>Office of the Ombudsman</Company>"),
    "the template's path": _added(_APPLICATION, "<Application>", r"<Template>C:\Users\leyla\Normal.dotm</Template>"),
    "how long it was edited": _added(_APPLICATION, "<Application>", "<TotalTime>42</TotalTime>"),
    "ids of sittings on a paragraph": in_docx("word/document.xml", "<w:p>", '<w:p w:rsidR="00A77427" w:rsidRDefault="00A77427">'),
    "ids of sittings in the settings": _added("word/settings.xml", "<w:themeFontLang", '<w:rsids><w:rsidRoot w:val="00A77427"/></w:rsids>'),
    "the author of a change": in_docx("word/document.xml", "<w:r><w:t", '<w:ins w:id="1" w:author="leyla"/><w:r><w:t'),
    "a custom property": in_part(_CUSTOM, lambda text: text.replace('name="EditionsId"', 'name="ContentTypeId"')),
    "a path in the settings' relations": lambda case: with_docx(case, _with_template(case.docx_bytes)),
}


def _with_template(content: bytes) -> bytes:
    import io
    import zipfile

    out = io.BytesIO(content)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(
            "word/_rels/settings.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
            f'Type="{kind}" Target="file:///C:/Users/leyla/Normal.dotm" TargetMode="External"/></Relationships>',
        )
    return out.getvalue()


def _damages(rule: str, changes: dict[str, Change], start: str = "") -> tuple[Damage, ...]:
    return tuple(Damage(name=start + name, rule=rule, apply=change) for name, change in changes.items())


DAMAGES = (
    *_damages("metadata-missing", _MISSING),
    *_damages("metadata-xmp", _PACKET),
    *_damages("metadata-twice", _TWICE),
    *_damages("metadata-pdf", _OF_PDF),
    *_damages("metadata-docx", _OF_DOCX),
    *_damages("metadata-manifest", _OF_MANIFEST),
    *_damages("traces-pdf", _TRACES_OF_PDF),
    *_damages("traces-docx", _TRACES_OF_DOCX, "the DOCX tells "),
)
