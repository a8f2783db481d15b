"""Is the best body of a message read, and what is attached to it listed?"""

import pytest

from firsthand.errors import InputRefused
from firsthand.ingest import Limits, eml, read_bytes
from tests.ingest.hostile import PAGE, SECOND, STORY
from tests.ingest.makers import make_mail

LIMITS = Limits()


def test_the_subject_opens_the_text() -> None:
    extracted = eml.extract(
        "a.eml", make_mail("Bridge – news", f"{STORY}\n\n{SECOND}").as_bytes(), LIMITS
    )
    assert extracted.text == f"Bridge – news\n\n{STORY}\n\n{SECOND}"
    assert extracted.given == (
        ("title", "Bridge – news"),
        ("published", "2024-03-05T09:30:00+01:00"),
        ("author", "Press Office <press@town.example>"),
    )


def test_a_subject_that_the_body_repeats_stands_once() -> None:
    extracted = eml.extract("a.eml", make_mail("Bridge", f"Bridge\n\n{STORY}").as_bytes(), LIMITS)
    assert extracted.text == f"Bridge\n\n{STORY}"


@pytest.mark.parametrize("body", ["", "Look at this in a browser."])
def test_a_web_body_is_read_where_the_plain_one_says_little(body: str) -> None:
    extracted = eml.extract("a.eml", make_mail("News", body, PAGE).as_bytes(), LIMITS)
    assert extracted.text == f"News\n\nFootbridge opens\n\n{STORY}\n\n{SECOND}"


def test_a_plain_body_of_substance_is_preferred() -> None:
    extracted = eml.extract("a.eml", make_mail("News", STORY, PAGE).as_bytes(), LIMITS)
    assert extracted.text == f"News\n\n{STORY}"


def test_a_report_of_a_message() -> None:
    report = read_bytes("a.txt", make_mail("Bridge", STORY).as_bytes())
    assert (report.media_type, report.reader) == ("message/rfc822", "eml@1")
    assert report.text == f"Bridge\n\n{STORY}"


def test_a_date_that_is_none_is_given_as_written() -> None:
    data = b"From: a@b.example\nDate: some day\nMessage-ID: <1>\n\nWords\n"
    assert dict(eml.extract("a.eml", data, LIMITS).given)["published"] == "some day"


def test_a_message_without_words_is_refused() -> None:
    with pytest.raises(InputRefused, match="no text"):
        eml.extract("a.eml", make_mail("Only a subject").as_bytes(), LIMITS)


def test_attachments_are_named_after_the_message() -> None:
    message = make_mail(
        "Bridge",
        STORY,
        attached=[
            ("../plan.txt", "application/octet-stream", b"one"),
            ("plan.txt", "application/octet-stream", b"two"),
            ("", "application/octet-stream", b"three"),
            ("sign.p7s", "application/pkcs7-signature", b"four"),
            ("photo.png", "image/png", b"five"),
        ],
        inside=[make_mail("Inner", SECOND, attached=[("deep.txt", "text/x-any", b"six")])],
    )
    found = eml.attachments("a.eml", message.as_bytes(), LIMITS)
    assert [name for name, _ in found] == [
        "a.eml#plan.txt", "a.eml#plan.txt~2", "a.eml#attachment-3", "a.eml#photo.png",
        "a.eml#message-5.eml",
    ]  # fmt: skip
    assert [data for _, data in found[:4]] == [b"one", b"two", b"three", b"five"]
    assert b"Subject: Inner" in found[4][1]


def test_pictures_inside_the_text_are_no_attachments() -> None:
    message = make_mail("Bridge", page=PAGE)
    message.add_related(
        b"logo", "image", "png", cid="<logo>", filename="logo.png", disposition="inline"
    )
    assert eml.attachments("a.eml", message.as_bytes(), LIMITS) == []


def test_no_more_attachments_than_the_limit() -> None:
    many = [(f"{n}.bin", "application/octet-stream", b"x") for n in range(9)]
    data = make_mail("Bridge", STORY, attached=many).as_bytes()
    assert len(eml.attachments("a.eml", data, Limits(attachments=4))) == 4


def test_parts_nested_without_end_refuse_the_message_alone() -> None:
    deep = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(3000)
    )
    data = b"From: a\nSubject: b\n" + deep + b"\n\nWords"
    assert eml.attachments("a.eml", data, LIMITS) == []
    with pytest.raises(InputRefused):
        eml.extract("a.eml", data, LIMITS)
