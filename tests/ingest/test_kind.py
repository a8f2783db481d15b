"""Is a file's kind told by its bytes?"""

import pytest

from firsthand.ingest.kind import Kind, sniff_bytes, sniff_text


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("<!DOCTYPE html><p>a", "a.txt", Kind.HTML),
        ("\n\n <!-- saved --><html lang=en>", "a", Kind.HTML),
        ('<?xml version="1.0"?><html/>', "a", Kind.HTML),
        ('<?xml version="1.0"?><nitf><p>a</p></nitf>', "a.xml", Kind.HTML),
        ("<div><p>a</p><p>b</p></div>", "a", Kind.HTML),
        ("Words <b>first</b>", "a.html", Kind.HTML),
        ("Words <b>first</b>", "a.txt", Kind.TEXT),
        ("Words alone", "a.html", Kind.TEXT),
        ("<b> is a tag", "a.txt", Kind.TEXT),
        ("5 < 6 <p", "a.htm", Kind.TEXT),
    ],
)
def test_pages_are_told_by_their_tags(text: str, name: str, kind: Kind) -> None:
    assert sniff_text(name, text) is kind


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"%PDF-1.7", "a.txt", Kind.PDF),
        (b"\xef\xbb\xbf\n%PDF-1.7", "a", Kind.PDF),
        (b"see %PDF-1.7", "a.pdf", None),
        (b"PK\x03\x04", "a.txt", Kind.DOCX),
        (b"From: a\nSubject: b\nMessage-ID: <c>\n\nd", "a.txt", Kind.MAIL),
        (b"From: a\r\nReceived:\r\n from b\r\n\r\nd", "a.txt", Kind.MAIL),
        (b"From: a\nDate: b\n\nd", "a.eml", Kind.MAIL),
        (b"From: a\nDate: b\n\nd", "a.txt", None),
        (b"Message-ID: <c>\n\nd", "a.eml", None),
        (b"Words", "a.eml", None),
    ],
)
def test_formats_are_told_by_their_bytes(head: bytes, name: str, kind: Kind | None) -> None:
    assert sniff_bytes(name, head) is kind
