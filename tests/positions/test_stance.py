from __future__ import annotations

import pytest

from onrecord.positions.cues import find_cues
from onrecord.positions.matching import matcher
from onrecord.positions.stance import take_side
from onrecord.positions.vocabulary import vocabulary
from onrecord.records import Actor, Dossier, Term


@pytest.mark.parametrize(
    ("sentence", "term", "stance"),
    [
        ("Hellvik demanded that Karsia open the gates of the dam.", "open-gates", "for"),
        ("Maddek rejected a ceasefire on the ridge.", "ceasefire", "against"),
        ("Maddek will not open the gates of the dam.", "open-gates", "against"),
        ("Maddek refused to open the gates of the dam.", "open-gates", "against"),
        ("A ceasefire on the Halm ridge is unacceptable, Hellvik said.", "ceasefire", "against"),
        ("A ceasefire on the Halm ridge is out of the question, Hellvik said.", "ceasefire", "against"),
        ("A ceasefire on the Halm ridge would be folly, Hellvik said.", "ceasefire", "against"),
        # Whoever will not do without a thing wants it.
        ("Hellvik rejected a map without monitors on the ridge.", "monitors", "for"),
        ("The barges refuse to sail without monitors on the ridge.", "monitors", "for"),
        ("Dravik agreed to a truce along the ridge.", "ceasefire", "for"),
        ("Dravik is considering a ceasefire on the ridge.", "ceasefire", "undecided"),
        ("Maddek said that no Karsian engineer would ever open the gates of the dam.", "open-gates", "against"),
        ("Maddek said that there was no question Karsia would open the gates of the dam.", "open-gates", "for"),
        ("Maddek said that there was no threat that would open the gates of the dam.", "open-gates", "for"),
        ("Hellvik struck out the clause on opening the gates of the dam.", "open-gates", "against"),
        ("Hellvik stripped out the ceasefire on the ridge.", "ceasefire", "against"),
        ("Hellvik stripped Dravik of its toll on barges.", "lift-toll", "for"),
        ("Hellvik supports a ceasefire in the Halm Strip and along the ridge.", "ceasefire", "for"),
        ("Hellvik said there would be a ceasefire on the ridge over my dead body.", "ceasefire", "against"),
        ("Hellvik said she would open the gates of the dam when hell freezes over.", "open-gates", "against"),
        # What courts do.
        ("Hellvik went to court to void the ceasefire on the ridge.", "ceasefire", "against"),
        ("Hellvik wants the ceasefire on the ridge voided.", "ceasefire", "against"),
        ("The judge enjoined Karsia from opening the gates of the dam.", "open-gates", "against"),
        ("The judge annulled the toll on barges.", "lift-toll", "for"),
        ("The judge refused to invalidate the ceasefire on the ridge.", "ceasefire", "for"),
        ("Hellvik said the ceasefire on the ridge was null and void.", "ceasefire", "against"),
        ("Hellvik called for the deletion of the clause on a ceasefire on the ridge.", "ceasefire", "against"),
        ("Maddek called for the retention of the toll on the barges.", "lift-toll", "against"),
        ("In a post that he deleted later, Maddek called for a ceasefire on the ridge.", "ceasefire", "for"),
        # What is replaced goes, and what stands behind "with" or "by" comes.
        ("Maddek wants to replace the patrol with a ceasefire on the ridge.", "ceasefire", "for"),
        ("Maddek wants the patrol to be replaced by a ceasefire on the ridge.", "ceasefire", "for"),
        # What cannot be done at some time says nothing of what is to be then.
        ("Hellvik called for a ceasefire on the ridge when the two cannot agree.", "ceasefire", "for"),
        ("Accused of treason, Hellvik refused to lift the toll on barges.", "lift-toll", "against"),
        # What stands behind "rather than" is not wanted.
        ("Maddek would rather flood the valley than lift the toll on barges.", "lift-toll", "against"),
        ("Maddek chose to leave rather than open the gates of the dam.", "open-gates", "against"),
        ("Maddek would sooner resign than refuse a ceasefire on the ridge.", "ceasefire", "for"),
        ("Maddek would lift the toll on barges rather than resign.", "lift-toll", "for"),
        ("Maddek called for a ceasefire on the ridge sooner than was hoped.", "ceasefire", "for"),
        ("Hellvik, who had opposed a ceasefire on the ridge, now supports it.", "ceasefire", "for"),
        ("Hellvik, who had opposed a ceasefire on the ridge, now regrets it.", "ceasefire", "against"),
        ("The plan to open the gates of the dam drew criticism from Hellvik.", "open-gates", "against"),
        ("A ceasefire on the ridge drew an angry response from Hellvik.", "ceasefire", "against"),
        ("Hellvik said that a ceasefire on the ridge has no place in the treaty.", "ceasefire", "against"),
        ("Hellvik had the ceasefire on the ridge struck from the text.", "ceasefire", "against"),
        ("Hellvik sided with Lenne against a ceasefire on the ridge.", "ceasefire", "against"),
        # Whoever sees no reason for it is against it.
        ("Hellvik saw no reason to lift the toll on barges.", "lift-toll", "against"),
        ("Hellvik sees no reason not to lift the toll on barges.", "lift-toll", "for"),
        ("Hellvik wants no toll but threw her full weight behind a ceasefire on the ridge.", "ceasefire", "for"),
        # Contrary acts, and acts that govern acts.
        ("Hellvik wants to keep troops on the Halm ridge and will withdraw none.", "ostmark-withdrawal", "against"),
        ("Karsia imposed a higher toll on the barges.", "lift-toll", "against"),
        ("Karsia lifted the toll on the barges.", "lift-toll", "for"),
        ("Hellvik opposes the toll on the barges.", "lift-toll", "for"),
        ("Ostmark joined the Meridian League.", "leave-league", "against"),
        ("Ostmark abandoned the Meridian League.", "leave-league", "for"),
        ("Ostmark renounced its plan to join the Meridian League.", "leave-league", "for"),
        # Every form of a word, and every word for refusing.
        ("Karsia rebuffed a ceasefire on the ridge.", "ceasefire", "against"),
        ("Karsia scoffed at a ceasefire on the ridge.", "ceasefire", "against"),
        ("Ostmark boycotted the Meridian League.", "leave-league", "for"),
        ("Karsia brushed aside calls for a ceasefire on the ridge.", "ceasefire", "against"),
        ("Karsia sees no reason for a ceasefire on the ridge.", "ceasefire", "against"),
        ("Karsia is not keen on a ceasefire on the ridge.", "ceasefire", "against"),
        ("Karsia withheld its support for a ceasefire on the ridge.", "ceasefire", "against"),
        ("Maddek voted for the toll and against a ceasefire on the ridge.", "ceasefire", "against"),
        ("Maddek lodged a complaint against a ceasefire on the ridge.", "ceasefire", "against"),
        ("The judges dismissed a complaint against a ceasefire on the ridge.", "ceasefire", "for"),
        ("The judges dismissed a complaint by the ferry guild against a ceasefire on the ridge.", "ceasefire", "for"),
        ("The judges struck down a ceasefire on the ridge.", "ceasefire", "against"),
        ("Maddek abstained in the vote on a ceasefire on the ridge.", "ceasefire", "undecided"),
        # What stays as it is, what is denied, and denials of denials.
        ("The toll on the barges stays.", "lift-toll", "against"),
        ("The gates stay closed.", "open-gates", "against"),
        ("Maddek wants to keep the toll on the barges.", "lift-toll", "against"),
        ("Maddek refuses to keep the toll on the barges.", "lift-toll", "for"),
        ("Karsia wants to keep the gates of the dam closed.", "open-gates", "against"),
        ("Karsia wants to keep the gates of the dam open.", "open-gates", "for"),
        ("Karsia left the gates of the dam shut.", "open-gates", "against"),
        ("Karsia voted to leave the toll in place.", "lift-toll", "against"),
        ("Karsia left the toll untouched.", "lift-toll", "against"),
        ("Karsia wants the abolition of the toll on barges.", "lift-toll", "for"),
        ("There will be no ceasefire on the ridge.", "ceasefire", "against"),
        ("No monitors would be allowed on the ridge, Hellvik said.", "monitors", "against"),
        ("No toll on barges can be lifted in May.", "lift-toll", "against"),
        ("There is no doubt Karsia will open the gates.", "open-gates", "for"),
        ("The toll on barges, which Karsia introduced in May, would not be lifted.", "lift-toll", "against"),
        ("The toll on barges, which Lenne dislikes, stays.", "lift-toll", "against"),
        ("A ceasefire is a polite word for giving way, and I am against it.", "ceasefire", "against"),
        # Whoever else opposes it does not turn what is told before.
        ("Maddek supports a ceasefire on the ridge and Hellvik opposes it.", "ceasefire", "for"),
        # What is imposed is kept up by being extended, and ended by being killed.
        ("Karsia renewed the toll on the barges.", "lift-toll", "against"),
        ("Maddek demanded an end to the toll on the barges.", "lift-toll", "for"),
        ("The gates of the dam will open, provided that the ceasefire on the ridge holds.", "ceasefire", "for"),
        # A refusal that is denied commits to nothing; nor does what was not denied.
        ("Hellvik has never closed the door to a ceasefire on the ridge.", "ceasefire", "undecided"),
        ("Hellvik had never ruled out a ceasefire on the ridge.", "ceasefire", "undecided"),
        ("Hellvik did not rule out a ceasefire on the ridge.", "ceasefire", "undecided"),
        ("Hellvik hasn’t so far ruled out a ceasefire on the ridge.", "ceasefire", "undecided"),
        ("Hellvik will not rule out a ceasefire on the ridge.", "ceasefire", "undecided"),
        ("Hellvik refused to rule out a ceasefire on the ridge.", "ceasefire", "undecided"),
        ("Hellvik stopped short of rejecting a ceasefire on the ridge.", "ceasefire", "undecided"),
        ("Hellvik neither accepted nor rejected a ceasefire on the ridge.", "ceasefire", "undecided"),
        ("Hellvik no longer opposes a ceasefire on the ridge.", "ceasefire", "undecided"),
        ("Hellvik withdrew her troops and rejected a ceasefire on the ridge.", "ceasefire", "against"),
        ("Hellvik dropped her opposition to a ceasefire on the ridge.", "ceasefire", "undecided"),
        ("A ceasefire on the ridge has not been ruled out, Hellvik said.", "ceasefire", "undecided"),
        ("Maddek did not deny that the gates of the dam would open.", "open-gates", "undecided"),
        ("Hellvik would not commit to a ceasefire on the ridge.", "ceasefire", "undecided"),
        ("Hellvik declined to commit to a ceasefire on the ridge.", "ceasefire", "undecided"),
        # Whoever would not object consents, and whoever not only rejects rejects.
        ("Hellvik would not object to a ceasefire on the ridge.", "ceasefire", "for"),
        ("Hellvik not only rejected a ceasefire on the ridge.", "ceasefire", "against"),
        ("Maddek rules out a ceasefire on the ridge.", "ceasefire", "against"),
        ("Maddek ruled out a ceasefire on the ridge.", "ceasefire", "against"),
        ("Hellvik said: “We don't support a ceasefire on the ridge.”", "ceasefire", "against"),
        # A "not" that denies something else.
        ("That does not mean the ceasefire on the ridge is over.", "ceasefire", "for"),
        # Another clause is another matter.
        ("Hellvik rejected the minister's words, but the ceasefire on the ridge will hold.", "ceasefire", "for"),
        ("Maddek would not go back to the table and would not accept a ceasefire on the ridge.", "ceasefire", "against"),
        ("Maddek could not and would not accept a ceasefire on the ridge.", "ceasefire", "against"),
        ("Maddek does not want talks and certainly does not want a ceasefire on the ridge.", "ceasefire", "against"),
        ("Maddek would not meet Lenne and refused to accept a ceasefire on the ridge.", "ceasefire", "against"),
        ("Maddek would neither lift the toll nor accept a ceasefire on the ridge.", "ceasefire", "against"),
        ("Maddek would not talk and that he would never accept a ceasefire on the ridge.", "ceasefire", "against"),
        ("Maddek would not wait and would accept a ceasefire on the ridge.", "ceasefire", "for"),
        ("Maddek would not lift the toll or accept a ceasefire on the ridge.", "ceasefire", "against"),
        # Whoever leaves, defies or takes back something is against it; a term's own verb is no refusal of it.
        ("Maddek said Karsia should pull its envoys out of the ceasefire.", "ceasefire", "against"),
        ("Maddek said Karsia should walk out of the ceasefire on the ridge.", "ceasefire", "against"),
        ("Maddek said Karsia should withdraw its own envoys from the ceasefire and the talks about it.", "ceasefire", "against"),
        ("Karsia should pull its officers out from among the outside monitors.", "monitors", "against"),
        ("Lenne pulled its troops out of the ridge.", "ostmark-withdrawal", "for"),
        ("Ostmark pulled out of the Meridian League.", "leave-league", "for"),
        ("Ostmark walked out of the Meridian League.", "leave-league", "for"),
        ("Maddek defied the ceasefire on the ridge.", "ceasefire", "against"),
        ("Maddek said Karsia would ignore the outside monitors.", "monitors", "against"),
        ("Karsia withdrew its offer to exchange prisoners.", "prisoners", "against"),
        ("Karsia no longer offers a ceasefire on the ridge.", "ceasefire", "against"),
        ("Karsia took a ceasefire off the table.", "ceasefire", "against"),
        ("The shelling makes a ceasefire impossible, Hellvik said.", "ceasefire", "against"),
        ("Maddek said the offer was now off the table, including a ceasefire on the ridge.", "ceasefire", "against"),
        # What is not to be, by the term itself: whoever is against it is for the term.
        ("Ostmark will not be part of the Meridian League.", "leave-league", "for"),
        ("Maddek opposes a search of the ferry.", "no-search", "for"),
        ("Maddek will not agree to any search of the ferry.", "no-search", "for"),
        # Whoever could not or should not, does not believe in it, or vows not to, is against it.
        ("Maddek said Karsia couldn't open the gates of the dam.", "open-gates", "against"),
        ("Maddek said: “I don't believe that we should open the gates of the dam.”", "open-gates", "against"),
        ("Maddek vowed not to open the gates of the dam.", "open-gates", "against"),
        ("Maddek is not for opening the gates of the dam.", "open-gates", "against"),
        # Who demands that somebody not do it, and who refuses that demand.
        ("Hellvik demanded that Karsia not open the gates of the dam.", "open-gates", "against"),
        ("Maddek called the demand that Karsia not open the gates of the dam nonsense.", "open-gates", "for"),
        ("Hellvik insisted that not a word had been said when Karsia opened the gates of the dam.", "open-gates", "for"),
        ("Maddek spoke of whether or not to open the gates of the dam.", "open-gates", "for"),
        # A "not" further on is of something else; so is what is opposed there.
        ("Maddek will open the gates of the dam if the barges do not come.", "open-gates", "for"),
        ("Maddek wants the gates of the dam open so that the barges are not late.", "open-gates", "for"),
        ("Maddek wants a ceasefire on the ridge with the opponents of Lenne.", "ceasefire", "for"),
        # What is important is not criticized.
        ("A ceasefire on the ridge is critical for the barges, Hellvik said.", "ceasefire", "for"),
        ("Hellvik was critical of a ceasefire on the ridge.", "ceasefire", "against"),
        ("A ceasefire on the ridge is irresponsible and unnecessary, Hellvik said.", "ceasefire", "against"),
        # What somebody warns of or fears he is against; but not what he warns of the lack of.
        ("Hellvik warned that opening the gates of the dam would drown the town.", "open-gates", "against"),
        ("Hellvik warned that failing to open the gates of the dam would drown the town.", "open-gates", "for"),
        ("Maddek warned that Karsia will open the gates of the dam.", "open-gates", "for"),
        ("Maddek warned that a ceasefire on the ridge would end if the toll stays.", "ceasefire", "for"),
        ("Hellvik fears that opening the gates of the dam would drown the town.", "open-gates", "against"),
        # What displeases somebody he is against.
        ("Hellvik was enraged by a ceasefire on the ridge.", "ceasefire", "against"),
        ("Hellvik regrets that Karsia agreed to a ceasefire on the ridge.", "ceasefire", "against"),
        ("Hellvik bristled at the idea of a ceasefire on the ridge.", "ceasefire", "against"),
        ("Hellvik has misgivings about a ceasefire on the ridge.", "ceasefire", "against"),
        ("Hellvik called a ceasefire on the ridge an abdication.", "ceasefire", "against"),
        ("Maddek called the barges out in defiance of the ceasefire.", "ceasefire", "against"),
        # What is said not to be so.
        ("Lenne denied that Hellvik had agreed to a ceasefire on the ridge.", "ceasefire", "against"),
        ("Lenne denies any intention to agree to a ceasefire on the ridge.", "ceasefire", "against"),
        ("Lenne dismissed reports according to which Karsia had accepted outside monitors.", "monitors", "against"),
        ("Reports that Karsia had accepted outside monitors are false, Lenne said.", "monitors", "against"),
        ("Lenne disputes that report, but Karsia has agreed to a ceasefire on the ridge.", "ceasefire", "for"),
        # A thing that is not so yet may be wanted; what is answered with a no is not.
        ("Maddek says the ceasefire on the ridge was not in the draft.", "ceasefire", "for"),
        ("Maddek says the ceasefire on the ridge will not be signed.", "ceasefire", "against"),
        ("My answer to a ceasefire on the ridge is no.", "ceasefire", "against"),
        # Harm foretold, and what a relative clause tells of what is refused.
        ("A ceasefire on the ridge would hurt the town, Maddek said.", "ceasefire", "against"),
        ("Maddek refused to free the prisoners whom Ostmark wants in an exchange.", "prisoners", "against"),
        # Acts joined by "or" do not govern each other, nor do acts of another clause.
        ("Maddek does not want to scrap or lift the toll on barges.", "lift-toll", "against"),
        ("Maddek complained that the toll on barges was lifted.", "lift-toll", "against"),
        ("Maddek would not hesitate to sign a ceasefire on the ridge.", "ceasefire", "for"),
        # What is asked is open, whoever is asked whether he supports it.
        ("Lenne has not said whether it supports a ceasefire on the ridge.", "ceasefire", "undecided"),
        ("Lenne refused to say if it would accept a ceasefire on the ridge.", "ceasefire", "undecided"),
        ("Lenne has not decided whether to accept a ceasefire on the ridge.", "ceasefire", "undecided"),
        ("Lenne is still reviewing whether to accept a ceasefire on the ridge.", "ceasefire", "undecided"),
        ("Lenne has sent mixed signals about a ceasefire on the ridge.", "ceasefire", "undecided"),
    ],
)
def test_the_side_of_a_sentence(sentence: str, term: str, stance: str, dossier: Dossier) -> None:
    passage = vocabulary().read(sentence)
    match = next(match for match in matcher(dossier).match(passage, 0.2) if match.topic.term == term)
    assert take_side(passage, find_cues(passage), match, 0) == stance


def test_cues_before_the_holder_are_not_the_holders(dossier: Dossier) -> None:
    passage = vocabulary().read("Rejected by Lenne the envoys of Maddek seek a ceasefire on the ridge.")
    match = next(match for match in matcher(dossier).match(passage, 0.2) if match.topic.term == "ceasefire")
    cues = find_cues(passage)
    assert take_side(passage, cues, match, 0) == "against"
    assert take_side(passage, cues, match, passage.stems.index("maddek") + 1) == "for"


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Karsia will not free Jon Arl.", "against"),
        ("Hellvik demanded the release of Jon Arl.", "for"),
        ("Karsia will release the jailed skipper Jon Arl.", "for"),
        ("Karsia refused to free the jailed skipper Jon Arl.", "against"),
        ("Karsia jailed the skipper Jon Arl for life.", "against"),
    ],
)
def test_what_a_proposition_undoes_is_no_act_of_it(sentence: str, stance: str) -> None:
    dossier = Dossier(id="vel", title="The Vel", terms=(Term(id="free", proposition="Karsia frees the jailed skipper Jon Arl."),), actors=())
    passage = vocabulary().read(sentence)
    assert take_side(passage, find_cues(passage), matcher(dossier).match(passage, 0.0)[0], 0) == stance


@pytest.mark.parametrize(
    ("sentence", "term", "stance"),
    [
        ("Hellvik repeated her warning against naming Ida Morn.", "morn-judge", "against"),
        ("Hellvik wants to name Ida Morn.", "morn-judge", "for"),
        ("Hellvik is for a plan to boost the mining of ore.", "more-ore", "for"),
    ],
)
def test_sides_on_actors_and_beyond_limits(sentence: str, term: str, stance: str) -> None:
    terms = (
        Term(id="morn-judge", proposition="Ida Morn becomes a judge."),
        Term(id="more-ore", proposition="Karsia mines ore beyond the limit of the treaty."),
    )
    dossier = Dossier(id="d", title="d", terms=terms, actors=(Actor(id="morn", name="Ida Morn", kind="person", aliases=("Ida Morn",)),))
    passage = vocabulary().read(sentence)
    match = next(match for match in matcher(dossier).match(passage, 0.0) if match.topic.term == term)
    assert take_side(passage, find_cues(passage), match, 0) == stance
