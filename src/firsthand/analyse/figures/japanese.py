"""What does a number count in Japanese, and where is it a rank or a part of a word?"""

import re
from functools import cache

from firsthand.analyse.figures.draft import Draft, Page
from firsthand.lang import lexicon
from firsthand.text.patterns import any_of

LONGEST = 4
"""Characters of the longest counted word that is no counter."""
_KANJI = re.compile("[\u4e00-\u9fff々]")
_RUN = re.compile(
    rf"(?![年月日時分秒割増減以未超強弱前後近])[\u4e00-\u9fff々]{{1,{LONGEST}}}(?![\u4e00-\u9fff々ァ-ヺー])"
)
_AGE = re.compile(r"[)）・、,]")
_NAMED = re.compile(r"[\u4e00-\u9fffぁ-んァ-ヺー가-힣][(（]\s?$")
_OF_NAMES = frozenset("尾戸条本町村市区県山口門基玉色面丁連束足体柱輪脚反畳部番")
"""Counters that names of places and persons are written with too: 八戸, 三条."""
_PLAIN = frozenset({
    "人", "名", "棟", "台", "件", "隻", "頭", "匹", "羽", "機", "両", "世帯", "校", "社", "軒",
    "冊", "枚", "個", "か所", "カ所", "ヶ所", "ヵ所", "箇所", "か国", "カ国", "ヶ国",
})  # fmt: skip
"""Counters that hardly any name is written with: 死者五人, 家屋二棟."""
_SCHOOL = re.compile("(?:小学校?|中学校?|高校|大学|大学院|高専|小|中|高|大)$")
_ITEM = re.compile(r"\s?\d{1,2}[ \u3000][\u4e00-\u9fffァ-ヺ]")
"""A number that opens a line of a list."""
OLDEST = 115


@cache
def _counters() -> re.Pattern[str]:
    words = lexicon("ja", "units")["counters"]["words"]
    return re.compile(any_of(sorted(words, key=lambda word: (-len(word), word))))


@cache
def _ranks() -> re.Pattern[str]:
    words = lexicon("ja", "units")["counters"]["ranks"]
    return re.compile(any_of(sorted(words, key=lambda word: (-len(word), word))))


def counted_in_japanese(page: Page, draft: Draft) -> tuple[int, int, str] | None:
    """Find the counter behind a number, or a short word that it counts without one.

    Args:
        page: the report's text.
        draft: a number without unit.

    Returns:
        Start, end and name of what is counted; None when the number stands alone.
    """
    text, at = page.text, draft.end
    match = _counters().match(text, at, draft.stop)
    if not draft.numeral.digits:
        # 七尾, 八戸市, 六本木: characters for numbers in names and words
        before = text[draft.start - 1 : draft.start]
        inside = before and _KANJI.match(before) and before not in "計約全各"
        plain = match is not None and match[0] in _PLAIN and before not in "第数何幾不"
        inside = inside and not plain
        if match is None or inside or match[0] in _OF_NAMES or _KANJI.match(text, match.end()):
            return None
    elif match is None:
        match = _RUN.match(text, at, draft.stop)
    if match is None:
        return None
    return match.start(), match.end(), "人" if match[0] == "名" else match[0]


def is_rank(page: Page, draft: Draft) -> bool:
    """Tell whether a number of Japanese says which one, not how many: 2等, 119番, 3階建て.

    Args:
        page: the report's text.
        draft: the number with its unit.

    Returns:
        True for ranks and numbers of things.
    """
    if page.language != "ja" or draft.money:
        return False
    if _ITEM.match(page.text, draft.sentence[0]) and draft.start - draft.sentence[0] <= 1:
        return True
    after = page.text[draft.numeral.end : draft.sentence[1]]
    if _ranks().match(after) or (after[:1] == "年" and _of_school(page, draft)):
        return True
    match = _counters().match(after)
    return match is not None and after.startswith("目", match.end())


def _of_school(page: Page, draft: Draft) -> bool:
    """Tell whether a year is one at school: 高校2年."""
    start = draft.numeral.start
    return _SCHOOL.search(page.text, max(0, start - LONGEST), start) is not None


def is_age_in_brackets(page: Page, draft: Draft) -> bool:
    """Tell whether a number in brackets behind a name is an age: "山田誠さん（54）".

    Args:
        page: the report's text.
        draft: a bare number.

    Returns:
        True behind a name in Japanese or Korean.
    """
    if page.language not in {"ja", "ko"} or not 0 < draft.value <= OLDEST:
        return False
    named = _NAMED.search(page.text, max(0, draft.start - LONGEST), draft.start)
    return named is not None and _AGE.match(page.text, draft.numeral.end) is not None
