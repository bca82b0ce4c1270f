"""The words by which news attributes: verbs with their forms, nouns, and the class of what they introduce.

A verb stands with the ways in which its content may follow it: `c` a clause ("said the deal was dead"), `q` only a quotation or a clause with
"that" ("replied"), `o` an object ("rejected the plan"), `t` an infinitive ("vowed to leave"), `a` an addressee before the content ("told
reporters that"); what stands after a comma is a preposition or particle that belongs to the cue ("called for"). The lists were drawn up by
hand and pruned by how often each verb is a cue in PolNeAR's training articles.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from onrecord.attribution.word_classes import word_set
from onrecord.records import CueClass

Form = Literal["base", "third", "past", "ing"]

_VERBS: tuple[tuple[CueClass, str], ...] = (
    ("saying", "say:c add:c tell:cta note:co write:c,of report:co announce:co state:q argue:c explain:co tweet:co retweet:o describe:o continue:q"),
    ("saying", "declare:co reveal:co acknowledge:co claim:co insist:c conclude:c recall:co warn:ca,of,against stress:co emphasize:co emphasise:co"),
    ("saying", "assert:co mention:o admit:co,to concede:co confirm:co caution:ca,against remark:q observe:c contend:c maintain:q allege:co"),
    ("saying", "reiterate:co reaffirm:co underline:co underscore:co repeat:co comment:q,on cite:o respond:q,to reply:q answer:q joke:c,about"),
    ("saying", "complain:c,about,of grumble:q,about lament:co predict:co assure:ca remind:ca,of inform:ca notify:ca boast:c,of,about quip:q"),
    ("saying", "testify:c,to,about disclose:co divulge:o elaborate:,on recount:co point:,to,out signal:co hint:c,at speak:,about,of talk:,about,of"),
    ("saying", "proclaim:co affirm:co avow:c stipulate:c specify:c reckon:c exclaim:q snap:q fume:q charge:q relay:o suggest:co imply:co"),
    ("saying", "indicate:c clarify:c posit:c muse:q opine:c counter:q retort:q interject:q chant:q shout:q yell:q post:q blog:q text:q whisper:q"),
    ("saying", "criticize:o criticise:o blast:o slam:o denounce:o condemn:o attack:o accuse:o blame:o praise:o hail:o applaud:o commend:o laud:o"),
    ("saying", "mock:o ridicule:o decry:o deplore:o dismiss:o defend:o tout:o echo:o refer:,to highlight:o call:o label:o brand:o dub:o deem:o"),
    ("saying", "castigate:o chide:o berate:o excoriate:o vilify:o disparage:o assail:o rebuke:o lambaste:o lambast:o deride:o bemoan:o"),
    ("saying", "rail:,against lash:,out hit:,out articulate:o voice:o express:o outline:o discuss:o reference:o apologize:,for apologise:,for"),
    ("saying", "question:o deny:co refute:co rebut:o rubbish:o forecast:co estimate:c liken:o portray:o characterize:o characterise:o allude:,to"),
    ("demanding", "demand:cto urge:cota exhort:ota prod:ota press:ta,for order:ota instruct:ta beg:ta implore:ta advise:cota call:,for,on,upon"),
    ("demanding", "plead:,for,with push:,for appeal:,for,to advocate:,for want:ot seek:ot lobby:,for recommend:cot insist:,on ask:,for,of"),
    ("offering", "propose:co threaten:t offer:ot pledge:cot promise:cota vow:cto commit:,to swear:ct guarantee:co volunteer:t"),
    ("agreeing", "agree:ct,to,with,on accept:o endorse:o support:o back:o approve:o ratify:o favor:o favour:o embrace:o consent:,to champion:o"),
    ("agreeing", "concur:c,with welcome:o acquiesce:,to"),
    ("refusing", "refuse:ot reject:o decline:ot oppose:o disavow:o repudiate:o spurn:o rebuff:o disagree:,with,on dispute:co veto:o resist:o"),
    ("refusing", "rule:,out object:,to balk:,at turn:,down"),
    ("asking", "ask:coa,about inquire:c,about wonder:c,about query:o"),
    (
        "believing",
        "think:c,of believe:c,in hope:ct,for expect:cot fear:co worry:c,about fret:q,about doubt:co suspect:co presume:c realize:c realise:c",
    ),
    ("believing", "foresee:o anticipate:co learn:c speculate:c,about theorize:c prefer:ot wish:ct remember:co regret:co feel:q determine:q decide:q"),
    ("showing", "show:co find:q read:q"),
)

_IRREGULAR: dict[str, tuple[str, ...]] = {
    "say": ("said",),
    "tell": ("told",),
    "write": ("wrote", "written"),
    "think": ("thought",),
    "feel": ("felt",),
    "foresee": ("foresaw", "foreseen"),
    "find": ("found",),
    "speak": ("spoke", "spoken"),
    "seek": ("sought",),
    "swear": ("swore", "sworn"),
    "show": ("showed", "shown"),
    "read": ("read",),
    "hit": ("hit",),
    "forecast": ("forecast",),
    "plead": ("pleaded", "pled"),
}
_DOUBLED = word_set("rebut admit commit quip refer prefer slam dub beg blog prod snap fret regret hit")
# Forms that are nearly always something else: "back" an adverb, "hit" and "turn" acts.
_NO_CUES = word_set("back")

# Verbs whose plain and "-s" forms are as often nouns ("the claims", "a plan").
NOUNS = word_set(
    """answer appeal attack back blame blog boast brand call champion chant charge claim command comment counter demand detail dispute doubt echo
    estimate favor favour fear find forecast guarantee highlight hint hit hope joke label lobby mention note offer order outline pledge
    point post praise press promise push question read rebuke reference remark reply report request ridicule shout show signal snap state
    support text turn tweet veto voice vow want welcome whisper wish worry"""
)
# What a paper says is said by it: "the poll shows", "records say".
PAPERS = word_set(
    """poll polls survey surveys study studies report reports records documents emails data figures results filings analysis review papers memo
    letter statement research video footage numbers evidence statistics"""
)
# Participles by which nobody in particular holds something: "is expected to", "was seen as".
HELD = word_set(
    """expected believed thought said reported considered seen known viewed regarded estimated alleged supposed perceived rumored rumoured
    deemed"""
)
# What only seems so, to whoever writes it.
SEEMING = word_set("seem seems seemed appear appears appeared")
# Nouns that hold a clause with "that"; their holder, where told, stands before them as a possessive.
NOUN_CUES: dict[str, CueClass] = {
    **dict.fromkeys(word_set("claim claims statement assertion assertions allegation allegations announcement warning warnings remark"), "saying"),
    **dict.fromkeys(word_set("suggestion argument contention prediction"), "saying"),
    **dict.fromkeys(word_set("promise pledge vow"), "offering"),
    **dict.fromkeys(word_set("demand demands insistence"), "demanding"),
    **dict.fromkeys(word_set("belief hope hopes fear fears concern concerns view"), "believing"),
}


class Cue(Struct, frozen=True):
    """One form of a verb that attributes.

    `ways` holds the letters explained above; `particles` the words that may belong to the cue after it, each with the class it then has.
    """

    lemma: str
    form: Form
    cue_class: CueClass
    ways: str
    particles: dict[str, CueClass]

    @property
    def takes_clause(self) -> bool:
        """Whether a clause or a quotation can be its content, and may then stand before it."""
        return "c" in self.ways or "q" in self.ways


def _forms(lemma: str) -> list[tuple[str, Form]]:
    """The inflected forms of a verb; where two are alike, the past is meant."""
    ends_in_y = lemma.endswith("y") and lemma[-2] not in "aeiou"
    third = lemma[:-1] + "ies" if ends_in_y else lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    stem = lemma + lemma[-1] if lemma in _DOUBLED else lemma
    ing = (lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") else stem) + "ing"
    regular = lemma + "d" if lemma.endswith("e") else (lemma[:-1] + "ied" if ends_in_y else stem + "ed")
    return [*((form, "past") for form in _IRREGULAR.get(lemma, (regular,))), (lemma, "base"), (third, "third"), (ing, "ing")]


def _lexicon() -> dict[str, Cue]:
    """Every form of every verb. A verb listed twice has the class of the entry with ways; its particles keep the class of theirs."""
    entries: dict[str, tuple[CueClass, str, dict[str, CueClass]]] = {}
    for cue_class, verbs in _VERBS:
        for entry in verbs.split():
            lemma, _, frame = entry.partition(":")
            ways, *following = frame.split(",")
            known_class, known_ways, particles = entries.get(lemma, (cue_class, "", {}))
            entries[lemma] = (cue_class if ways else known_class, known_ways + ways, {**particles, **dict.fromkeys(following, cue_class)})
    found: dict[str, Cue] = {}
    for lemma, (cue_class, ways, particles) in entries.items():
        for form, kind in _forms(lemma):
            if form not in _NO_CUES:
                found.setdefault(form, Cue(lemma, kind, cue_class, ways, particles))
    return found


CUES: dict[str, Cue] = _lexicon()
