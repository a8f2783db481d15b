"""What does a language without a parser offer to go by: cue forms, openers, noun phrases?"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from firsthand.analyse.statements.factored import factored
from firsthand.analyse.statements.lexicon import Lexicon, load_lexicon

NOTHING = re.compile(r"(?!)")
LONGEST_PHRASE = 14
"""Words of the longest noun phrase taken for a source."""
_CAPITAL = "[" + "".join(chr(n) for n in range(0x41, 0x530) if chr(n).isupper()) + "]"
"""Capitals of the Latin, Greek and Cyrillic scripts."""


MARKED = frozenset({"ar"})
"""Languages whose letters may carry vowel signs."""
_SIGN = re.compile("[\u064b-\u0652]")
_SIGNS = "[\u064b-\u0652]*"


@dataclass(frozen=True, slots=True)
class Grammar:
    """Patterns of one language, compiled once."""

    language: str
    lexicon: Lexicon
    entries: Mapping[str, str]
    """Cue form in lower case -> entry of the lexicon."""
    cues: re.Pattern[str]
    """Every cue form that is one word or stands together."""
    joined: re.Pattern[str]
    """Every cue form as it stands at the end of a subordinate clause ("ankündigte")."""
    parts: frozenset[str]
    """Entries whose particle stands later."""
    viewpoint: re.Pattern[str]
    """"Pour" in "Pour le maire, « ... »"."""
    parted: re.Pattern[str]
    """Cue forms whose particle comes later in the clause ("kündigte ... an")."""
    that: re.Pattern[str]
    """A word that opens a reported clause, at the place where it is looked for."""
    fronted: re.Pattern[str]
    joining: re.Pattern[str]
    auxiliary: re.Pattern[str]
    before_source: re.Pattern[str]
    after_source: re.Pattern[str]
    trailing: re.Pattern[str]
    """Adverbs and reflexives between a source and its verb."""
    opinion: re.Pattern[str]
    """A preposition before words of opinion or report: "nach Angaben"."""
    subordinators: re.Pattern[str]
    as_reported: re.Pattern[str]
    """The word that opens "as the paper reports, ..."."""
    closing: re.Pattern[str]
    """", so NP" at the end of a sentence."""
    phrase: re.Pattern[str]
    """A noun phrase, at the place where it is looked for."""
    running: re.Pattern[str]
    """Forms that go on reporting without a cue."""
    reported: re.Pattern[str]
    """Forms that nothing but reported speech takes."""
    own: re.Pattern[str]
    """Words of the first person."""
    turned: re.Pattern[str]
    """A verb with its pronoun behind it ("a-t-il lancé", "assure-t-elle"), and a participle far
    from its auxiliary ("a de son côté nié") or sharing it ("et salué")."""
    turned_forms: Mapping[str, str]
    """Participle or verb form -> dictionary entry, for the pattern above."""
    relative: re.Pattern[str]
    """A relative word right before a cue: "quien", "qui"."""
    joint: re.Pattern[str]
    """"and" or a relative word at the end of what stands before a cue."""
    pointing: re.Pattern[str]
    """Words that point back to the sentence before: "Das" in "Das teilte das Amt mit."."""
    as_said: re.Pattern[str]
    """", wie X mitteilte" at the end of a sentence."""
    noun_mark: re.Pattern[str]
    """An article or preposition at the end of what stands before a would-be verb."""
    opener: re.Pattern[str]
    """The subject that opens a sentence, at the place where it is looked for."""
    settings: re.Pattern[str]
    """Adverbs that open a sentence or stand behind a verb: "asimismo", "également"."""
    addressee: re.Pattern[str]
    """Who is asked, before what is asked: "a los equipos técnicos"."""
    days: re.Pattern[str]
    """Days and the like between a verb and the subject behind it."""


@cache
def load_grammar(language: str) -> Grammar:
    """Compile a language's patterns.

    Args:
        language: an ISO 639-1 code with a lexicon.

    Returns:
        The grammar.
    """
    lexicon = load_lexicon(language)
    forms = sorted(lexicon.verbs, key=lambda w: (-len(w), w))
    particles = lexicon.words.get("grammar.particles", frozenset())
    parted = [f for f in forms if " " in f and f.split()[-1] in particles]
    return Grammar(
        language=language,
        lexicon=lexicon,
        entries={unmarked(form.lower()): form for form in forms}
        | {form.lower(): form for form in forms}
        | {_turned_back(form).lower(): form for form in parted},
        joined=_words([*map(_turned_back, parted), *forms]),
        cues=_words((f for f in forms if f not in parted), elided=True, marked=language in MARKED),
        parts=frozenset(parted),
        viewpoint=_words(lexicon.words.get("phrases.viewpoint", ())),
        parted=_parted(parted, lexicon),
        that=_words(lexicon.words.get("grammar.that", ()), elided=True),
        fronted=_words(lexicon.words.get("grammar.fronted", ())),
        joining=_words(lexicon.words.get("grammar.joining", ())),
        auxiliary=_words(lexicon.words.get("auxiliaries.words", ())),
        before_source=_words(lexicon.words.get("phrases.before_source", ())),
        after_source=_words(lexicon.words.get("phrases.after_source", ())),
        trailing=_words(lexicon.words.get("grammar.trailing", ())),
        opinion=_opinion(lexicon),
        subordinators=_words(lexicon.words.get("grammar.subordinators", ())),
        as_reported=_words(lexicon.words.get("phrases.as_reported", ())),
        closing=_words(lexicon.words.get("phrases.closing", ())),
        phrase=_phrase(language, lexicon),
        running=_exactly(
            lexicon.words.get("running.forms", frozenset())
            | lexicon.words.get("running.reported", frozenset())
        ),
        reported=_exactly(lexicon.words.get("running.reported", ())),
        own=_words(lexicon.words.get("running.first_person", ())),
        turned=_turned(lexicon)[0],
        turned_forms=_turned(lexicon)[1],
        relative=_words(lexicon.words.get("grammar.relative", ())),
        joint=_joint(lexicon),
        pointing=_words(lexicon.words.get("phrases.pointing", ())),
        as_said=_as_said(language, lexicon, forms, parted),
        noun_mark=re.compile(
            rf"(?<!\w)(?:{_alternatives(lexicon, 'grammar.noun_marks')})\s*$", re.IGNORECASE
        ),
        opener=_opener(lexicon),
        settings=_words(lexicon.words.get("grammar.settings", ())),
        addressee=_addressee(lexicon),
        days=re.compile(
            rf"(?:(?:{_alternatives(lexicon, 'grammar.days')})(?!\w)(?:\s+|,\s*))+", re.IGNORECASE
        ),
    )


def _turned(lexicon: Lexicon) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Match a French or Italian verb turned round or parted from its auxiliary."""
    auxiliaries = lexicon.words.get("grammar.auxiliaries", frozenset())
    if not auxiliaries:
        return NOTHING, {}
    forms: dict[str, str] = {}
    participles, finite = [], []
    for form in sorted(lexicon.verbs):
        first, _, rest = form.partition(" ")
        if rest and first in auxiliaries and " " not in rest:
            forms.setdefault(rest, form)
            participles.append(rest)
        elif not rest:
            forms[form] = form
            finite.append(form)
    helper = "|".join(sorted(auxiliaries))
    said, says = factored(set(participles)), factored(set(finite))
    pronoun = r"(?:ils|elles|il|elle|on)"
    return re.compile(
        rf"(?<!\w)(?:(?:{helper})(?:-t)?-(?P<who>{pronoun})\s+(?:\w+\s+)?(?P<said>{said})"
        rf"|(?P<says>{says})(?:-t)?-(?P<her>{pronoun})"
        rf"|(?:{helper})\s+(?:(?!(?:été|et|stato|e|{said})\b)[\w'’-]+\s+){{1,4}}?(?P<far>{said})"
        rf"|(?<=\bet\s)(?P<also>{said}))(?!\w)",
        re.IGNORECASE,
    ), forms


def _addressee(lexicon: Lexicon) -> re.Pattern[str]:
    """Match a dative noun phrase that an infinitive, a clause or a further noun phrase follows."""
    datives = _alternatives(lexicon, "grammar.datives")
    endings = "|".join(sorted(lexicon.words.get("members.infinitives", ())))
    if not lexicon.words.get("grammar.datives") or not endings:
        return NOTHING
    marker = _alternatives(lexicon, "members.marker")
    that = _alternatives(lexicon, "members.that")
    articles = _alternatives(lexicon, "grammar.articles")
    clitic = r"(?:en|y|le|la|les|l['’]|lui|leur|se|s['’]|lo|li|gli|ne|ci|vi)\s*"
    infinitive = rf"(?:(?:{marker})\s*(?:{clitic})?)?\w+(?:{endings})(?!\w)"
    noun = rf"(?!\w+(?:{endings})(?!\w))[\w'’-]+"
    person = rf"(?:{datives})\s*(?:{noun})(?:\s+{noun}){{0,7}}?\s+"
    return re.compile(
        rf"(?i:{person}(?={infinitive}|(?:{that})(?!\w)))"
        rf"|(?:{datives})\s*{_CAPITAL}[\w'’-]+(?:\s+(?:(?:de|du|di|do|da|del|della)\s+)?{_CAPITAL}"
        rf"[\w'’-]+)*\s+(?=(?:{articles})\s)"
    )


def _joint(lexicon: Lexicon) -> re.Pattern[str]:
    joining = _alternatives(lexicon, "grammar.joining")
    relative = _alternatives(lexicon, "grammar.relative")
    trailing = _alternatives(lexicon, "grammar.trailing")
    small = rf"(?:\s*(?:{trailing})(?!\w))*"
    return re.compile(
        rf"(?:,?\s+(?:{joining})(?!\w){small}|,\s+(?:{relative})(?!\w){small})\s*$", re.IGNORECASE
    )


def _as_said(
    language: str, lexicon: Lexicon, forms: list[str], parted: list[str]
) -> re.Pattern[str]:
    if language != "de":
        return NOTHING
    # In a clause with "wie" the particle stands joined before its verb.
    verbs = "|".join(
        re.escape(f) for f in [*map(_turned_back, parted), *(f for f in forms if " " not in f)]
    )
    opened = _alternatives(lexicon, "phrases.as_reported")
    return re.compile(
        rf",\s+(?:{opened})\s+(?P<who>[^,.;:\n„“\"]{{3,90}}?)\s+(?P<cue>{verbs})\s*[.]?\s*$"
    )


def _opener(lexicon: Lexicon) -> re.Pattern[str]:
    """Match a pronoun, a name, or an article with its noun, owners and a name beside it."""
    articles = _alternatives(lexicon, "grammar.articles")
    linkers = _alternatives(lexicon, "grammar.linkers")
    pronouns = _alternatives(lexicon, "speakers.pronouns")
    # "Ha poi invitato": what opens a cue of several words is a verb, no name.
    verbs = {v.split()[0] for v in lexicon.verbs if " " in v} - lexicon.words["grammar.articles"]
    if lexicon.words.get("grammar.subject_first"):
        verbs = set()  # no verb opens a sentence there: "công ty" is no "công bố"
    verb = "|".join(map(re.escape, sorted(verbs, key=lambda w: (-len(w), w)))) or r"(?!)"
    plain = rf"(?!(?i:{verb})(?!\w)){_CAPITAL}[\w'’.&-]+"
    name = rf"{plain}(?:\s+(?:(?:{linkers})\s+)?{_CAPITAL}[\w'’.&-]+)*"
    owner = rf"\s+(?:{linkers})\s+(?:(?:{articles})\s+)?(?:{name}|[\w-]+)"
    beside = rf",\s+(?:(?:{articles})\s+)?{_CAPITAL}[^,.;:\n\"“”«»]{{2,60}}(?=,)"
    noun = rf"(?i:(?:{articles})\s*)[\w-]+(?:{owner}){{0,3}}"
    return re.compile(
        rf"(?:(?i:{pronouns})(?!\w)|{noun}(?:\s+[\w-]+)?{beside}|{noun}(?:\s+[\w-]+)?\s+{name}"
        rf"|{noun}|{name}(?:{beside})?)"
    )


def _words(words: object, *, elided: bool = False, marked: bool = False) -> re.Pattern[str]:
    assert hasattr(words, "__iter__")  # noqa: S101 - narrows for the type checker
    ordered = sorted((str(w) for w in words), key=lambda w: (-len(w), w))
    if not ordered:
        return NOTHING
    if marked:
        # Vowel signs may stand over any letter.
        inner = factored((_SIGN.sub("", w) for w in ordered), after=_SIGNS)
        return re.compile(rf"(?<!\w){inner}(?!\w)")
    open_ended = [w for w in ordered if elided and w[-1] in "'’"]
    closed = factored(w for w in ordered if w not in open_ended)
    first = f"{factored(open_ended)}|" if open_ended else ""
    return re.compile(rf"(?<!\w)(?:{first}{closed}(?!\w))", re.IGNORECASE)


def unmarked(word: str) -> str:
    """Leave the vowel signs of Arabic out of a word.

    Args:
        word: any word.

    Returns:
        The word as dictionaries list it.
    """
    return _SIGN.sub("", word)


def _turned_back(form: str) -> str:
    """Give a verb with its separable prefix as it stands at a clause's end."""
    return "".join(reversed(form.rsplit(" ", 1)))


def _exactly(words: Iterable[str]) -> re.Pattern[str]:
    """Match words as written: German nouns with a capital are no verb forms."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    body = "|".join(map(re.escape, ordered))
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)") if ordered else NOTHING


def _opinion(lexicon: Lexicon) -> re.Pattern[str]:
    nouns = _alternatives(lexicon, "phrases.opinion_nouns")
    lead = _alternatives(lexicon, "phrases.opinion_leads")
    return re.compile(
        rf"(?<!\w)(?:{lead})(?=\s+(?:[\w-]+\s+){{0,3}}?[\w-]*(?:{nouns})\b)", re.IGNORECASE
    )


def _parted(forms: list[str], lexicon: Lexicon) -> re.Pattern[str]:
    if not forms:
        return NOTHING
    # The particle closes the clause: no clause mark may stand between it and its verb.
    gap = r"[^.,;:!?„“\"\n]{0,120}?"
    pairs = (form.rsplit(" ", 1) for form in forms)
    body = "|".join(
        rf"{re.escape(verb)}\b(?={gap}\b{re.escape(particle)}\b{particle_end(lexicon, particle)})"
        for verb, particle in pairs
    )
    return re.compile(rf"(?<!\w)(?:{body})", re.IGNORECASE)


def particle_end(lexicon: Lexicon, particle: str) -> str:
    """Give the pattern of what follows a separable particle: a clause mark, or its "that".

    Args:
        lexicon: the language's reporting words.
        particle: the particle; behind some an infinitive may follow at once: Dutch "roept de stad
            op de brug te sluiten".

    Returns:
        A pattern's source.
    """
    that = _alternatives(lexicon, "grammar.after_particle")
    end = rf"[.,;:!?„“\"”]|$|(?:{that})(?!\w)"
    if lexicon.has("grammar.open_particles", particle):
        articles = _alternatives(lexicon, "grammar.articles")
        end += rf"|(?:{articles})\s[^.,;:!?\n]{{1,90}}?\ste\s"
    return rf"\s*(?:{end})"


def _phrase(language: str, lexicon: Lexicon) -> re.Pattern[str]:
    articles = _alternatives(lexicon, "grammar.articles")
    linkers = _alternatives(lexicon, "grammar.linkers")
    if language == "de":
        # Nouns are written with a capital: articles and small adjectives, then capitals.
        noun = rf"(?:{_CAPITAL}[\w.&'’-]*|\d+)"
        adjective = r"[a-zäöüß]+(?:e|en|er|es|em)"
        head = rf"(?:(?:{articles})\s+)*(?:{adjective}\s+){{0,3}}{noun}(?:\s+{noun})*"
        owner = rf"(?:(?:{linkers}|eines|einer|[a-zäöüß]+(?:er|es))\s+)"
        more = rf"\s+{owner}(?:(?:{articles})\s+)?(?:{adjective}\s+){{0,2}}{noun}(?:\s+{noun})*"
        pronouns = _alternatives(lexicon, "speakers.pronouns")
        party = r"(?:\s*\([^()\n]{1,30}\))?"
        return re.compile(
            rf"(?:(?:{pronouns})\b(?!\s+{noun})|{head}(?:{party}{more}){{0,4}}{party})"
        )
    stops = _alternatives(lexicon, "grammar.fronted", "grammar.that", "grammar.joining")
    word = rf"(?!(?:{stops})\b)[\w'’.&-]+"
    name = rf"(?:,\s+(?=(?:(?:{articles})\s+)?{_CAPITAL})[^,.;:\n\"“”«»]{{3,60}}(?=[,.]|$))?"
    small = rf"(?!(?:{stops})\b)(?:{linkers}|{articles})\s+"
    return re.compile(rf"(?:{small}|{word}\s*){{1,{LONGEST_PHRASE}}}{name}")


def _alternatives(lexicon: Lexicon, *keys: str) -> str:
    words = sorted(
        {w for key in keys for w in lexicon.words.get(key, ())}, key=lambda w: (-len(w), w)
    )
    return "|".join(re.escape(w) for w in words) or r"(?!)"
