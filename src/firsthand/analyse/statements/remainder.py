"""Where is what was said when the parse hangs it on another word than the reporting verb?"""

from firsthand.analyse.statements.complements import (
    FINITE_TAGS,
    Match,
    Run,
    Site,
    Token,
    is_setting,
)

TOLD = frozenset({"tell", "inform", "remind", "assure", "notify", "warn", "brief", "advise"})
"""Verbs whose object is who is spoken to."""
THAT_REACH = 16
"""Words between a verb and its "that": "said before the vote that"."""
WHOLE = frozenset({"ROOT", "ccomp", "conj", "advcl", "parataxis"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
TIMES = frozenset({"DATE", "TIME"})
PLACES = frozenset({"ORG", "GPE", "DATE", "TIME", "EVENT", "WORK_OF_ART", "PRODUCT", "FAC"})
TOLD_BY_OTHERS = frozenset({"say", "report", "claim", "warn", "emphasise", "forecast"})
"""Acts of the verbs that stand in "as the clerk reported, ..."."""
COURSE = frozenset({"begin", "continue", "go", "read"})
INSIDERS = frozenset({"i", "we", "you", "it"})


def as_clause(site: Site) -> Match | None:
    """Match "As the clerk reported, the ..." and "The ..., as the clerk told the court, ...".

    Args:
        site: a verb.

    Returns:
        The clause that the as-clause belongs to; None when the verb opens no such clause or has a
        complement of its own.
    """
    verb = site.verb
    sense = site.senses["clause"]
    if verb.dep_ != "advcl" or verb.lemma_ in COURSE or not any(map(_is_as, site.children)):
        return None
    if sense.attitude or sense.act not in TOLD_BY_OTHERS:
        return None
    if any(c.dep_ == "nsubj" and c.lower_ in INSIDERS for c in site.children):
        return None
    own = (
        {"ccomp", "xcomp", "advcl"} if verb.lemma_ in TOLD else {"ccomp", "xcomp", "advcl", "dobj"}
    )
    if any(c.dep_ in own for c in site.children):
        return None
    doc, main = verb.doc, verb.head
    low, high = verb.left_edge.i, verb.right_edge.i
    first, last = main.left_edge.i, main.right_edge.i
    fronted = low <= first + 1 and high + 1 < len(doc) and doc[high + 1].text == ","
    set_off = low > 0 and doc[low - 1].text == ","
    if not (fronted or set_off) or main.tag_ not in FINITE_TAGS | {"VB", "VBN", "VBG"}:
        return None
    parts = tuple(
        (a, b)
        for a, b in ((first, low - 1), (high + 1, last))
        if sum(t.is_alpha for t in doc[a : b + 1]) > 1
    )
    return Match("clause", parts, main, site.last) if parts else None


def _is_as(token: Token) -> bool:
    return bool(token.dep_ == "mark" and token.lower_ == "as")


def remainder(site: Site) -> Match | None:
    """Find what was said in the rest of the sentence.

    Args:
        site: a verb that takes a clause but has none in the parse.

    Returns:
        The words after a late "that", after a clause taken for an adverbial or a noun phrase, or
        before ", she said".
    """
    run = _late_that(site) or _unmarked(site) or _misread(site) or _before(site)
    return Match("clause", (run,), None, site.last) if run is not None else None


def _late_that(site: Site) -> Run | None:
    """Match "said before the vote that ...", "told a meeting of clerks that ..."."""
    verb, doc = site.verb, site.verb.doc
    end = min(verb.sent.end, site.last + THAT_REACH)
    mark = next(
        (t for t in doc[site.last + 1 : end] if t.lower_ == "that" and t.tag_ == "IN"), None
    )
    if mark is None or mark.i == site.last + 1:
        return None
    first = next((c for c in site.children if c.left_edge.i == site.last + 1), None)
    if first is None or not _is_aside(first, site):
        return None
    return int(mark.i), max(int(mark.head.right_edge.i), int(mark.i))


def _is_aside(child: Token, site: Site) -> bool:
    """Tell whether what follows a verb says only when, where or to whom something was said."""
    if child.dep_ in {"npadvmod", "advmod", "dative"}:
        return child.lower_ not in {"much", "so"}
    if child.dep_ == "dobj":
        return site.verb.lemma_ in TOLD
    if child.dep_ != "prep":
        return False
    thing = next((c for c in child.children if c.dep_ == "pobj"), None)
    named = thing is not None and thing.ent_type_ in PLACES and child.lower_ in {"on", "in", "at"}
    return named or is_setting(child, site.lexicon)


def _unmarked(site: Site) -> Run | None:
    """Match "said after the vote he would not go"."""
    for child in site.children:
        if child.dep_ != "advcl" or child.i < site.verb.i or child.tag_ == "VBG":
            continue
        marked = any(c.dep_ in {"mark", "advmod"} and c.i < child.i for c in child.children)
        subject = next((c for c in child.children if c.dep_ in SUBJECTS), None)
        if subject is None or marked or child.left_edge.nbor(-1).text in {",", '"', "''"}:
            continue
        return (int(subject.left_edge.i), int(child.right_edge.i))
    return None


def _misread(site: Site) -> Run | None:
    """Match "said closing the pier would ..." and "says the pier, built of oak, is ..."."""
    if site.verb.lemma_ != "say":
        return None
    for child in site.children:
        if child.dep_ in {"xcomp", "dobj"} and child.left_edge.i == site.last + 1:
            end = max(child.right_edge.i, site.verb.right_edge.i)
            rest = site.verb.doc[child.i + 1 : end + 1]
            finite = any(t.tag_ in FINITE_TAGS for t in rest)
            if child.dep_ == "dobj":
                finite = child.tag_ == "NNP" or child.lower_ == "same"
            if finite:
                return (int(child.left_edge.i), int(end))
    return None


def _before(site: Site) -> Run | None:
    """Match "Sorry, the clerk said." and "Too late for the ferry, the clerk said."."""
    verb, doc = site.verb, site.verb.doc
    subject = next((c for c in reversed(site.children) if c.dep_ == "nsubj" and c.i < verb.i), None)
    if subject is None or verb.dep_ != "ROOT" or _goes_on(site):
        return None
    comma, first = int(subject.left_edge.i) - 1, int(verb.sent.start)
    if comma <= first or doc[comma].text != ",":
        return None
    opening = next((c for c in site.children if c.left_edge.i <= first <= c.right_edge.i), None)
    if opening is None or opening.dep_ in {"prep", "mark", "cc", "npadvmod"}:
        return None
    circumstance = opening.dep_ == "advcl" and opening.tag_ in {"VBG", "VBN"}
    circumstance = circumstance or any(c.dep_ == "mark" for c in opening.children)
    adverb = opening.dep_ == "advmod" and opening.lower_ != "sorry"
    timed = doc[first].ent_type_ in TIMES
    return None if circumstance or adverb or timed else (first, comma - 1)


def _goes_on(site: Site) -> bool:
    """Tell whether more than the place and time of saying follows a verb."""
    verb = site.verb
    after = verb.doc[verb.i + 1 : verb.sent.end]
    if any(t.tag_ in FINITE_TAGS or t.text in {'"', "''", ":"} for t in after):
        return True
    prepositions = (c for c in site.children if c.dep_ == "prep" and c.i > verb.i)
    return any(not is_setting(c, site.lexicon) for c in prepositions)
