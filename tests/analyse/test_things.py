"""Are sentences of languages that the sentence model does not know told by things and names?"""

from collections.abc import Sequence

import numpy as np
import pytest

from firsthand.analyse.lineage.kinship import compare_sentences
from firsthand.analyse.lineage.things import is_read, things_of
from firsthand.text.terms import Matrix
from tests.analyse.test_kinship import take

HERE = """\
Mayor Nguyen Van Minh opened the new hospital in Thanh Ha on Monday. \
The town will repair 45 bridges and dredge the canal before 2027. \
According to the police, two firefighters were hurt in the flood. \
Farmers on the river Ma lost 320 tonnes of rice."""

THERE = {
    "vi": """\
Thị trưởng Nguyễn Văn Minh khánh thành bệnh viện mới ở Thanh Hà hôm thứ Hai. \
Thành phố sẽ sửa chữa 45 cây cầu và nạo vét kênh trước năm 2027. \
Theo cảnh sát, hai lính cứu hỏa bị thương trong trận lũ. \
Nông dân ven sông Mã mất 320 tấn lúa gạo.""",
    "uk": """\
Мер Нгуєн Ван Мінь відкрив у понеділок нову лікарню в Тхань Ха. \
Місто відремонтує 45 мостів і поглибить канал до 2027 року. \
За даними поліції, двоє пожежників постраждали під час повені. \
Фермери на річці Ма втратили 320 тонн рису.""",
}
OTHER = """\
Bộ trưởng Trần Thu Hằng đến thăm một trường học ở Quảng Ngãi hôm thứ Ba. \
Giá xăng tăng 3% so với tháng trước. \
Đội bóng thắng trận chung kết tối qua."""


class Nothing:
    def similarities(self, left: Sequence[str], right: Sequence[str]) -> Matrix:
        return np.zeros((len(left), len(right)))


@pytest.mark.parametrize("language", sorted(THERE))
def test_a_translation_is_found_without_the_model(language: str) -> None:
    kin = compare_sentences(take(HERE), take(THERE[language], language), Nothing())
    assert kin is not None
    assert kin.most > 0.7
    assert {passage.kind for passage in kin.passages} == {"translation"}
    assert len(kin.passages) >= 3


def test_other_news_in_such_a_language_is_none() -> None:
    assert compare_sentences(take(HERE), take(OTHER, "vi"), Nothing()) is None


def test_a_language_of_the_model_is_left_to_it() -> None:
    assert is_read("en", "ru")
    assert not is_read("en", "vi")
    assert compare_sentences(take(HERE), take(THERE["vi"], "fr"), Nothing()) is None


def test_names_meet_across_scripts_and_marks() -> None:
    assert things_of("Марія Ковальчук у Харкові", "uk") & things_of("Kovalchuk, Kharkiv", "en")
    assert things_of("ở Đà Nẵng", "vi") & things_of("in Da Nang", "en")
