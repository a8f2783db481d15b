"""How are whole numbers written out in words, in each language whose number words are read?"""

from collections.abc import Callable


def _listed(words: str) -> list[str]:
    return words.split()


_EN = _listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_EN_TENS = _listed("_ _ twenty thirty forty fifty sixty seventy eighty ninety")
_ES = _listed(
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés "
    "veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
)
_ES_TENS = _listed("_ _ _ treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_ES_HUNDREDS = _listed(
    "_ ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos "
    "ochocientos novecientos"
)
_PT = _listed(
    "zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze "
    "dezesseis dezessete dezoito dezenove"
)
_PT_TENS = _listed("_ _ vinte trinta quarenta cinquenta sessenta setenta oitenta noventa")
_PT_HUNDREDS = _listed(
    "_ cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos"
)
_IT = _listed(
    "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici "
    "quattordici quindici sedici diciassette diciotto diciannove"
)
_IT_TENS = _listed("_ _ venti trenta quaranta cinquanta sessanta settanta ottanta novanta")
_FR = _listed(
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize dix-sept dix-huit dix-neuf"
)
_FR_TENS = _listed("_ _ vingt trente quarante cinquante soixante")
_DE = _listed(
    "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
    "fünfzehn sechzehn siebzehn achtzehn neunzehn"
)
_DE_TENS = _listed("_ _ zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")
_ZH = "零一二三四五六七八九"
THOUSAND, MILLION, MILLIARD = 10**3, 10**6, 10**9


def english(number: int) -> str:
    """Write a number below 10**12: "two hundred and five thousand"."""
    for unit, word in ((MILLIARD, "billion"), (MILLION, "million"), (THOUSAND, "thousand")):
        if number >= unit:
            rest = number % unit
            joint = " and " if 0 < rest < 100 else " "
            return f"{english(number // unit)} {word}" + (f"{joint}{english(rest)}" if rest else "")
    if number >= 100:
        rest = number % 100
        return f"{_EN[number // 100]} hundred" + (f" and {english(rest)}" if rest else "")
    if number < 20:
        return _EN[number]
    return _EN_TENS[number // 10] + (f"-{_EN[number % 10]}" if number % 10 else "")


def spanish(number: int) -> str:
    """Write a number below 10**9: "veintitrés mil"."""
    if number >= MILLION:
        head = "un millón" if number < 2 * MILLION else f"{_short(number // MILLION)} millones"
        return _joined(head, spanish, number % MILLION)
    if number >= THOUSAND:
        head = "mil" if number < 2 * THOUSAND else f"{_short(number // THOUSAND)} mil"
        return _joined(head, spanish, number % THOUSAND)
    if number == 100:
        return "cien"
    if number > 100:
        return _joined(_ES_HUNDREDS[number // 100], spanish, number % 100)
    if number < 30:
        return _ES[number]
    return _ES_TENS[number // 10] + (f" y {_ES[number % 10]}" if number % 10 else "")


def _short(number: int) -> str:
    """Drop the last vowel before mil and millones: veintiún mil."""
    text = spanish(number)
    if text.endswith("veintiuno"):
        return text.removesuffix("uno") + "ún"
    return text.removesuffix("o") if text.endswith(" y uno") or text == "uno" else text


def portuguese(number: int) -> str:
    """Write a number below 10**9: "duzentos e cinco"."""
    if number >= MILLION:
        head = "um milhão" if number < 2 * MILLION else f"{portuguese(number // MILLION)} milhões"
        return _and(head, number % MILLION)
    if number >= THOUSAND:
        head = "mil" if number < 2 * THOUSAND else f"{portuguese(number // THOUSAND)} mil"
        return _and(head, number % THOUSAND)
    if number == 100:
        return "cem"
    if number > 100:
        rest = number % 100
        return _PT_HUNDREDS[number // 100] + (f" e {portuguese(rest)}" if rest else "")
    if number < 20:
        return _PT[number]
    return _PT_TENS[number // 10] + (f" e {_PT[number % 10]}" if number % 10 else "")


def _and(head: str, rest: int) -> str:
    joint = " e " if rest < 100 or (rest < THOUSAND and rest % 100 == 0) else " "
    return head + (joint + portuguese(rest) if rest else "")


def italian(number: int) -> str:
    """Write a number below 10**9: "duecentocinquemila"."""
    if number >= MILLION:
        head = "un milione" if number < 2 * MILLION else f"{italian(number // MILLION)} milioni"
        return _joined(head, italian, number % MILLION)
    if number >= THOUSAND:
        head = "mille" if number < 2 * THOUSAND else f"{italian(number // THOUSAND)}mila"
        return head + (italian(number % THOUSAND) if number % THOUSAND else "")
    if number >= 100:
        head = "cento" if number < 200 else f"{_IT[number // 100]}cento"
        return head + (italian(number % 100) if number % 100 else "")
    if number < 20:
        return _IT[number]
    tens, one = _IT_TENS[number // 10], number % 10
    if one in {1, 8}:
        tens = tens[:-1]
    last = "tré" if one == 3 else _IT[one]
    return tens + (last if one else "")


def french(number: int) -> str:
    """Write a number below 10**12: "quatre-vingt-dix-sept mille"."""
    for unit, word in ((MILLIARD, "milliard"), (MILLION, "million")):
        if number >= unit:
            many = number // unit
            head = f"{french(many)} {word}{'s' if many > 1 else ''}"
            return _joined(head, french, number % unit)
    if number >= THOUSAND:
        many = number // THOUSAND
        words = french(many).removesuffix("s") if many % 100 in {0, 80} else french(many)
        head = "mille" if many == 1 else f"{words} mille"
        return _joined(head, french, number % THOUSAND)
    if number >= 100:
        many, rest = divmod(number, 100)
        head = "cent" if many == 1 else f"{_FR[many]} cent" + ("" if rest else "s")
        return _joined(head, french, rest)
    if number < 20:
        return _FR[number]
    if number >= 80:
        rest = number - 80
        return "quatre-vingt" + (f"-{_FR[rest]}" if rest else "s")
    tens, rest = (60, number - 60) if number >= 60 else (number - number % 10, number % 10)
    joint = " et " if rest in {1, 11} else "-"
    return _FR_TENS[tens // 10] + (joint + _FR[rest] if rest else "")


def german(number: int) -> str:
    """Write a number below 10**12: "zweiundzwanzigtausend"."""
    for unit, one, many in (
        (MILLIARD, "eine Milliarde", "Milliarden"),
        (MILLION, "eine Million", "Millionen"),
    ):
        if number >= unit:
            head = one if number < 2 * unit else f"{german(number // unit)} {many}"
            return _joined(head, german, number % unit)
    return "eins" if number == 1 else _german(number)


def _german(number: int) -> str:
    if number >= THOUSAND:
        rest = number % THOUSAND
        return f"{_german(number // THOUSAND)}tausend" + (german(rest) if rest else "")
    if number >= 100:
        rest = number % 100
        return f"{_DE[number // 100]}hundert" + (german(rest) if rest else "")
    if number < 20:
        return _DE[number]
    one = number % 10
    return (f"{_DE[one]}und" if one else "") + _DE_TENS[number // 10]


def chinese(number: int) -> str:
    """Write a number below 10**12: 二十万零五百."""
    for unit, mark in ((10**8, "亿"), (10**4, "万")):
        if number >= unit:
            rest = number % unit
            gap = "零" if 0 < rest < unit // 10 else ""
            return chinese(number // unit) + mark + (gap + chinese(rest) if rest else "")
    for power, mark in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= power:
            rest = number % power
            gap = "零" if 0 < rest < power // 10 else ""
            return _ZH[number // power] + mark + (gap + chinese(rest) if rest else "")
    return _ZH[number]


def _joined(head: str, write: Callable[[int], str], rest: int) -> str:
    return f"{head} {write(rest)}" if rest else head


WRITERS: dict[str, tuple[Callable[[int], str], int]] = {
    "en": (english, 10**12),
    "es": (spanish, 10**9),
    "pt": (portuguese, 10**9),
    "it": (italian, 10**9),
    "fr": (french, 10**12),
    "de": (german, 10**12),
    "zh": (chinese, 10**12),
}
"""Language to its writer and the number it stops before."""
