"""Pictures: embedded, linked, in groups, as VML; and what else is drawn."""

import pytest

from editions.model.word import WordImage
from editions.problems import Refusal
from editions.reading.word import package
from tests.support.word_parts import first, left, lines, paragraph, part, read, relation, text

_PICTURE = relation("r1", "image", "media/one.png")
_BYTES = {"word/media/one.png": b"one"}


def _blip(attributes: str = 'r:embed="r1"') -> str:
    return f"<pic:pic><pic:blipFill><a:blip {attributes}/></pic:blipFill></pic:pic>"


def _drawing(inner: str, described: str = 'name="Picture 1" descr="A chart"') -> str:
    graphic = f"<a:graphic><a:graphicData>{inner}</a:graphicData></a:graphic>"
    return f'<w:r><w:drawing><wp:inline><wp:docPr id="1" {described}/>{graphic}</wp:inline></w:drawing></w:r>'


def _images(run: str, relations: str = _PICTURE, others: dict[str, bytes] = _BYTES) -> list[WordImage]:
    return [one for one in first(read(paragraph(run), relations=relations, others=others)).runs if isinstance(one, WordImage)]


def test_a_picture_has_its_bytes_its_name_and_its_text() -> None:
    assert _images(_drawing(_blip())) == [WordImage(content=b"one", part="word/media/one.png", alt="A chart", name="Picture 1")]


def test_a_picture_without_a_text_has_its_title() -> None:
    assert _images(_drawing(_blip(), 'name="P" title="A title"'))[0].alt == "A title"


def test_a_linked_picture_lies_outside() -> None:
    document = read(
        paragraph(_drawing(_blip('r:link="r1"'))), relations=relation("r1", "image", "http://h/one.png", external=True)
    )  # fmt: skip

    assert [one.content for one in first(document).runs if isinstance(one, WordImage)] == [None]
    assert left(document) == {"a picture that lies outside the document": "http://h/one.png"}


def test_a_picture_that_is_embedded_and_linked_is_that_in_the_document() -> None:
    relations = _PICTURE + relation("r2", "image", "http://h/one.png", external=True)

    assert [one.content for one in _images(_drawing(_blip('r:link="r2" r:embed="r1"')), relations)] == [b"one"]


def test_a_picture_whose_part_is_missing_lies_outside() -> None:
    assert [one.content for one in _images(_drawing(_blip()), others={})] == [None]


def test_a_frame_without_a_picture_has_none() -> None:
    assert _images(_drawing(_blip(""))) == []


def test_the_pictures_of_a_group_are_read_in_order() -> None:
    relations = _PICTURE + relation("r2", "image", "/word/media/two.png")
    group = f"<wpg:wgp>{_blip()}<wpg:grpSp>{_blip().replace('r1', 'r2')}</wpg:grpSp></wpg:wgp>"

    found = _images(_drawing(group), relations, {**_BYTES, "word/media/two.png": b"two"})

    assert [one.content for one in found] == [b"one", b"two"]


@pytest.mark.parametrize("attributes", ['r:id="r1" o:title="A chart"', 'o:relid="r1" o:title="A chart"'])
def test_a_picture_in_vml_is_read(attributes: str) -> None:
    run = f"<w:r><w:pict><v:shape><v:imagedata {attributes}/></v:shape></w:pict></w:r>"

    assert [(one.content, one.alt) for one in _images(run)] == [(b"one", "A chart")]


def test_a_picture_in_vml_has_the_text_of_its_shape() -> None:
    run = '<w:r><w:pict><v:shape alt="A shape"><v:imagedata r:id="r1" o:title="x"/></v:shape></w:pict></w:r>'

    assert [one.alt for one in _images(run)] == ["A shape"]


def test_of_an_embedded_object_its_picture_is_read() -> None:
    run = '<w:r><w:object><v:shape><v:imagedata r:id="r1"/></v:shape><o:OLEObject ProgID="Excel.Sheet"/></w:object></w:r>'

    document = read(paragraph(run), relations=_PICTURE, others=_BYTES)

    assert [one.content for one in first(document).runs if isinstance(one, WordImage)] == [b"one"]
    assert left(document) == {"an embedded object, of which its picture is taken": ""}


def test_words_drawn_in_a_picture_are_named() -> None:
    inner = "<wps:wsp><a:p><a:r><a:t>drawn</a:t></a:r><a:r><a:t>words</a:t></a:r></a:p></wps:wsp>"
    art = '<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'

    document = read(paragraph(text("said") + _drawing(inner) + art))

    assert lines(document.blocks) == ["said"]
    assert left(document) == {"words drawn in a picture": "drawn words", "words drawn as a picture": "DRAFT"}


def test_the_words_of_charts_and_diagrams_are_named() -> None:
    chart = part("c:chartSpace", "<c:title><a:t>Votes</a:t></c:title><c:strCache><c:pt><c:v>North</c:v></c:pt></c:strCache>")
    diagram = part("dgm:dataModel", "<a:p><a:r><a:t>First</a:t></a:r></a:p><a:p><a:r><a:t>Then</a:t></a:r></a:p>")
    relations = relation("r1", "chart", "charts/chart1.xml") + relation("r2", "diagramData", "diagrams/data1.xml")

    document = read(
        paragraph(_drawing('<c:chart r:id="r1"/>') + _drawing('<dgm:relIds r:dm="r2"/>')),
        relations=relations,
        others={"word/charts/chart1.xml": chart, "word/diagrams/data1.xml": diagram},
    )

    assert left(document) == {"a chart": "Votes North", "a diagram": "First Then"}


def test_a_link_on_a_picture_is_named() -> None:
    relations = _PICTURE + relation("r2", "hyperlink", "https://example.org/", external=True)

    document = read(paragraph(_drawing(f'<a:hlinkClick r:id="r2"/>{_blip()}')), relations=relations, others=_BYTES)

    assert left(document) == {"a link on a picture": "https://example.org/"}


def test_pictures_together_have_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "PICTURES", 5)
    relations = _PICTURE + relation("r2", "image", "media/two.png")
    run = _drawing(_blip()) * 3 + _drawing(_blip().replace("r1", "r2"))

    with pytest.raises(Refusal, match="its pictures are larger than 5 bytes"):
        _images(run, relations, {**_BYTES, "word/media/two.png": b"two"})


def test_a_picture_named_twice_counts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "PICTURES", 5)

    assert len(_images(_drawing(_blip()) * 3)) == 3
