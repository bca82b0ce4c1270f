"""Closed classes of English words: what a chunker without a tagger can rely on. All in lower case."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The words of a blank-separated list."""
    return frozenset(words.split())


PRONOUNS = word_set("he she they it we i you who everyone somebody someone nobody everybody anyone")
RELATIVES = word_set("who which that")
POSSESSIVES = word_set("his her their its my our your")
NUMBERS = word_set("one two three four five six seven eight nine ten half two-thirds three-quarters")
DETERMINERS = POSSESSIVES | word_set(
    """the a an this that these those some many several most both all each every no one two three four five six another other few"""
)
PREPOSITIONS = word_set(
    """of in on at to for from with by about against over under during after before between among through across near into since until toward
    towards despite amid within without behind beyond per like unlike as via inside outside around along following regarding"""
)
BE = word_set("is are was were be been being am isn't aren't wasn't weren't 're 'm")
# Verbs after which a participle tells of a state, as after "be".
LINKING_VERBS = word_set("remain remains remained become becomes became stay stays stayed get gets got getting")
AUXILIARIES = BE | word_set(
    """has have had having do does did will would can could may might must shall should ought 'd 'll 've hasn't haven't hadn't don't doesn't
    didn't won't wouldn't can't cannot couldn't shouldn't mustn't mightn't"""
)
SUBORDINATORS = word_set(
    """that which who whom whose when while because if although though whether how why what where than but so yet unless until since as after
    before once whereas or nor"""
)
# Words that may stand at the head of a sentence whose main clause follows a comma.
FRONTING = word_set("while although though when after before if as because since despite once whereas until asked")
ADVERBS = word_set(
    """also then later earlier now once again already never not still just often even ever always recently first further both all itself himself
    herself themselves too instead reportedly repeatedly famously previously thus therefore however nonetheless nevertheless meanwhile moreover
    long soon only rather quite simply either far today yesterday tonight tomorrow well here"""
)
# Words in "-ly" that are no adverbs, or as often an adjective or a name.
NOT_ADVERBS = word_set(
    """family ally italy rally reply supply july assembly monopoly anomaly daily weekly monthly elderly early only holy ugly hilly silly friendly
    lonely lively deadly likely unlikely bully belly jelly fly apply rely imply comply multiply tally folly"""
)
DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
TIMES = DAYS | word_set(
    """january february march april june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec
    week month year morning afternoon evening night today yesterday tonight tomorrow weekend day noon midday"""
)
TIME_OPENERS = DAYS | word_set("last this earlier late early yesterday today tonight next")
# Past tenses, not in the lexicon of cues, whose form does not tell what they are.
IRREGULAR_PASTS = word_set(
    """went came took gave made won met ran left got became began kept led lost sent spent stood brought bought put let fell rose grew drew broke
    chose drove hit set paid built faced sat sought fought flew threw wore"""
)
# What an aside between commas may begin with: "X, who ...", "X, the head of ...", "X, speaking in ...".
ASIDE_OPENERS = (
    DETERMINERS
    | PREPOSITIONS
    | word_set(
        """who whose whom which where when himself herself then now formerly also and jr jr. sr sr. president former appearing chairman chief director
        head founder author co-founder professor editor spokesman spokeswoman including along while once however too meanwhile though"""
    )
)
