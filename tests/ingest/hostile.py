"""Which files must neither stop a run nor be lost in silence? Over 300, written to a folder."""

import os
import random
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.ingest import makers

READ, REFUSED, EITHER = "read", "refused", "either"


@dataclass(frozen=True, slots=True)
class Expected:
    """What becomes of one file: read, with words its text must hold; or refused, with a reason."""

    outcome: str
    holds: str = ""
    reason: str = ""


Case = tuple[str, bytes, Expected]

TEXTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "en": (
        (
            "The ferry company said on Friday that the old pier would close for two weeks. "
            "“We’ll pay £3 million – every penny of it,” the café owner’s lawyer was told."
        ),
        ("cp1252", "mac_roman"),
    ),
    "fr": (
        (
            "La préfète a annoncé jeudi que la passerelle rouvrira dès le mois de février. "
            "« Les élèves traverseront à pied », a précisé l’adjointe chargée de la voirie."
        ),
        ("cp1252", "mac_roman"),
    ),
    "de": (
        (
            "Der Landkreis eröffnet im Frühjahr eine zweite Fähre, hieß es am Mittwoch. "
            "„Für die Schüler wird der Weg kürzer“, erklärte die Bürgermeisterin."
        ),
        ("cp1252",),
    ),
    "es": (
        (
            "La alcaldesa señaló el jueves que el año próximo habrá más autobuses en la región. "
            "Según el informe, unos dieciséis mil niños usarán la línea."
        ),
        ("cp1252",),
    ),
    "pl": (
        (
            "Wójt ogłosił w środę, że most na rzece zostanie zamknięty do końca września. "
            "Mieszkańcy będą mogli korzystać z promu, zapewniła rzeczniczka urzędu."
        ),
        ("cp1250", "iso8859_2"),
    ),
    "cs": (
        (
            "Starostka oznámila ve středu, že lávka přes řeku zůstane zavřená až do září. "
            "Děti budou zatím jezdit náhradním autobusem, uvedl ředitel školy."
        ),
        ("cp1250", "iso8859_2"),
    ),
    "tr": (
        (
            "Vali, köprünün eylül ayına kadar kapalı kalacağını çarşamba günü açıkladı. "
            "Öğrenciler için ücretsiz otobüs seferleri düzenlenecek, dedi."
        ),
        ("cp1254",),
    ),
    "ru": (
        (
            "Губернатор сообщил в среду, что паромная переправа закроется до конца сентября. "
            "Жители смогут пользоваться бесплатным автобусом, пояснила пресс-секретарь."
        ),
        ("cp1251", "koi8_r", "cp866", "iso8859_5"),
    ),
    "uk": (
        (
            "Голова громади повідомила в середу, що міст через річку закриють до кінця вересня. "
            "Мешканці їздитимуть безкоштовним автобусом, пояснив її заступник."
        ),
        ("cp1251", "koi8_u"),
    ),
    "el": (
        (
            "Η περιφερειάρχης δήλωσε την Τετάρτη ότι η γέφυρα θα μείνει κλειστή ως τον Σεπτέμβριο. "
            "Οι μαθητές θα μετακινούνται δωρεάν με λεωφορείο."
        ),
        ("cp1253", "iso8859_7"),
    ),
    "ar": (
        (
            "قالت المحافظة يوم الأربعاء إن الجسر سيبقى مغلقا حتى نهاية شهر سبتمبر. "
            "وسيتنقل التلاميذ مجانا بالحافلات، كما أوضح المتحدث."
        ),
        ("cp1256",),
    ),
    "he": (
        (
            "ראש המועצה הודיעה ביום רביעי כי הגשר יישאר סגור עד סוף ספטמבר. "
            "התלמידים יוסעו באוטובוסים ללא תשלום."
        ),
        ("cp1255",),
    ),
    "zh": (
        "县政府星期三宣布，河上的老桥将关闭到九月底，学生可以免费乘坐公共汽车。新闻发言人说，工程由两家公司负责，费用约为三千万元。",
        ("gb18030",),
    ),
    "zh-hant": (
        "縣政府星期三宣布，河上的舊橋將關閉到九月底，學生可以免費搭乘公車。發言人說，工程由兩家公司負責，費用約為三千萬元。",
        ("big5",),
    ),
    "ja": (
        "県は水曜日、川にかかる古い橋を九月末まで閉鎖すると発表した。生徒は無料のバスを利用できる。工事は二つの会社が担当し、費用は約三千万円という。",
        ("cp932", "euc_jp", "iso2022_jp"),
    ),
    "ko": (
        (
            "군청은 수요일 강 위의 낡은 다리를 구월 말까지 폐쇄한다고 발표했다. "
            "학생들은 무료 버스를 이용할 수 있다. 공사는 두 회사가 맡는다."
        ),
        ("cp949",),
    ),
}
"""Sentences by language, with the encodings from before UTF-8 in which they are written."""

STORY = (
    "The new footbridge over the canal opened on Saturday after three years of work, "
    "the town said. It cost 4.2 million euros and is open to cyclists too."
)
SECOND = (
    "The mayor asked the province to pay for lights along the whole path before the winter begins. "
    "No answer had come by Sunday evening, her office said."
)
HELD = "footbridge over the canal"
PAGE = (
    "<html lang=en><head><title>Footbridge opens</title></head><body><article>"
    f"<h1>Footbridge opens</h1><p>{STORY}</p><p>{SECOND}</p></article></body></html>"
)

_READ = Expected(READ, HELD)


def refused(reason: str) -> Expected:
    """Expect a refusal for a reason."""
    return Expected(REFUSED, reason=reason)


def write_hostile(folder: Path) -> dict[str, Expected]:
    """Write every file below a folder.

    Args:
        folder: an empty folder.

    Returns:
        What becomes of each, by the name under which `gather` yields it.
    """
    expectations: dict[str, Expected] = {}
    for name, data, expected in cases():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        expectations[name] = expected
    expectations |= _write_special(folder)
    expectations |= _ATTACHED
    return dict(sorted(expectations.items()))


def cases() -> Iterator[Case]:
    """List the files: name, bytes, what becomes of them."""
    for group in (
        _encoded,
        _plain,
        _binary,
        _pages,
        _broken_pages,
        _pdfs,
        _documents,
        _mails,
        _others,
    ):
        for name, data, expected in group():
            yield f"{group.__name__.strip('_')}/{name}", data, expected


def _encoded() -> Iterator[Case]:
    for language, (text, encodings) in TEXTS.items():
        held = text[:20]
        for encoding in (
            "utf-8",
            "utf-8-sig",
            "utf-16",
            "utf-16-le",
            "utf-16-be",
            "utf-32",
            *encodings,
        ):
            yield f"{language}-{encoding}.txt", text.encode(encoding), Expected(READ, held)
    yield "cut.txt", TEXTS["ru"][0].encode()[:-1][:101], Expected(READ, TEXTS["ru"][0][:20])
    yield "utf-16-odd.txt", (STORY * 3).encode("utf-16") + b"\x41", _READ
    yield (
        "mixed.txt",
        (TEXTS["zh"][0] * 9).encode() + b"\xff\xfe\xfd",
        Expected(READ, TEXTS["zh"][0][:9]),
    )


def _plain() -> Iterator[Case]:
    yield "windows.txt", STORY.replace(". ", ".\r\n").encode(), _READ
    yield "old-mac.txt", STORY.replace(". ", ".\r").encode(), _READ
    yield "form-feed.txt", (STORY + "\f" + SECOND).encode(), _READ
    yield "no-extension", STORY.encode(), _READ
    yield "named.pdf", STORY.encode(), _READ
    yield "named.html", STORY.encode(), _READ
    yield "named.docx", STORY.encode(), _READ
    yield "named.jpg", STORY.encode(), _READ
    yield (
        "release.txt",
        f"FROM: Town hall\nDATE: 5 March\nSUBJECT: Bridge\n\n{STORY}".encode(),
        _READ,
    )
    yield "about-tags.txt", f"Use <b> for bold, they said. {STORY}".encode(), _READ
    yield "about-pdf.txt", f"A %PDF-1.7 header is not enough. {STORY}".encode(), _READ
    yield (
        "letters.txt",
        f"PK is not a zip. BM is not a picture. MZ neither. {STORY}".encode(),
        _READ,
    )
    yield "one-word.txt", b"Closed", Expected(READ, "Closed")
    yield "combining.txt", ("e\u0301" * 500 + STORY).encode(), _READ
    yield "right-to-left.txt", ("\u202e\u2066" * 200 + STORY).encode(), _READ
    yield "many-lines.txt", ("a\n" * 10_000 + STORY).encode(), _READ
    yield "long-line.txt", (STORY + " ").encode() * 300, _READ
    yield "name with\nline break.txt", STORY.encode(), _READ
    yield "имя – 名.txt", STORY.encode(), _READ
    yield f"{'long' * 50}.txt", STORY.encode(), _READ
    yield f"{'deep/' * 30}story.txt", STORY.encode(), _READ
    yield "escape-codes.txt", b"\x1b[31m" + STORY.encode() + b"\x1b[0m", _READ


def _binary() -> Iterator[Case]:
    yield "empty.txt", b"", refused("empty")
    yield "blanks.txt", b" \n\t\r\n  \n", refused("empty")
    yield "mark-only.txt", b"\xef\xbb\xbf", refused("empty")
    yield "unseen.txt", "\u200b\u200b\u00ad\ufeff".encode(), refused("empty")
    yield "nul.txt", b"\x00", refused("binary")
    yield "nuls.txt", b"\x00" * 10_000, refused("binary")
    yield "nul-inside.txt", STORY.encode() + b"\x00" + SECOND.encode(), refused("binary")
    yield "nul-utf-16.txt", (STORY + "\x00").encode("utf-16"), refused("binary")
    yield "controls.txt", bytes(range(1, 32)) * 40, refused("binary")
    yield "picture.txt", _png(), refused("binary")
    yield "photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(200), refused("binary")
    yield "moving.gif", b"GIF89a\x01\x00\x01\x00" + bytes(50), refused("binary")
    yield "web.webp", b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(50), refused("binary")
    yield "sound.mp3", b"ID3\x03\x00" + bytes(300), refused("binary")
    yield "film.mp4", b"\x00\x00\x00\x20ftypisom" + bytes(100), refused("binary")
    yield "packed.gz", b"\x1f\x8b\x08\x00" + bytes(60), refused("binary")
    yield "packed.7z", b"7z\xbc\xaf\x27\x1c" + bytes(60), refused("binary")
    yield "program.txt", b"\x7fELF\x02\x01\x01" + bytes(200), refused("binary")
    yield "table.sqlite", b"SQLite format 3\x00" + bytes(200), refused("binary")
    yield "old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), refused("binary")
    locked = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + bytes(99)
    )
    yield "locked.docx", locked, refused("encrypted")
    for seed in range(24):
        size = (7, 64, 500, 4_000, 30_000, 200_000)[seed % 6]
        yield f"random-{seed:02}.txt", random.Random(seed).randbytes(size), Expected(EITHER)
    for seed in range(24, 30):
        yield f"noise-{seed}.html", random.Random(seed).randbytes(5_000), refused("binary")


def _pages() -> Iterator[Case]:
    yield "page.html", PAGE.encode(), _READ
    yield "page.txt", PAGE.encode(), _READ
    yield "page-utf-16.html", PAGE.encode("utf-16"), _READ
    yield "page-marked.html", PAGE.encode("utf-8-sig"), _READ
    yield "upper.htm", PAGE.replace("html", "HTML").replace("<p>", "<P>").encode(), _READ
    yield (
        "xhtml.html",
        b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>' + PAGE.encode(),
        _READ,
    )
    for language, encoding, label in (
        ("zh", "gb18030", "gb2312"),
        ("ja", "cp932", "Shift_JIS"),
        ("ru", "cp1251", "windows-1251"),
        ("fr", "cp1252", "ISO-8859-1"),
        ("ko", "cp949", "euc-kr"),
        ("pl", "iso8859_2", "iso-8859-2"),
    ):
        text = TEXTS[language][0]
        head = f'<html><head><meta charset="{label}"></head>'
        page = f"{head}<body><p>{text}</p><p>{text}</p></body></html>"
        yield f"declared-{language}.html", page.encode(encoding), Expected(READ, text[:20])
    wrong = f'<html><head><meta charset="koi8-r"></head><body><p>{TEXTS["ru"][0]}</p></body></html>'
    yield "declared-wrongly.html", wrong.encode(), Expected(READ, TEXTS["ru"][0][:20])
    python = f'<html><head><meta charset="unicode_escape"></head><body><p>{STORY}</p></body></html>'
    yield "declared-codec.html", python.encode(), _READ
    deep = 10_000
    yield (
        "tables.html",
        f"<html><body>{'<table><tr><td>' * deep}<p>{STORY}</p></body></html>".encode(),
        _READ,
    )
    closed = f"{'<table><tr><td>' * deep}<p>{STORY}</p>{'</td></tr></table>' * deep}<p>{SECOND}</p>"
    yield "tables-closed.html", f"<html><body>{closed}</body></html>".encode(), _READ
    yield "divs.html", f"<html><body>{'<div>' * 50_000}{STORY}</body></html>".encode(), _READ
    yield (
        "spans.html",
        f"<html><body><p>{'<b><i>' * 20_000}{STORY}</p></body></html>".encode(),
        _READ,
    )
    yield (
        "attributes.html",
        f"<html><body><p {'a=b ' * 50_000}>{STORY}</p></body></html>".encode(),
        _READ,
    )
    yield (
        "only-menu.html",
        b"<html><body><nav><a href=/>Home</a></nav></body></html>",
        refused("no text"),
    )
    yield (
        "only-script.html",
        b"<html><body><script>var a = 1;</script></body></html>",
        refused("no text"),
    )
    yield "no-body.html", b"<html><head></head></html>", refused("no text")


def _broken_pages() -> Iterator[Case]:
    bodies = {
        "unclosed": f"<p>{STORY}<p>{SECOND}",
        "crossed": f"<p><b>{STORY}<i></b></p></i><p>{SECOND}</p>",
        "end-tags": f"</div></p></table>{'</b>' * 3000}<p>{STORY}</p>",
        "quote": f'<p class="a>{STORY}</p><p title="b">{SECOND}</p><p>{STORY}</p>',
        "less-than": f"<p>1 < 2 and 3 <4. {STORY}</p>",
        "ampersands": f"<p>&&amp;&#0;&#x110000;&#xD800;&nosuch;&#99999999999; {STORY}</p>",
        "cut-tag": f"<p>{STORY}</p><p>{SECOND}</p><a href='",
        "cut-entity": f"<p>{STORY}</p><p>{SECOND} &amp",
        "cut-comment": f"<p>{STORY}</p><!-- and the rest <p>{SECOND}</p>",
        "cut-script": f"<p>{STORY}</p><script>while(1)<p>{SECOND}</p>",
        "cdata": f"<p><![CDATA[{STORY}]]></p>",
        "conditional": f"<!--[if IE]><p>old</p><![endif]--><p>{STORY}</p>",
        "frameset": f"<frameset><frame></frameset><noframes>{SECOND}</noframes><p>{STORY}</p>",
        "plaintext": f"<pre>{STORY}\n   {SECOND}</pre>",
        "svg": f"<svg><title>x</title><text>drawn</text></svg><p>{STORY}</p>",
        "many-open": f"<p>{STORY}</p>{'<' * 20_000}",
        "many-comments": f"<p>{STORY}</p>{'<!--' * 20_000}",
        "many-quotes": f"<p>{STORY}</p>" + "<a =\"<a ='" * 5_000,
        "many-ampersands": f"<p>{STORY}</p>{'&' * 20_000}",
        "custom": f"<news-item><my-text>{STORY}</my-text></news-item>",
        "processing": f"<?php echo 1 ?><p>{STORY}</p>",
        "twice": f"<p>{STORY}</p></body></html><html><body><p>{SECOND}</p>",
        "line-breaks": f"{STORY}<br><br/>{SECOND}<br>end",
    }
    for name, body in bodies.items():
        data = f"<!DOCTYPE html><html><head><title>A</title></head><body>{body}</body></html>"
        yield f"{name}.html", data.encode(), Expected(READ, "" if name == "quote" else HELD)
    data = (
        '<html><script type="application/ld+json">'
        + "[" * 30_000
        + '{"@type"'
        + f"</script><p>{STORY}</p>"
    )
    yield "deep-data.html", data.encode(), _READ


def _pdfs() -> Iterator[Case]:
    lines = ["The new footbridge over the canal", "opened on Saturday."]
    good = makers.make_pdf([lines, ["Second page."]], info="/Title (Footbridge)")
    yield "good.pdf", good, _READ
    yield "good.txt", good, _READ
    yield "rubbish-before.pdf", b"rubbish\n" + good, Expected(EITHER)
    yield "rubbish-after.pdf", good + b"\n" * 300, _READ
    yield "lying-table.pdf", good.replace(b"0000000015", b"0000009915"), Expected(EITHER)
    for part in range(1, 12):
        yield f"cut-{part:02}.pdf", good[: len(good) * part // 12], refused("unreadable")
    yield "header.pdf", b"%PDF-1.7\n", refused("unreadable")
    yield "header-end.pdf", b"%PDF-1.7\nnothing\n%%EOF", refused("unreadable")
    yield "scanned.pdf", makers.make_pdf([[], []]), refused("no text")
    yield "no-pages.pdf", makers.make_pdf([]), Expected(REFUSED)
    secret = "<" + "ab" * 32 + ">"
    locked = makers.make_pdf(
        [lines],
        extra=f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O {secret} /U {secret} >> "
        f"/ID [{secret} {secret}]",
    )
    yield "locked.pdf", locked, refused("encrypted")
    unknown = makers.make_pdf(
        [lines], extra=f"/Encrypt << /Filter /Unknown /V 9 >> /ID [{secret} {secret}]"
    )
    yield "locked-unknown.pdf", unknown, refused("encrypted")
    yield "many-pages.pdf", makers.make_pdf([["x"]] * 501), refused("too large")
    loop = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [2 0 R] /Count 9 >>",
    }
    yield "loop.pdf", makers.assemble_pdf(loop, "/Root 1 0 R"), Expected(REFUSED)
    lying = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 400 >>"}
    yield "lying-count.pdf", makers.assemble_pdf(lying, "/Root 1 0 R"), Expected(REFUSED)
    nested = {1: b"[" * 50_000 + b"]" * 50_000}
    yield "nested.pdf", makers.assemble_pdf(nested, "/Root 1 0 R"), refused("unreadable")
    bomb = zlib.compress(b" " * 60_000_000)
    packed = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(bomb), bomb)
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
        4: packed,
    }
    yield "bomb.pdf", makers.assemble_pdf(objects, "/Root 1 0 R"), Expected(REFUSED)
    for seed in range(10):
        damaged = bytearray(good)
        chance = random.Random(seed)
        for _ in range(30):
            damaged[chance.randrange(20, len(good) - 8)] = chance.randrange(256)
        yield f"damaged-{seed}.pdf", bytes(damaged), Expected(EITHER)


def _documents() -> Iterator[Case]:
    good = makers.make_docx(
        [STORY, SECOND], [["Year", "Cost"], ["2021", "3 million"]], title="Bridge"
    )
    yield "good.docx", good, _READ
    yield "good.zip", good, _READ
    yield "good.txt", good, _READ
    yield "empty.docx", makers.make_docx([]), refused("no text")
    for part in range(1, 6):
        yield f"cut-{part}.docx", good[: len(good) * part // 6], refused("unreadable")
    bomb = makers.replace_document_xml(good, b" " * 40_000_000)
    yield "bomb.docx", bomb, refused("too large")
    yield "archive.txt", makers.make_zip({"a.txt": STORY.encode()}), refused("binary")
    yield "archive.docx", makers.make_zip({"a.txt": STORY.encode()}), refused("binary")
    yield "empty.zip", makers.make_zip({}), refused("binary")
    sheet = makers.make_zip({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a/>"})
    yield "sheet.xlsx", sheet, refused("binary")
    hollow = makers.make_zip({"[Content_Types].xml": b"<a/>", "word/other.xml": b"<a/>"})
    yield "hollow.docx", hollow, refused("unreadable")
    yield (
        "many.docx",
        makers.make_zip({f"word/{n}": b"" for n in range(5_001)}),
        refused("too large"),
    )
    locked = bytearray(good)
    for at in _places(good, b"PK\x01\x02"):
        locked[at + 8] |= 1
    yield "locked.docx", bytes(locked), refused("encrypted")
    laughs = b'<!DOCTYPE a [<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "%b">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(20)
    )
    document = makers.word_xml("<w:p><w:r><w:t>&u;</w:t></w:r></w:p>").split(b"?>", 1)[1]
    yield (
        "laughs.docx",
        makers.replace_document_xml(good, laughs + b"]>" + document),
        Expected(REFUSED),
    )
    file = b'<!DOCTYPE a [<!ENTITY u SYSTEM "file:///etc/hostname">]>'
    yield "outside.docx", makers.replace_document_xml(good, file + document), Expected(REFUSED)
    cell = "<w:tbl><w:tr><w:tc>" * 10_000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 10_000
    yield "tables.docx", makers.replace_document_xml(good, makers.word_xml(cell)), Expected(REFUSED)
    broken = makers.replace_document_xml(good, b"<w:document><w:body>")
    yield "broken.docx", broken, refused("unreadable")
    for seed in range(6):
        damaged = bytearray(good)
        chance = random.Random(seed)
        for _ in range(40):
            damaged[chance.randrange(4, len(good))] = chance.randrange(256)
        yield f"damaged-{seed}.docx", bytes(damaged), Expected(EITHER)


def _mails() -> Iterator[Case]:
    yield "plain.eml", makers.make_mail("Bridge", STORY).as_bytes(), _READ
    yield "page.eml", makers.make_mail("Bridge", page=PAGE).as_bytes(), _READ
    yield "both.eml", makers.make_mail("Bridge", STORY, PAGE).as_bytes(), _READ
    yield "named.txt", makers.make_mail("Bridge", STORY).as_bytes(), _READ
    pdf = makers.make_pdf([["The report on the footbridge over the canal."]])
    attached = [("report.pdf", "application/pdf", pdf), ("logo.png", "image/png", _png())]
    yield "attached.eml", makers.make_mail("Bridge", STORY, attached=attached).as_bytes(), _READ
    nested = makers.make_mail("Level 0", STORY)
    for level in range(1, 6):
        nested = makers.make_mail(f"Level {level}", STORY, inside=[nested])
    yield "nested.eml", nested.as_bytes(), _READ
    head = b"From: a@b.example\nSubject: Bridge\nMIME-Version: 1.0\n"
    body = b"\n\n" + STORY.encode() + b"\n"
    broken = {
        "no-boundary": (b"Content-Type: multipart/mixed", Expected(EITHER)),
        "boundary-never": (b'Content-Type: multipart/mixed; boundary="x"', Expected(EITHER)),
        "unknown-charset": (b"Content-Type: text/plain; charset=klingon", _READ),
        "unknown-encoding": (b"Content-Type: text/plain\nContent-Transfer-Encoding: rot26", _READ),
        "bad-base64": (
            b"Content-Type: text/plain\nContent-Transfer-Encoding: base64",
            Expected(EITHER),
        ),
        "bad-type": (b"Content-Type: ;;;=", Expected(EITHER)),
        "bad-word": (b"Date: =?utf-8?b?@@@?=\nTo: =?x?q?=FF=FE?=", _READ),
        "bad-date": (b"Date: Sunday, the 99th", _READ),
        "long-header": (b"X-Long: " + b"a " * 50_000, _READ),
        "many-headers": (b"X-A: 1\n" * 20_000 + b"X-B: 2", _READ),
    }
    for name, (header, expected) in broken.items():
        yield f"{name}.eml", head + header + body, expected
    deep = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(2_000)
    )
    yield "multiparts.eml", head + deep + body, Expected(EITHER)
    yield "headers-only.eml", head + b"\n", refused("no text")
    latin = "Content-Type: text/plain; charset=iso-8859-1\n\nLe café de la gare a fermé".encode(
        "cp1252"
    )
    yield "latin.eml", head + latin, Expected(READ, "café de la gare")


def _others() -> Iterator[Case]:
    yield "rich.rtf", rb"{\rtf1\ansi The bridge opened.}", refused("unreadable")
    yield "rich.txt", rb"{\rtf1\ansi The bridge opened.}", refused("unreadable")
    yield "script.ps", b"%!PS-Adobe-3.0\n(The bridge) show", refused("unreadable")
    yield "feed.xml", b'<?xml version="1.0"?><rss><channel/></rss>', refused("unreadable")
    yield "archive.warc", b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", refused("unreadable")


_ATTACHED = {
    "mails/attached.eml#report.pdf": _READ,
    "mails/attached.eml#logo.png": refused("binary"),
    "mails/nested.eml#message-1.eml": _READ,
    "mails/nested.eml#message-1.eml#message-1.eml": _READ,
    "mails/nested.eml#message-1.eml#message-1.eml#message-1.eml": _READ,
    "mails/nested.eml#message-1.eml#message-1.eml#message-1.eml#message-1.eml": refused(
        "too large"
    ),
}


def _write_special(folder: Path) -> dict[str, Expected]:
    """Make what is no file: links, pipes, and a file that is large without using the disk."""
    special = folder / "special"
    (special / "inner").mkdir(parents=True)
    (special / "inner" / "story.txt").write_bytes(STORY.encode())
    (special / ".hidden.txt").write_bytes(b"\x00")
    with (special / "large.txt").open("wb") as file:
        file.truncate((50 << 20) + 1)
    below = "special/" + "/".join(["deep"] * 60)
    (folder / below).mkdir(parents=True)
    (folder / below / "story.txt").write_bytes(STORY.encode())
    found = {
        "special/inner/story.txt": _READ,
        "/".join(below.split("/")[:51]): refused("too large"),
        "special/large.txt": refused("too large"),
    }
    links: tuple[tuple[str, Callable[[Path], None], Expected], ...] = (
        (
            "loop",
            lambda path: path.symlink_to(special, target_is_directory=True),
            refused("unreadable"),
        ),
        ("itself", lambda path: path.symlink_to(path), refused("unreadable")),
        ("nothing", lambda path: path.symlink_to(special / "nowhere"), refused("not found")),
        ("zeros", lambda path: path.symlink_to("/dev/zero"), refused("unreadable")),
        ("pipe", os.mkfifo, refused("unreadable")),
    )
    for name, make, expected in links:
        make(special / name)
        found[f"special/{name}"] = expected
    return found


def _places(data: bytes, mark: bytes) -> Iterator[int]:
    at = data.find(mark)
    while at >= 0:
        yield at
        at = data.find(mark, at + 1)


def _png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + chunk(b"IDAT", zlib.compress(b"\x00\xff"))
        + chunk(b"IEND", b"")
    )
