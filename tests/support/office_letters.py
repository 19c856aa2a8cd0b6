"""Letters as offices write them, in six languages, each with what it says. SAMPLE: every name and body in them is made up."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tests.support.letters import CENTRED, STYLES, letter, styled
from tests.support.word_parts import paragraph, part, parts, relation, strict, text, zipped

_RIGHT = '<w:jc w:val="right"/>'
_TAB, _BREAK, _EMPTY = "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>", "<w:p/>"
_EN = "The office has looked at what was done in the year, and it is of the view that the law was not followed by all of them."
_EN_MORE = "It asks those who are in charge of it to look at this again, and to say by the end of the year what was done."
_AZ = "Müvəkkil hesab edir ki, il ərzində görülən işlər qanunun tələblərinə uyğun olmalıdır və bu barədə məlumat verilməlidir."
_AZ_MORE = "Bununla əlaqədar olaraq aidiyyəti qurumlardan xahiş edilir ki, ilin sonuna qədər bu barədə məlumat versinlər."
_RU = "Настоящим сообщается, что в ходе проверки и на основании закона было установлено, что права человека не были нарушены."
_RU_MORE = "В связи с этим просим до конца года сообщить о мерах, которые были приняты, и о том, что еще предстоит сделать."
_DE = "Die Stelle hat geprüft, was in dem Jahr getan wurde, und ist der Ansicht, dass das Gesetz nicht von allen befolgt wurde."
_DE_MORE = "Sie bittet die Verantwortlichen, sich das noch einmal anzusehen und bis zum Ende des Jahres zu sagen, was getan wurde."
_FR = "Le bureau a examiné ce qui a été fait dans l'année, et il est d'avis que la loi n'a pas été respectée par tous."
_FR_MORE = "Il demande à ceux qui en sont chargés de revoir ce point, et de dire avant la fin de l'année ce qui a été fait."
_AR = "يرى المكتب أن ما تم خلال هذا العام لم يكن موافقا للقانون في كل الأحوال."
_AR_MORE = "ويطلب من المسؤولين عن ذلك أن ينظروا فيه مرة أخرى قبل نهاية العام."


@dataclass(frozen=True, kw_only=True)
class OfficeLetter:
    """A letter, and what a reader of it would say that it says; *left* are words that have no place in a source."""

    name: str
    content: bytes
    heading: str
    subject: str = ""
    place: str = ""
    day: date | None = None
    signatories: tuple[tuple[str, str], ...] = (("Ada Sample", "Ombudsman"),)
    lead: str = ""
    recipients: tuple[str, ...] = ()
    body: str = f"{_EN}\n\n{_EN_MORE}"
    left: tuple[str, ...] = ()
    language: str = "en"


def _p(words: str, properties: str = "") -> str:
    return paragraph(words, properties)


def _bold(words: str, properties: str = "") -> str:
    return paragraph(text(words, "<w:b/>"), properties)


def _ps(*lines: str, properties: str = "") -> str:
    return "".join(paragraph(line, properties) for line in lines)


def _tabbed(*columns: str) -> str:
    return paragraph(_TAB.join(text(column) for column in columns if column) if all(columns) else _TAB.join(map(text, columns)))


def _lines(*said: str) -> str:
    return paragraph(_BREAK.join(text(line) for line in said))


def _cell(*said: str) -> str:
    return f"<w:tc>{''.join(paragraph(line) for line in said) or '<w:p/>'}</w:tc>"


def _table(*rows: tuple[tuple[str, ...] | str, ...]) -> str:
    cells = ("".join(_cell(*((cell,) if isinstance(cell, str) else cell)) for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def _box(words: str) -> str:
    return f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph(words)}</w:txbxContent></v:textbox></w:pict></w:r>"


def _control(inner: str) -> str:
    return f"<w:sdt><w:sdtPr><w:alias w:val='field'/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def _whole(*inner: str) -> bytes:
    return letter("".join(inner), head="", end="")


_TEXT = _ps(_EN, _EN_MORE)
_STATEMENT = _bold("STATEMENT", CENTRED)
_SIGNED = _EMPTY + _ps("Ada Sample", "Ombudsman")


def office_letters() -> Iterator[OfficeLetter]:
    """Yield all letters."""
    yield from _english()
    yield from _english_ends()
    yield from _without_room()
    yield from _azerbaijani()
    yield from _russian()
    yield from _german()
    yield from _french()
    yield from _arabic()
    yield from _constructs()


def _english() -> Iterator[OfficeLetter]:
    yield OfficeLetter(
        name="a letterhead in bold above the heading",
        content=_whole(
            _bold("REPUBLIC OF SAMPLES", CENTRED),
            _bold("OFFICE OF THE OMBUDSMAN", CENTRED),
            _p("1 Sample Street, Sampleton", CENTRED),
            _EMPTY,
            _p("Sampleton, 3 May 2026", _RIGHT),
            _EMPTY,
            _STATEMENT,
            _bold("by the Ombudsman concerning a sample", CENTRED),
            _EMPTY,
            _TEXT,
            _SIGNED,
        ),
        heading="STATEMENT",
        subject="by the Ombudsman concerning a sample",
        place="Sampleton",
        day=date(2026, 5, 3),
        left=("REPUBLIC OF SAMPLES", "OFFICE OF THE OMBUDSMAN", "1 Sample Street, Sampleton"),
    )
    yield OfficeLetter(
        name="a letterhead in a table, with the date in it, and a subject with its label",
        content=_whole(
            _table((("Office of Samples", "1 Sample Street"), ("Ref. 12/345", "3 May 2026"))),
            _EMPTY,
            _STATEMENT,
            _EMPTY,
            _bold("Subject: A sample of the year"),
            _EMPTY,
            _p("Dear Sir or Madam,"),
            _TEXT,
            _p("Yours faithfully,"),
            _SIGNED,
        ),
        heading="STATEMENT",
        subject="A sample of the year",
        day=date(2026, 5, 3),
        body=f"Dear Sir or Madam,\n\n{_EN}\n\n{_EN_MORE}\n\nYours faithfully,",
        left=("Office of Samples", "1 Sample Street", "Ref. 12/345"),
    )
    yield OfficeLetter(
        name="a letter without a heading, of which the subject line is one",
        content=_whole(
            _ps("Office of Samples", "1 Sample Street, Sampleton"),
            _EMPTY,
            _p("Date: 3 May 2026"),
            _EMPTY,
            _ps("To: The Minister of Samples", "cc: The Council of Samples"),
            _EMPTY,
            _bold("Subject: A sample of the year"),
            _EMPTY,
            _p("Dear Minister,"),
            _TEXT,
            _p("Yours sincerely,"),
            _EMPTY,
            _EMPTY,
            _ps("Ada Sample", "Ombudsman"),
        ),
        heading="A sample of the year",
        day=date(2026, 5, 3),
        lead="To",
        recipients=("The Minister of Samples",),
        body=f"Dear Minister,\n\n{_EN}\n\n{_EN_MORE}\n\nYours sincerely,",
        left=("Office of Samples", "cc: The Council of Samples"),
    )
    yield OfficeLetter(
        name="a memorandum whose head is a table of labels",
        content=_whole(
            _STATEMENT,
            _table(("To:", "All offices"), ("From:", "The Ombudsman"), ("Date:", "3 May 2026"), ("Subject:", "A sample")),
            _EMPTY,
            _TEXT,
            _SIGNED,
        ),
        heading="STATEMENT",
        subject="A sample",
        day=date(2026, 5, 3),
        lead="To",
        recipients=("All offices",),
        left=("The Ombudsman",),
    )
    yield OfficeLetter(
        name="a date in the subject that is not the statement's",
        content=_whole(
            _STATEMENT,
            _p("by the Ombudsman on the anniversary of 20 January 1990", CENTRED),
            _p("Sampleton, 19 January 2026", _RIGHT),
            _EMPTY,
            _TEXT,
            _SIGNED,
        ),
        heading="STATEMENT",
        subject="by the Ombudsman on the anniversary of 20 January 1990",
        place="Sampleton",
        day=date(2026, 1, 19),
    )
    yield OfficeLetter(
        name="a heading with spaced letters below those written to",
        content=_whole(
            _ps("To the Secretary-General of the Sample Nations", "Sampleton", properties=_RIGHT),
            _EMPTY,
            _p("S T A T E M E N T", CENTRED),
            _p("on a sample", CENTRED),
            _EMPTY,
            _TEXT,
            _EMPTY,
            _p("3rd May 2026"),
            _EMPTY,
            _ps("Ada Sample", "Ombudsman"),
        ),
        heading="STATEMENT",
        subject="on a sample",
        day=date(2026, 5, 3),
        left=("To the Secretary-General of the Sample Nations", "Sampleton"),
    )


def _english_ends() -> Iterator[OfficeLetter]:
    yield OfficeLetter(
        name="two signatories, one below the other",
        content=_whole(
            _STATEMENT,
            _EMPTY,
            _TEXT,
            _EMPTY,
            _ps("Ada Sample", "Ombudsman"),
            _EMPTY,
            _ps("Ben Sample", "Deputy Ombudsman"),
            _EMPTY,
            _p("This Statement is addressed to the first office and the second office."),
        ),
        heading="STATEMENT",
        signatories=(("Ada Sample", "Ombudsman"), ("Ben Sample", "Deputy Ombudsman")),
        lead="This Statement is addressed to",
        recipients=("the first office and the second office",),
    )
    yield OfficeLetter(
        name="three signatories in the columns of a table",
        content=_whole(
            _STATEMENT,
            _EMPTY,
            _TEXT,
            _EMPTY,
            _table(
                ("Ada Sample", "Ben Sample", "Cem Sample"), ("Ombudsman", "Deputy Ombudsman", ("Head of Department", "Office of Samples"))
            ),
            _EMPTY,
        ),
        heading="STATEMENT",
        signatories=(
            ("Ada Sample", "Ombudsman"),
            ("Ben Sample", "Deputy Ombudsman"),
            ("Cem Sample", "Head of Department Office of Samples"),
        ),
    )
    yield OfficeLetter(
        name="two signatories side by side with tabs",
        content=_whole(_STATEMENT, _EMPTY, _TEXT, _EMPTY, _tabbed("Ada Sample", "Ben Sample"), _tabbed("Ombudsman", "Deputy Ombudsman")),
        heading="STATEMENT",
        signatories=(("Ada Sample", "Ombudsman"), ("Ben Sample", "Deputy Ombudsman")),
    )
    yield OfficeLetter(
        name="a signature on behalf of a council, then enclosures, copies and contact lines",
        content=_whole(
            _STATEMENT,
            _p("on a sample", CENTRED),
            _EMPTY,
            _TEXT,
            _EMPTY,
            _p("On behalf of the Council of Samples"),
            _p("(signed)"),
            _ps("Ada Sample", "Chair of the Council"),
            _EMPTY,
            _ps("Enclosures: 2", "cc: The Minister of Samples", "The Sample Council"),
            _EMPTY,
            _ps("Contact: Ben Sample, tel. +000 12 345 67 89", "E-mail: office@example.org"),
        ),
        heading="STATEMENT",
        subject="on a sample",
        signatories=(("Ada Sample", "Chair of the Council"),),
        lead="cc",
        recipients=("The Minister of Samples", "The Sample Council"),
        body=f"{_EN}\n\n{_EN_MORE}\n\nOn behalf of the Council of Samples",
        left=("(signed)", "Enclosures: 2", "Contact: Ben Sample, tel. +000 12 345 67 89", "E-mail: office@example.org"),
    )
    yield OfficeLetter(
        name="a distribution list with bullets after the signature",
        content=_whole(
            _STATEMENT,
            _EMPTY,
            _TEXT,
            _SIGNED,
            _EMPTY,
            _bold("Distribution list:"),
            _ps("• Ministry of Samples", "• Sample Council;", "• Embassies"),
        ),
        heading="STATEMENT",
        lead="Distribution list",
        recipients=("Ministry of Samples", "Sample Council", "Embassies"),
    )
    yield OfficeLetter(
        name="recipients side by side in a table",
        content=_whole(
            _STATEMENT,
            _EMPTY,
            _TEXT,
            _SIGNED,
            _EMPTY,
            _p("This Statement is addressed to:"),
            _table(("Ministry of Samples", "Council of Samples"), ("Embassies", "Press")),
        ),
        heading="STATEMENT",
        lead="This Statement is addressed to",
        recipients=("Ministry of Samples", "Council of Samples", "Embassies", "Press"),
    )
    yield OfficeLetter(
        name="the address sentence before the signature",
        content=_whole(_STATEMENT, _EMPTY, _TEXT, _p("This statement is addressed to the first office, the second office."), _SIGNED),
        heading="STATEMENT",
        lead="This statement is addressed to",
        recipients=("the first office", "the second office"),
    )


def _without_room() -> Iterator[OfficeLetter]:
    yield OfficeLetter(
        name="no empty paragraphs: room by style, and copies below the signature",
        content=_whole(
            styled("STATEMENT", "Titel"), _TEXT, _ps("Ada Sample", "Ombudsman", "cc: Minister of Samples", "Council of Samples")
        ),
        heading="STATEMENT",
        lead="cc",
        recipients=("Minister of Samples", "Council of Samples"),
    )
    yield OfficeLetter(
        name="name and office in one line, a date and a number below, and a line that nobody knows",
        content=_whole(
            _STATEMENT,
            _EMPTY,
            _TEXT,
            _EMPTY,
            _p("Ada Sample, Ombudsman"),
            _EMPTY,
            _tabbed("3 May 2026", "No. 12"),
            _p("This letter is also found on the site of the office."),
        ),
        heading="STATEMENT",
        day=date(2026, 5, 3),
        left=("No. 12", "This letter is also found on the site of the office."),
    )
    yield OfficeLetter(
        name="four who sign a joint statement, in two rows",
        content=_whole(
            _bold("Joint Statement of the Offices of Samples", CENTRED),
            _EMPTY,
            _TEXT,
            _EMPTY,
            _table(
                (("Ada Sample", "Ombudsman of Samples"), ("Ben Exemple", "Ombudsman of Examples")),
                (("Cem Nümunə", "Ombudsman of Nümunə"), ("Dan Muster", "Ombudsman of Muster")),
            ),
        ),
        heading="Joint Statement of the Offices of Samples",
        signatories=(
            ("Ada Sample", "Ombudsman of Samples"),
            ("Ben Exemple", "Ombudsman of Examples"),
            ("Cem Nümunə", "Ombudsman of Nümunə"),
            ("Dan Muster", "Ombudsman of Muster"),
        ),
    )


def _azerbaijani() -> Iterator[OfficeLetter]:
    yield OfficeLetter(
        name="Azerbaijani, with a subject label and the address sentence",
        content=_whole(
            _bold("NÜMUNƏ RESPUBLİKASI", CENTRED),
            _bold("NÜMUNƏ MÜVƏKKİLİNİN APARATI", CENTRED),
            _EMPTY,
            _p("Bakı şəhəri, 03 may 2026-cı il"),
            _EMPTY,
            _bold("BƏYANAT", CENTRED),
            _EMPTY,
            _p("Mövzu: nümunənin ildönümü haqqında"),
            _EMPTY,
            _ps(_AZ, _AZ_MORE),
            _EMPTY,
            _ps("Nümunə Müvəkkili", "Aydan Nümunəli"),
            _EMPTY,
            _p("Bəyanat Nümunə Nazirliyinə, Nümunə Şurasına, səfirliklərə ünvanlanır."),
        ),
        heading="BƏYANAT",
        subject="nümunənin ildönümü haqqında",
        place="Bakı şəhəri",
        day=date(2026, 5, 3),
        language="az",
        signatories=(("Aydan Nümunəli", "Nümunə Müvəkkili"),),
        lead="Bəyanat ünvanlanır",
        recipients=("Nümunə Nazirliyinə", "Nümunə Şurasına", "səfirliklərə"),
        body=f"{_AZ}\n\n{_AZ_MORE}",
        left=("NÜMUNƏ RESPUBLİKASI", "NÜMUNƏ MÜVƏKKİLİNİN APARATI"),
    )
    yield OfficeLetter(
        name="Azerbaijani, with the place at the left, the date at the right, and who wrote it below the signature",
        content=_whole(
            _bold("B Ə Y A N A T", CENTRED),
            _tabbed("Bakı şəhəri", "“3” may 2026-cı il"),
            _EMPTY,
            _ps(_AZ, _AZ_MORE),
            _p("Hörmətlə,"),
            _EMPTY,
            _tabbed("Müvəkkil", "A.B. Nümunəli"),
            _EMPTY,
            _p("İcraçı: B. Nümunəli, tel.: (012) 345 67 89"),
        ),
        heading="BƏYANAT",
        place="Bakı şəhəri",
        day=date(2026, 5, 3),
        language="az",
        signatories=(("A.B. Nümunəli", "Müvəkkil"),),
        body=f"{_AZ}\n\n{_AZ_MORE}\n\nHörmətlə,",
        left=("İcraçı: B. Nümunəli, tel.: (012) 345 67 89",),
    )

    yield OfficeLetter(
        name="Azerbaijani, with an office in two lines beside the name, and copies in one line",
        content=_whole(
            _bold("MƏLUMAT", CENTRED),
            _EMPTY,
            _ps(_AZ, _AZ_MORE),
            _EMPTY,
            _p("Nümunə Respublikasının"),
            _tabbed("Nümunə üzrə Müvəkkili", "Aydan Nümunəli"),
            _EMPTY,
            _p("Surəti: Nümunə Nazirliyi; Nümunə Şurası"),
        ),
        heading="MƏLUMAT",
        language="az",
        signatories=(("Aydan Nümunəli", "Nümunə Respublikasının Nümunə üzrə Müvəkkili"),),
        lead="Surəti",
        recipients=("Nümunə Nazirliyi", "Nümunə Şurası"),
        body=f"{_AZ}\n\n{_AZ_MORE}",
    )


def _russian() -> Iterator[OfficeLetter]:
    yield OfficeLetter(
        name="Russian, with the date below, the address sentence, and a seal",
        content=_whole(
            _bold("ЗАЯВЛЕНИЕ", CENTRED),
            _p("Уполномоченного по образцам", CENTRED),
            _EMPTY,
            _ps(_RU, _RU_MORE),
            _EMPTY,
            _tabbed("Уполномоченный по образцам", "И.И. Образцов"),
            _p("М.П."),
            _EMPTY,
            _p("г. Баку, «3» мая 2026 г."),
            _EMPTY,
            _p("Настоящее заявление адресуется Министерству образцов, Совету образцов, а также посольствам."),
        ),
        heading="ЗАЯВЛЕНИЕ",
        subject="Уполномоченного по образцам",
        place="г. Баку",
        day=date(2026, 5, 3),
        language="ru",
        signatories=(("И.И. Образцов", "Уполномоченный по образцам"),),
        lead="Настоящее заявление адресуется",
        recipients=("Министерству образцов", "Совету образцов", "посольствам"),
        body=f"{_RU}\n\n{_RU_MORE}",
        left=("М.П.",),
    )
    yield OfficeLetter(
        name="Russian, with a theme, a number of the office, and a list of those written to",
        content=_whole(
            _table((("Управление образцов", "ул. Образцовая, 1"), ("03.05.2026", "№ 12-34/5"))),
            _EMPTY,
            _bold("ОБРАЩЕНИЕ", CENTRED),
            _p("Тема: об образце"),
            _EMPTY,
            _ps(_RU, _RU_MORE),
            _p("С уважением,"),
            _EMPTY,
            _ps("Председатель", "Комиссии по образцам"),
            _p("Иван Образцов"),
            _EMPTY,
            _p("Рассылка:"),
            _ps("1. Министерство образцов", "2. Совет образцов"),
            _EMPTY,
            _p("Исп. П.П. Образцов, тел. 123-45-67"),
        ),
        heading="ОБРАЩЕНИЕ",
        subject="об образце",
        day=date(2026, 5, 3),
        language="ru",
        signatories=(("Иван Образцов", "Председатель Комиссии по образцам"),),
        lead="Рассылка",
        recipients=("Министерство образцов", "Совет образцов"),
        body=f"{_RU}\n\n{_RU_MORE}\n\nС уважением,",
        left=("Управление образцов", "№ 12-34/5", "Исп. П.П. Образцов, тел. 123-45-67"),
    )


def _german() -> Iterator[OfficeLetter]:
    yield OfficeLetter(
        name="German, with Betreff, by order, and Verteiler",
        content=_whole(
            _ps("Musterstelle", "Musterweg 1", "00000 Musterstadt"),
            _EMPTY,
            _ps("An das", "Musterministerium"),
            _EMPTY,
            _p("Musterstadt, den 3. Mai 2026", _RIGHT),
            _EMPTY,
            _bold("Betreff: Stellungnahme zu einem Muster"),
            _EMPTY,
            _p("Sehr geehrte Damen und Herren,"),
            _ps(_DE, _DE_MORE),
            _p("Mit freundlichen Grüßen"),
            _p("Im Auftrag"),
            _EMPTY,
            _EMPTY,
            _ps("Dr. Anna Muster", "Leiterin der Abteilung Muster"),
            _EMPTY,
            _p("Anlage: 1 Muster"),
            _EMPTY,
            _p("Verteiler:"),
            _ps("Musterministerium", "Musterrat"),
        ),
        heading="Stellungnahme zu einem Muster",
        place="Musterstadt",
        day=date(2026, 5, 3),
        language="de",
        signatories=(("Dr. Anna Muster", "Leiterin der Abteilung Muster"),),
        lead="Verteiler",
        recipients=("Musterministerium", "Musterrat"),
        body=f"Sehr geehrte Damen und Herren,\n\n{_DE}\n\n{_DE_MORE}\n\nMit freundlichen Grüßen\n\nIm Auftrag",
        left=("Musterstelle", "Musterweg 1", "00000 Musterstadt", "An das", "Musterministerium", "Anlage: 1 Muster"),
    )
    yield OfficeLetter(
        name="German, with two who sign for an office in a table",
        content=_whole(
            _bold("ERKLÄRUNG", CENTRED),
            _bold("der Musterstelle zu einem Muster", CENTRED),
            _EMPTY,
            _ps(_DE, _DE_MORE),
            _EMPTY,
            _table((("gez.", "Anna Muster", "Präsidentin"), ("gez.", "Bernd Muster", "Vizepräsident"))),
            _EMPTY,
            _p("Diese Erklärung ist gerichtet an: Musterministerium; Musterrat; Botschaften"),
        ),
        heading="ERKLÄRUNG",
        subject="der Musterstelle zu einem Muster",
        language="de",
        body=f"{_DE}\n\n{_DE_MORE}",
        signatories=(("Anna Muster", "Präsidentin"), ("Bernd Muster", "Vizepräsident")),
        lead="Diese Erklärung ist gerichtet an",
        recipients=("Musterministerium", "Musterrat", "Botschaften"),
        left=("gez.",),
    )

    yield OfficeLetter(
        name="German, by order, in the line of the name",
        content=_whole(
            _bold("Mitteilung", CENTRED),
            _EMPTY,
            _ps(_DE, _DE_MORE),
            _EMPTY,
            _p("Hochachtungsvoll,"),
            _ps("i. A. Max Muster", "Referent"),
        ),
        heading="Mitteilung",
        language="de",
        signatories=(("Max Muster", "Referent"),),
        body=f"{_DE}\n\n{_DE_MORE}\n\nHochachtungsvoll,",
        left=("i. A.",),
    )


def _french() -> Iterator[OfficeLetter]:
    yield OfficeLetter(
        name="French, with Objet, and copies",
        content=_whole(
            _ps("République d'Exemple", "Bureau des exemples"),
            _EMPTY,
            _p("Exempleville, le 3 mai 2026", _RIGHT),
            _EMPTY,
            _bold("DÉCLARATION", CENTRED),
            _p("Objet : un exemple de l'année"),
            _EMPTY,
            _p("Madame, Monsieur,"),
            _ps(_FR, _FR_MORE),
            _p("Veuillez agréer, Madame, Monsieur, l'expression de nos salutations distinguées."),
            _EMPTY,
            _ps("La Directrice", "Anne Exemple"),
            _EMPTY,
            _ps("Copie à : Ministère des exemples", "Conseil des exemples"),
            _p("P.J. : 2"),
        ),
        heading="DÉCLARATION",
        subject="un exemple de l'année",
        place="Exempleville",
        day=date(2026, 5, 3),
        language="fr",
        signatories=(("Anne Exemple", "La Directrice"),),
        lead="Copie à",
        recipients=("Ministère des exemples", "Conseil des exemples"),
        body=f"Madame, Monsieur,\n\n{_FR}\n\n{_FR_MORE}\n\nVeuillez agréer, Madame, Monsieur, l'expression de nos salutations distinguées.",
        left=("République d'Exemple", "Bureau des exemples", "P.J. : 2"),
    )


def _arabic() -> Iterator[OfficeLetter]:
    bidi = "<w:bidi/>"
    yield OfficeLetter(
        name="Arabic, with its subject label, and the date below the heading",
        content=_whole(
            _bold("جمهورية النموذج", bidi + CENTRED),
            _bold("بيان", bidi + CENTRED),
            _p("بغداد، 3 مايو 2026", bidi),
            _p("الموضوع: نموذج العام", bidi),
            _EMPTY,
            _ps(_AR, _AR_MORE, properties=bidi),
            _EMPTY,
            _p("أحمد النموذجي", bidi),
            _p("رئيس مكتب النماذج", bidi),
        ),
        heading="بيان",
        subject="نموذج العام",
        place="بغداد",
        day=date(2026, 5, 3),
        language="ar",
        signatories=(("أحمد النموذجي", "رئيس مكتب النماذج"),),
        body=f"{_AR}\n\n{_AR_MORE}",
        left=("جمهورية النموذج",),
    )


def _constructs() -> Iterator[OfficeLetter]:
    yield OfficeLetter(
        name="lists typed by hand",
        content=_whole(
            _STATEMENT,
            _EMPTY,
            _p(_EN),
            _ps("1. The first is here.", "2. The second has parts:", "a) one;", "b) another.", "3. The third."),
            _p("It asks for:"),
            _ps("– an answer;", "– a date."),
            _p("1990. It was a year."),
            _p("2. It is no list."),
            _SIGNED,
        ),
        heading="STATEMENT",
        body=f"{_EN}\n\n1. The first is here.\n2. The second has parts:\n   1. one;\n   2. another.\n3. The third.\n\nIt asks for:\n\n"
        "- an answer;\n- a date.\n\n1990\\. It was a year.\n\n2\\. It is no list.",
    )
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    end_note = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    yield OfficeLetter(
        name="notes, raised figures and a box",
        content=letter(
            _p(
                text("It fell by 10")
                + text("6", '<w:vertAlign w:val="superscript"/>')
                + text(" m")
                + text("2", '<w:vertAlign w:val="superscript"/>')
                + text(" of CO")
                + text("2", '<w:vertAlign w:val="subscript"/>')
                + note
                + text(", as is known")
                + end_note
                + text(".")
            )
            + _p(text(_EN_MORE) + _box("A note in a box.")),
            head=_STATEMENT + _EMPTY,
            end=_SIGNED,
            footnotes=f'<w:footnote w:id="2">{paragraph("Foot.")}</w:footnote>',
            endnotes=f'<w:endnote w:id="2">{paragraph("End.")}</w:endnote>',
        ),
        heading="STATEMENT",
        body=f"It fell by 10⁶ m² of CO₂[^1], as is known[^2].\n\n{_EN_MORE}\n\nA note in a box.\n\n[^1]: Foot.\n[^2]: End.",
    )
    header = part("w:hdr", paragraph("Office of Samples") + paragraph("Sampleton, 3 May 2026"))
    yield OfficeLetter(
        name="strict, with a letterhead in the header, and controls around its parts",
        content=zipped(
            strict(
                parts(
                    _control(_STATEMENT) + _control(_p("Re: a sample")) + _EMPTY + _control(_TEXT) + _control(_SIGNED),
                    styles=STYLES,
                    others={"word/header1.xml": header},
                    relations=relation("h1", "header", "header1.xml"),
                )
            )
        ),
        heading="STATEMENT",
        subject="a sample",
        place="Sampleton",
        day=date(2026, 5, 3),
        left=("Office of Samples",),
    )
