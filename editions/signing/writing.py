"""Signatures and time stamps written into an edition's fields; nothing else of it is touched.

Certification (ISO 32000-1, 12.8.2.2). A file can be certified once, by its first signature. Where one signs, that signature
certifies it with P=1: nothing may be changed any more. Where several sign, PDF knows no "nothing but a second signature": the
first certifies with P=2 (fields may be filled), each of the others approves, and the last closes the file by the lock of its
field (/Lock with P=1, written by the build). Between two signatures, a field could be filled by anyone, and there are
none but those of signatures and time stamps. After the last, only revocation data and time stamps may follow, as ETSI EN 319 142-1 allows.

pyHanko writes properties (XMP, Info) anew in each revision. Here they stay as the edition has them: they say when it was made and
by what, and PDF/A-3 asks that XMP and Info agree.
"""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from editions.model.fields import is_signature_field, is_time_stamp_field
from editions.problems import Problem, SigningRefusal
from editions.signing.keys import Key
from editions.signing.trusting import run, usage

_DIGEST = "sha256"


@dataclass(frozen=True, kw_only=True)
class Place:
    """A field: its name, whether it is filled, and its width and height in points."""

    name: str
    filled: bool
    size: tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Order:
    """What is to be signed: the *field*; whether it is the *first* and the *last* signature; why; what is seen, a PDF of one page.

    *level* is B-B, B-T or B-LT; the time stamp of B-LTA is another order. *stamps* asks for time stamps, *judged_by* holds the
    roots (None where not needed).
    """

    field: str
    first: bool
    last: bool
    level: str
    reason: str
    seen: bytes
    stamps: Any = None
    judged_by: Any = None


def places(content: bytes) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """Return the fields for signatures and for time stamps of the PDF *content*, in their order."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        form = PdfFileReader(io.BytesIO(content)).root.get("/AcroForm", {})
        found = [_place(field.get_object()) for field in form.get("/Fields", ())]
    except (PdfError, ValueError, TypeError, KeyError, AttributeError):
        found = []
    return (
        tuple(one for one in found if is_signature_field(one.name)),
        tuple(one for one in found if is_time_stamp_field(one.name)),
    )


def _place(field: Any) -> Place:
    left, low, right, high = (float(side) for side in field["/Rect"])
    return Place(name=str(field["/T"]), filled="/V" in field, size=(right - left, high - low))


def sign(content: bytes, order: Order, key: Key) -> bytes:
    """Return the PDF *content* with a signature more, as *order* says, by *key*.

    Raises:
        SigningRefusal: the signature cannot be made.
    """
    from pyhanko.sign import fields, signers
    from pyhanko.sign.signers.pdf_signer import DSSContentSettings, SigDSSPlacementPreference

    told = signers.PdfSignatureMetadata(
        field_name=order.field,
        md_algorithm=_DIGEST,
        reason=order.reason or None,
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=order.first,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES if order.last else fields.MDPPerm.FILL_FORMS,
        validation_context=order.judged_by if order.level == "B-LT" else None,
        embed_validation_info=order.level == "B-LT",
        signer_key_usage=usage(key),
        dss_settings=DSSContentSettings(include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE),
    )
    stamps = order.stamps if order.level != "B-B" else None
    signer = signers.PdfSigner(told, key.signer, timestamper=stamps, stamp_style=_style(order.seen))
    with _explained(order.field):
        out: io.BytesIO = signer.sign_pdf(_writer(content), existing_fields_only=True, output=io.BytesIO())
    return out.getvalue()


def stamp(content: bytes, field: str, stamps: Any, judged_by: Any, paths: Sequence[Any] = ()) -> bytes:
    """Return the PDF *content* with a time stamp over all of it, in *field*, and what is needed to verify it.

    *paths* lead from the last time stamp's certificate to a root: what is needed to verify that, goes into the file before.

    Raises:
        SigningRefusal: there is no time stamp to be had.
    """
    from pyhanko.sign.signers.pdf_signer import PdfTimeStamper, TimestampDSSContentSettings

    settings = TimestampDSSContentSettings(include_vri=False, update_before_ts=True)
    with _explained(field):
        out: io.BytesIO = PdfTimeStamper(stamps, field_name=field).timestamp_pdf(
            _writer(content), _DIGEST, judged_by, output=io.BytesIO(), dss_settings=settings, validation_paths=list(paths)
        )
    return out.getvalue()


def refuse_ended(content: bytes, judged_by: Any, where: str) -> list[Any]:
    """Return the ways from the last time stamp's certificate in *content* to a root, if there is a time stamp.

    Raises:
        SigningRefusal: its certificate has ended, or is not to be trusted any more: a new one would prove nothing of before.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko_certvalidator import CertificateValidator
    from pyhanko_certvalidator.errors import PathError, ValidationError

    found = PdfFileReader(io.BytesIO(content)).embedded_timestamp_signatures
    if not found:
        return []
    last = found[-1]
    validator = CertificateValidator(last.signer_cert, intermediate_certs=last.other_embedded_certs, validation_context=judged_by)
    try:
        return [run(validator.async_validate_usage(set(), extended_key_usage={"time_stamping"}), judged_by)]  # type: ignore[no-untyped-call]
    except (PathError, ValidationError) as error:
        what = f"its last time stamp is not to be relied on any more, and a new one proves nothing of before: {error}"[:300]
        raise SigningRefusal(Problem(where, what, "An older copy in an archive may have a good one.")) from None


def _writer(content: bytes) -> Any:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    class Writer(IncrementalPdfFileWriter):
        def _update_meta(self) -> None:
            """Leave XMP and Info as they are."""

        def ensure_output_version(self, version: tuple[int, int]) -> None:
            """Leave the version as it is: pyHanko makes a file with an ECDSA signature PDF 2.0, which PDF/A-3 is not."""

        def register_extension(self, ext: Any) -> None:
            """Name the extension that PAdES is (ETSI EN 319 142-1, 5.6), and none of PDF 2.0."""
            if ext.prefix_name == "/ESIC":
                super().register_extension(ext)

    return Writer(io.BytesIO(content))


def _style(seen: bytes) -> Any:
    from pyhanko.pdf_utils.content import PdfContent
    from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.stamp import StaticStampStyle

    class Seen(PdfContent):
        def render(self) -> bytes:
            """Return the operators that draw the page: pyHanko's own class reads it from a file, and names it by chance."""
            drawn = self._ensure_writer.import_page_as_xobject(PdfFileReader(io.BytesIO(seen)))
            self.resources.xobject["/Seen"] = drawn
            x1, y1, x2, y2 = (float(side) for side in drawn.get_object()["/BBox"])
            self.box = BoxConstraints(width=abs(x2 - x1), height=abs(y2 - y1))
            return b"/Seen Do"

    least = AxisAlignment.ALIGN_MIN
    whole = SimpleBoxLayoutRule(x_align=least, y_align=least, margins=Margins.uniform(0))  # type: ignore[no-untyped-call]
    return StaticStampStyle(background=Seen(), border_width=0, background_layout=whole, background_opacity=1.0)


@contextmanager
def _explained(field: str) -> Iterator[None]:
    """Say what kept *field* from being filled; pyHanko's own words stand behind it."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko_certvalidator.errors import PathError, ValidationError

    try:
        yield
    except (PdfError, ValidationError, PathError, ValueError) as error:
        said = f"{error}" + (f": {error.__cause__}" if error.__cause__ else "")
        raise SigningRefusal(Problem(field, f"cannot be signed: {said}"[:300], "Nothing was signed.")) from None
    except OSError as error:
        what = f"the service that stamps the time does not answer: {error}"[:300]
        raise SigningRefusal(Problem(field, what, "Nothing was signed. Try again later.")) from None
