"""Do forms of one word share a stem where words change at their beginning or are very short?"""

import pytest

from firsthand.compare.asking import stems
from firsthand.compare.rooted import indonesian_root


@pytest.mark.parametrize(
    "forms",
    [
        ("menutup", "ditutup", "penutupan", "tutup"),
        ("memasang", "dipasang", "terpasang", "pemasangan"),
        ("mengirim", "dikirim", "pengiriman"),
        ("menyalurkan", "disalurkan", "penyaluran"),
        ("membangun", "dibangun", "pembangunan", "pembangunannya"),
        ("memperbaiki", "diperbaiki", "perbaikan"),
    ],
)
def test_indonesian_forms_share_a_root(forms: tuple[str, ...]) -> None:
    assert len({indonesian_root(form)[:4] for form in forms}) == 1


def test_short_words_keep_their_letters() -> None:
    assert list(stems("bendera desa", "id")) == ["bender", "desa"]
    assert list(stems("ini itu", "id")) == []


def test_korean_words_are_told_without_their_particles() -> None:
    assert set(stems("도서관을 지으라", "ko")) & set(stems("도서관은 아직", "ko")) == {"도서"}
    assert list(stems("그 길", "ko")) == []


def test_vietnamese_words_are_pairs_of_syllables() -> None:
    assert "trường học" in set(stems("xây trường học mới", "vi"))
    assert list(stems("trường, học", "vi")) == []


def test_other_languages_keep_the_beginnings_of_words() -> None:
    assert list(stems("repairing bridges", "en")) == list(stems("repairing bridges"))
