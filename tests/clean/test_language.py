"""Is the language told by script and model?"""

import pytest

from firsthand.clean.language import tell_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The road bridge over the river reopened on Tuesday after eleven weeks of repairs.", "en"),
        ("THE ROAD BRIDGE OVER THE RIVER REOPENED ON TUESDAY AFTER ELEVEN WEEKS.", "en"),
        ("El puente sobre el río reabrió el martes después de once semanas de obras.", "es"),
        ("A ponte sobre o rio reabriu na terça-feira depois de onze semanas de obras.", "pt"),
        ("Die Brücke über den Fluss ist nach elf Wochen wieder frei.", "de"),
        ("Мост через реку открыли во вторник после одиннадцати недель ремонта.", "ru"),
        ("Міст через річку відкрили у вівторок після одинадцяти тижнів ремонту.", "uk"),
        ("أعيد فتح الجسر فوق النهر يوم الثلاثاء بعد أحد عشر أسبوعا.", "ar"),
        ("记者张凯伟", "zh"),
        ("柳河大桥完成维修恢复通车，GDP 增长 5%。", "zh"),
        ("橋が補修を終えて再開した。", "ja"),
        ("다리가 보수 공사를 마치고 다시 개통됐다.", "ko"),
        ("Η γέφυρα άνοιξε ξανά την Τρίτη.", "el"),
        ("הגשר נפתח מחדש ביום שלישי.", "he"),
        ("पुल मंगलवार को फिर से खोल दिया गया।", "hi"),
        ("สะพานเปิดใช้อีกครั้งในวันอังคาร", "th"),
        ("12 345 - 67%", "und"),
        ("", "und"),
    ],
)
def test_language(text: str, code: str) -> None:
    found, score = tell_language(text)
    assert found == code
    assert 0.0 <= score <= 1.0
    assert (score == 0.0) == (code == "und")


def test_line_breaks_do_not_matter() -> None:
    text = "Die Brücke über den\nFluss ist nach elf\r\nWochen wieder frei."
    assert tell_language(text) == tell_language(" ".join(text.split()))
