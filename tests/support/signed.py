"""Small PDFs signed with the test authority's keys, by pyHanko alone: each level, one signatory or two, certified or not."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any
from unittest import mock
from urllib.request import Request, urlopen

import pikepdf
from asn1crypto import tsp
from certomancer.registry import CertLabel
from pikepdf import Array, Dictionary, Name, String
from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject, pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, PdfTimeStamper, SimpleSigner
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers.pdf_byterange import DocumentTimestamp
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, SigDSSPlacementPreference
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator import ValidationContext

from editions.verifying.asking import ask
from editions.verifying.revision import Store
from tests.support.pki import PASSPHRASE, Authority

LEVELS = ("B-B", "B-T", "B-LT", "B-LTA")
_BOXES = ((60, 100, 260, 160), (300, 100, 500, 160))
_SPARE = 4


@dataclass(frozen=True, kw_only=True)
class Way:
    """How a file is signed: to which *level*, by whom (*signers*, of the authority's), whether the first of them certifies it."""

    level: str = "B-LTA"
    signers: tuple[str, ...] = ("officer",)
    certified: bool = True
    placement: SigDSSPlacementPreference = SigDSSPlacementPreference.TOGETHER_WITH_NEXT_TS
    stamped_by: str = "tsa"
    looks: bool = True
    #: Sign even where the first signature permits no other.
    forced: bool = False


@lru_cache
def unsigned() -> bytes:
    """Return a tagged PDF of two pages with all that can be changed behind a signature's back, and with fields to sign in."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    picture = pdf.make_stream(b"\xff\x00\x00", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
    picture["/ColorSpace"], picture["/BitsPerComponent"] = Name.DeviceRGB, 8
    for number in (1, 2):
        page = pdf.add_blank_page(page_size=(595, 842))
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font), XObject=Dictionary(P=picture))
        page.obj.Contents = pdf.make_stream(f"/P <</MCID 0>> BDC BT /F1 12 Tf 60 700 Td (TEST: grant of {number}00) Tj ET EMC".encode())
        page.obj.StructParents = number - 1
    _tag(pdf)
    _furnish(pdf)
    _add_fields(pdf)
    made = BytesIO()
    pdf.save(made, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return made.getvalue()


@lru_cache
def to_be_closed() -> bytes:
    """Return what unsigned() does, where the signature in the second field closes the file, as in an edition for two."""
    with pikepdf.open(BytesIO(unsigned())) as pdf:
        names = Array([String("Signature1"), String("Signature2")])
        pdf.Root.AcroForm.Fields[1].Lock = Dictionary(Type=Name.SigFieldLock, Action=Name.Include, Fields=names, P=1)
        made = BytesIO()
        pdf.save(made, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return made.getvalue()


def _tag(pdf: pikepdf.Pdf) -> None:
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array()))
    numbers = Array()
    for number, page in enumerate(pdf.pages):
        element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=document, Pg=page.obj, K=0))
        document.K.append(element)
        numbers.append(number)
        numbers.append(pdf.make_indirect(Array([element])))
    root.K, root.ParentTree = Array([document]), pdf.make_indirect(Dictionary(Nums=numbers))
    pdf.Root.StructTreeRoot, pdf.Root.MarkInfo, pdf.Root.Lang = root, Dictionary(Marked=True), String("en")


def _furnish(pdf: pikepdf.Pdf) -> None:
    """Give *pdf* bookmarks, a link, an attached file, page labels, names, layers and metadata."""
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Statement", 0))
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=[60, 600, 200, 620], A=Dictionary(S=Name.URI, URI=String("https://test.invalid/"))
    )
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])
    pdf.attachments["figures.csv"] = pikepdf.AttachedFileSpec(pdf, b"1,2\n", filename="figures.csv")
    pdf.Root.PageLabels = pdf.make_indirect(Dictionary(Nums=[0, Dictionary(S=Name.D)]))
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.Names.Dests = pdf.make_indirect(Dictionary(Names=[String("first"), Array([pdf.pages[0].obj, Name.Fit])]))
    pdf.docinfo["/Title"] = "TEST statement"
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = "TEST statement"


def _add_fields(pdf: pikepdf.Pdf) -> None:
    fields = Array()
    stamps = [(f"TimeStamp{number}", (0, 0, 0, 0)) for number in range(1, _SPARE + 1)]
    for name, box in [*((f"Signature{number}", box) for number, box in enumerate(_BOXES, 1)), *stamps]:
        widget = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, F=132, P=pdf.pages[0].obj))
        widget.T, widget.TU, widget.Rect = String(name), String(name), Array(box)
        size = Array([0, 0, box[2] - box[0], box[3] - box[1]])
        widget.AP = Dictionary(N=pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=size))
        pdf.pages[0].obj.Annots.append(widget)
        fields.append(widget)
    pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=fields, SigFlags=3))


def signed(authority: Authority, way: Way | None = None, content: bytes | None = None) -> bytes:
    """Return *content*, or the small PDF, signed in the *way* asked for."""
    way = way or Way()
    made = content or unsigned()
    for number in range(1, len(way.signers) + 1):
        made = sign(authority, made, way, number)
    return made


def stamped(authority: Authority, content: bytes, field: str, *, by: str = "tsa") -> bytes:
    """Return *content* with one more time stamp over it, and what that is verified by."""
    with _quiet():
        return _stamp(authority, IncrementalPdfFileWriter(BytesIO(content)), field, by)


def stamped_with_more(authority: Authority, content: bytes, field: str, key: str) -> bytes:
    """Return *content* with a time stamp that holds, and that brings a script along: its dictionary leads to it by *key*."""
    begins: Any = DocumentTimestamp.__init__

    def begin(made: Any, *arguments: Any, **named: Any) -> None:
        begins(made, *arguments, **named)
        made[pdf_name(key)] = script

    with _quiet():
        writer = IncrementalPdfFileWriter(BytesIO(content))
        script = writer.add_object(DictionaryObject({pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): pdf_string("TEST")}))  # type: ignore[no-untyped-call]
        with mock.patch.object(DocumentTimestamp, "__init__", begin):
            return _stamp(authority, writer, field)


def stamped_over(authority: Authority, content: bytes, field: str, key: str) -> bytes:
    """Return *content* with a time stamp that holds, whose dictionary was written over the object to which the first page's *key* leads."""
    with _quiet():
        writer = IncrementalPdfFileWriter(BytesIO(content))
        lost: Any = writer.root["/Pages"]["/Kids"][0].get_object().raw_get(key)
        adds: Any = writer.add_object

        def add(made: Any, *arguments: Any, **named: Any) -> Any:
            if not isinstance(made, DocumentTimestamp):
                return adds(made, *arguments, **named)
            reference = IndirectObject(lost.idnum, lost.generation, writer)  # type: ignore[no-untyped-call]
            made.container_ref = reference.reference
            writer.objects[(lost.generation, lost.idnum)] = made
            return reference

        with mock.patch.object(writer, "add_object", add):
            return _stamp(authority, writer, field)


def _stamp(authority: Authority, writer: IncrementalPdfFileWriter, field: str, by: str = "tsa") -> bytes:
    stamper = PdfTimeStamper(_timestamper(authority, by), field_name=field)
    made: Any = stamper.timestamp_pdf(writer, "sha256", _context(authority))
    return bytes(made.getvalue())


def appended(content: bytes, change: Any) -> bytes:
    """Return *content* with a revision behind it in which ``change(writer)`` has done its work; nothing else is in it."""
    with _quiet():
        writer = IncrementalPdfFileWriter(BytesIO(content), strict=False)
        change(writer)
        out = BytesIO()
        writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()


def sign(authority: Authority, content: bytes, way: Way, number: int, *, field: str = "") -> bytes:
    """Return *content* signed by the signer *number* (from 1) of *way*, in that signer's field, or in another *field*."""
    label = way.signers[number - 1]
    certifies = way.certified and number == 1
    long = way.level in ("B-LT", "B-LTA")
    together = way.placement is SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE
    meta = PdfSignatureMetadata(
        field_name=field or f"Signature{number}",
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=certifies,
        docmdp_permissions=MDPPerm.FILL_FORMS if len(way.signers) > 1 else MDPPerm.NO_CHANGES,
        embed_validation_info=long,
        use_pades_lta=way.level == "B-LTA",
        timestamp_field_name=f"TimeStamp{number}" if way.level == "B-LTA" else None,
        validation_context=_context(authority, label) if long else None,
        dss_settings=DSSContentSettings(include_vri=not together, placement=way.placement),
    )
    timestamper = None if way.level == "B-B" else _timestamper(authority, way.stamped_by)
    style = TextStampStyle(stamp_text="TEST") if way.looks else None
    with _quiet(), mock.patch.object(PdfSigner, "_enforce_certification_constraints") if way.forced else nullcontext():
        writer = IncrementalPdfFileWriter(BytesIO(content))
        made: Any = PdfSigner(meta, _signer(authority, label), timestamper=timestamper, stamp_style=style).sign_pdf(writer)
    return bytes(made.getvalue())


def _signer(authority: Authority, label: str) -> SimpleSigner:
    made: SimpleSigner = SimpleSigner.load_pkcs12(authority.pkcs12(label), passphrase=PASSPHRASE.encode())  # type: ignore[no-untyped-call]
    return made


class _Stamper(TimeStamper):
    def __init__(self, url: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._url = url

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        request = Request(self._url, data=req.dump(), headers={"Content-Type": "application/timestamp-query"})  # noqa: S310 - on loopback
        with urlopen(request, timeout=10) as answer:  # noqa: S310
            return tsp.TimeStampResp.load(answer.read())


def _timestamper(authority: Authority, label: str) -> TimeStamper:
    return _Stamper(authority.tsa if label == "tsa" else authority.tsa_short)


def _context(authority: Authority, *labels: str) -> ValidationContext:
    """Return what the revocation data of the signer and of the time stamps is taken from: the authority, asked now."""
    root, issuing, *others = (
        authority.arch.get_cert(CertLabel(label)) for label in ("root", "issuing", "tsa", "tsa-short", "ocsp", *labels)
    )
    store = Store()
    for path in ([root, issuing, *others[3:]], [root, others[0]], [root, others[1]]):
        store |= ask(path)
    return ValidationContext(
        trust_roots=[root], other_certs=[issuing, *others], revocation_mode="soft-fail", allow_fetching=False,
        ocsps=sorted(store.answers), crls=sorted(store.lists), retroactive_revinfo=True,
    )  # fmt: skip


@contextmanager
def _quiet() -> Iterator[None]:
    """Let pyHanko leave the metadata alone: it would write them anew at each change."""
    with mock.patch.object(BasePdfFileWriter, "_update_meta"):
        yield
