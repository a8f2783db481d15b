"""Which words at its ends belong to the verb and not to its object: particles and "not"?"""

from firsthand.analyse.statements.draft import Stretch, trim
from firsthand.analyse.statements.grammar import Grammar
from firsthand.analyse.statements.plain_contents import EDGE, after_particle


def object_ends(
    text: str, content: Stretch, verb: tuple[Stretch, str], end: int, grammar: Grammar
) -> Stretch:
    """Leave out of an object what belongs to its verb.

    Args:
        text: the report's text.
        content: offsets of the object with all that stands around it.
        verb: the verb's offsets, and its entry in the lexicon.
        end: where the sentence ends.
        grammar: the language's patterns.

    Returns:
        The offsets without a particle, the addressee before one, and a "not" beside the verb.
    """
    cue, word = verb
    last = word.rsplit(" ", 1)[-1]
    lexicon = grammar.lexicon
    asked = after_particle(text, cue, word, end, grammar) if word in grammar.parts else 0
    opener = text[asked:end].split(maxsplit=1)[:1] if asked > content[0] else []
    behind = lexicon.words.get("grammar.after_particle", frozenset())
    if opener and (opener[0] in behind or lexicon.has("grammar.open_particles", last)):
        content = trim(text, (asked, end), EDGE) or content  # "riep hen op | om te helpen"
    if word in grammar.parts and text[slice(*content)].endswith(f" {last}"):
        content = trim(text, (content[0], content[1] - len(last)), EDGE) or content
        content = _without_not(text, content, grammar, first=False)  # "sluit dat niet uit"
    if lexicon.words.get("grammar.verb_second"):
        content = _without_not(text, content, grammar, first=True)  # "utesluter inte nya lagar"
    return content


def _without_not(text: str, content: Stretch, grammar: Grammar, *, first: bool) -> Stretch:
    words = text[slice(*content)].split()
    word = words[0 if first else -1]
    if len(words) < 2 or not grammar.lexicon.has("grammar.negations", word.casefold()):  # noqa: PLR2004 - "no"
        return content
    start, end = content
    rest = (start + len(word), end) if first else (start, end - len(word))
    return trim(text, rest, EDGE) or content
