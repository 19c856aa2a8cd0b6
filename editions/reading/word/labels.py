"""The words by which offices mark the parts of a letter, in six languages: labels, headings, offices, greetings, seals."""

import re
from dataclasses import dataclass

#: What a label says of the words behind it, and how it begins; the longest first where one begins as another does.
_LABELS = {
    "subject": r"subject|subj|re|in re|concerning|mövzu|mövzusu|тема|предмет|касательно|betreff|betr|betrifft|objet|الموضوع|موضوع",
    "date": r"dated?|tarix|tarixi|дата|datum|le|التاريخ|تاريخ",
    "to": r"to|kimə|ünvan|кому|an|à|destinataire|إلى",
    "copies": (
        r"c\.?\s?c|bcc|copy to|copies to|copies|copy|distribution list|distribution|mailing list|"
        r"surəti|surətlər|paylanma siyahısı|göndərilir|"
        r"копия|копии|рассылка|список рассылки|kopie an|kopie|verteiler|nachrichtlich|copie à|copie|copies à|ampliations?|destinataires|"
        r"liste de distribution|diffusion|نسخة إلى|نسخة|صورة إلى|قائمة التوزيع"
    ),
    "from": r"from|kimdən|от|от кого|von|de|من",
    "reference": (
        r"(?:our |your )?ref(?:erence)?(?:\s?no)?|unser zeichen|ihr zeichen|aktenzeichen|az|réf(?:érence)?|n/réf|v/réf|исх|вх|المرجع"
    ),
    "beside": (
        r"encl(?:osures?|s)?|attachments?|att|annexe?s?|contacts?|for (?:more|further) information|press contact|media contact|tel|phone|"
        r"fax|e-?mail|mob(?:ile)?|web(?:site)?|www|əlavə(?:lər)?|qoşma(?:lar)?|icraçı|əlaqə|telefon|faks|приложени[ея]|исп|исполнитель|контакты?|"
        r"тел|телефон|факс|эл\.? почта|anlagen?|ansprechpartner(?:in)?|kontakt|bearbeiter(?:in)?|p\.?\s?j|pièces? jointes?|tél|courriel|"
        r"المرفقات|مرفقات|للاتصال|هاتف|فاكس"
    ),
}  # fmt: skip
#: These say nothing without a mark behind them: words of a sentence begin so, too.
_LABEL = {
    kind: re.compile(rf"(?P<label>(?:{names})\s*(?:\.\s?|\([\w ]{{1,12}}\))?\s*[:：№])\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
    for kind, names in _LABELS.items()
}
#: These need none, at the end of a letter: "Enclosures 2", "Исп. И.И. Образцов", "cc. Minister".
_BARE = re.compile(r"(?:исп\.|encl\.|enclosures?\b|тел\.|tel\.|p\.\s?j\.)\s*\S", re.IGNORECASE)
_BARE_COPIES = re.compile(
    r"(?:c\.?c\.?|distribution list|distribution|verteiler|рассылка|список рассылки|paylanma siyahısı|liste de distribution)", re.IGNORECASE
)
#: Lines of an address or of a mailbox: nothing else looks so.
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)\S+|\+?\(?\d[\d ()/.-]{6,}\d")
_LONGEST_CONTACT = 120
#: The number that a registry gives.
_NUMBERED = re.compile(r"(?:№|no\.?|nr\.?|n°|ref\.?|исх\.?)\s*\S*\d", re.IGNORECASE)
#: What stands where a pen or a seal is put.
_MARK = re.compile(
    r"[(\[/]?\s*(?:signed|signature|sgd|imza|imzalanıb|подпись|подписано|gez|gezeichnet|unterschrift|signé|التوقيع|توقيع|s|m\.?\s?y|м\.?\s?п|l\.?\s?s|"
    r"seal|stamp|möhür|печать|siegel)\s*[.:]*\s*[)\]/]?[.:]?|[_.…—–-]{3,}",
    re.IGNORECASE,
)
_HEADING_WORDS = """
    statement declaration communiqué communique resolution appeal opinion announcement notice memorandum
    bəyanat bəyanatı müraciət müraciəti məlumat açıqlama qətnamə
    заявление обращение сообщение резолюция заключение пресс-релиз
    erklärung stellungnahme mitteilung pressemitteilung bekanntmachung aufruf déclaration résolution avis appel بيان تصريح إعلان نداء قرار
"""
_HEADINGS = frozenset(_HEADING_WORDS.split())
#: How words of offices begin.
_OFFICE_WORDS = """
    commissioner minister director president vice-president chair secretary head deputy ombuds ambassador spokes officer council committee
    office ministry department commission chief counsel advisor adviser representative rapporteur governor mayor judge prosecutor
    müvəkkil nazir sədr direktor müdir rəis katib prezident müavin başçı komissar səfir şöbə idarə aparat komitə
    уполномоченн министр директор председател начальник руководител секретар заместител омбудсмен комиссар президент вице-президент
    глава посол представител прокурор советник управлени комитет комисси министерств
    leiter abteilungsleiter referatsleiter amtsleiter präsident vizepräsident direktor beauftragt vorsitzend referent sekretär
    staatssekretär geschäftsführer botschafter abteilung ministerium
    président directeur directrice ministre secrétaire chef défenseur commissaire médiateur médiatrice ambassadeur bureau
    republic respublika республик republik république جمهورية
    رئيس مدير وزير مفوض أمين سفير مكتب نائب ممثل قاض مستشار وكيل لجنة مجلس هيئة وزارة
"""
_OFFICES = tuple(_OFFICE_WORDS.split())
#: What stands above a name, and is none.
_ON_BEHALF = re.compile(
    r"(?:for and )?on behalf of\b|for the\b|im (?:auftrag|namen)\b|in vertretung\b|i\.\s?[av]\.$|от имени\b|за\s|по поручению\b|"
    r"au nom d|pour l|par (?:ordre|délégation)\b|p\.\s?o\.$|نيابة عن|باسم|بالنيابة|.*\badından$",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"(?:with )?(?:(?:best|kind|warm)(?:est)? )?(?:regards|wishes)\b|with (?:respect|regards)|yours\b|sincerely|respectfully|"
    r"mit \w+ grüßen|hochachtungsvoll|с уважением|hörmətlə|dərin hörmətlə|cordialement|respectueusement|مع |وتفضلوا",
    re.IGNORECASE,
)
_SALUTATION = re.compile(
    r"(?:dear|your excellenc|excellenc|sehr geehrte|liebe|уважаем|hörmətli|əziz|mesdames|madame|monsieur|السيد|سعادة|معالي|تحية)",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"\b(?:signed|signatories|imzala|подпис|unterzeichn|signé)|وقع", re.IGNORECASE)
_LONGEST_HEADING, _LONGEST_SALUTATION = 120, 80
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


@dataclass(frozen=True, kw_only=True)
class Label:
    """A label with its mark, as in "Subject:", what it says of *rest*, the words behind it."""

    kind: str
    label: str
    rest: str


def label_of(line: str, *kinds: str) -> Label | None:
    """Return the label with which *line* begins; None where it begins with none of *kinds*, or with no label at all."""
    for kind in kinds or _LABELS:
        if found := _LABEL[kind].match(line):
            return Label(kind=kind, label=found["label"].strip(), rest=found["rest"].strip())
    if (not kinds or "copies" in kinds) and _BARE_COPIES.fullmatch(line):
        return Label(kind="copies", label=line, rest="")
    return None


def is_beside(line: str) -> bool:
    """Return whether *line*, after a signature, is a note of enclosures or of who is to be asked, or a mark."""
    if is_mark(line) or is_numbered(line) or _BARE.match(line) or label_of(line, "beside", "reference", "from"):
        return True
    return len(line) <= _LONGEST_CONTACT and bool(_CONTACT.search(line))


def is_numbered(line: str) -> bool:
    """Return whether *line* is the number of a registry ("No. 12/345")."""
    return bool(_NUMBERED.match(line)) and len(line) <= _LONGEST_SALUTATION


def is_mark(line: str) -> bool:
    """Return whether *line* says where a pen or a seal is put, or nothing in words."""
    return bool(_MARK.fullmatch(line)) or not any(map(str.isalnum, line))


def heads(line: str) -> int:
    """Return how certainly *line* is a heading by its words: 2 where it is nothing else, 1 where one is in it, 0 where none is."""
    found = _WORD.findall(line.lower())
    letters = "".join(line.lower().split())
    if len(line.split()) == len(letters) > 2:
        found = [letters]
    if not found or len(line) > _LONGEST_HEADING or line[-1] in ".;,":
        return 0
    known = [word in _HEADINGS for word in found]
    return 2 if all(known) else int(known[-1] or any(known[:2]))


def is_office(line: str) -> bool:
    """Return whether *line* names an office by its words."""
    words = (word.removeprefix("ال") for word in _WORD.findall(line.lower()))
    return any(word.startswith(_OFFICES) for word in words)


def is_on_behalf(line: str) -> bool:
    """Return whether *line* says for whom somebody signs."""
    return bool(_ON_BEHALF.match(line))


def says_signed(line: str) -> bool:
    """Return whether *line* says that those who follow sign."""
    return bool(_SIGNED.search(line))


def is_greeting(line: str) -> bool:
    """Return whether *line* is a greeting at the end of a letter."""
    return bool(_GREETING.match(line))


def is_salutation(line: str) -> bool:
    """Return whether *line* speaks to those written to, before a text."""
    return bool(_SALUTATION.match(line)) and len(line) <= _LONGEST_SALUTATION and line[-1] in ",!،:"
