# ruff: noqa: SIM905  word lists read better as text
"""Verbs and nouns by which somebody takes a side, in all their forms: general English, nothing of any one dispute."""

from __future__ import annotations

_VERBS = """abandon accept adopt advocate agree aim announce appeal approve argue ask assure attempt authorize back balk ban block call cancel
 champion commit condemn consider criticize decide declare decline defend delay demand denounce deny detail drop embrace emphasize encourage
 endorse end expect express favor favour float halt hope impose indicate insist intend introduce invite join launch lobby negotiate object offer
 oppose order outline pass plan pledge prefer prepare press pressure promise propose protest push question raise reaffirm refuse reject release
 reiterate renew request require resist reverse rule rebuff scrap seek side sign signal stall stress support suspend threaten torpedo try unveil
 urge veto vote vow want warn welcome withdraw work""".split()
_IRREGULAR = """sought withdrew withdrawn stood stands stand chose chosen willing ready prepared open opposed reluctant unwilling committed determined
 eager hopeful skeptical sceptical likes like keen""".split()


def _forms(verb: str) -> set[str]:
    """The regular forms of a verb; a doubled consonant and a final e or y are seen to."""
    if verb.endswith("e"):
        return {verb, verb + "s", verb + "d", verb[:-1] + "ing"}
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    ending = "es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s"
    return {verb, verb + ending, verb + "ed", verb + "ing", verb + verb[-1] + "ed", verb + verb[-1] + "ing"}


# Every form of these verbs, with the verb that it is of; what is irregular stands for itself.
STEMS = {**{word: word for word in _IRREGULAR}, **{form: verb for verb in _VERBS for form in _forms(verb)}}
SIDING = frozenset(STEMS)

# What tells that somebody is minded to do a thing, and that he is not.
MINDED = frozenset(
    """accept agree aim approve assure back commit committed determined eager embrace endorse express favor favour hope hopeful indicate insist
    intend keen like likes offer open plan pledge prefer prepare prepared press promise propose push ready seek sought support try urge vow want
    welcome willing work""".split()
)
UNMINDED = frozenset("balk ban block decline deny object oppose opposed reject reluctant refuse resist unwilling veto skeptical sceptical".split())

ACTING = frozenset(
    """
    gave gives give held holds hold made makes make took takes take put puts led leads went goes came comes met meets fought fights kept keeps
    wrote
    writes
    won worked tried got gets let lets began started moved set brought sent struck reached drew laid passed
    adopted signed""".split()
)

STANCES = frozenset(
    """acceptance agreement amendment appeal approval backing ban bid bill call calls campaign commitment concession concessions condition
    conditions decision demand demands desire effort efforts endorsement goal idea insistence intention objection objections offer offers opposition
    order plan plans pledge pledges position preference pressure priority promise promises proposal proposals push readiness red refusal rejection
    request requests resistance stance support terms threat threats ultimatum veto view vote votes vow willingness wish opponents supporters
    call's""".split()
)
