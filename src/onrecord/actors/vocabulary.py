# ruff: noqa: SIM905  word lists read better as text
"""Words that name offices, spokespeople and pronouns: general English, nothing of any one dispute.

The lists were gathered by reading the sources of attributions in news text; they hold kinds of people and bodies, never a name.
"""

from __future__ import annotations

# Short forms of titles, and the office that a later "the senator" would call them by.
TITLE_FORMS: dict[str, str] = {
    "sen": "senator",
    "sens": "senator",
    "rep": "representative",
    "reps": "representative",
    "congressman": "representative",
    "congresswoman": "representative",
    "gov": "governor",
    "govs": "governor",
    "gen": "general",
    "lt": "lieutenant",
    "col": "colonel",
    "adm": "admiral",
    "chairwoman": "chairman",
    "chairperson": "chairman",
    "chair": "chairman",
    "spokeswoman": "spokesman",
    "spokesperson": "spokesman",
    "advisor": "adviser",
    "premier": "premier",
    "leaders": "leader",
    "attorneys": "attorney",
}

# Offices that one person holds: they stand before a name, or after "the".
OFFICES = frozenset(
    """admiral adviser advisor aide ambassador archbishop attorney ayatollah bishop boss candidate captain cardinal chair chairman chairperson
    chairwoman chancellor chief colonel commander commissioner congressman congresswoman coordinator counsel counselor deputy director emir
    envoy executive founder general governor head imam judge justice king lawyer leader lieutenant major marshal mayor
    minister minister-designate monarch negotiator nominee official president president-designate president-elect premier premier-designate pope
    prince princess principal prosecutor queen rabbi rapporteur rep representative reverend secretary secretary-general sen senator sheikh speaker
    spokesman spokesperson spokeswoman strategist sultan superintendent supreme treasurer undersecretary vice-president whip""".split()
) | frozenset(TITLE_FORMS)

# "the Ostmark leader" may be whoever holds the first office of the land.
FIRST_OFFICES = frozenset({"president", "leader", "premier", "chancellor", "king", "queen", "emir", "sultan", "monarch"})

# An office with one of these is another office: "the president" is not the vice president.
DISTINGUISHING = frozenset({"vice", "deputy", "former", "ex", "assistant", "acting", "under", "prime", "late", "shadow"})
PAST = frozenset({"former", "ex", "late", "retired", "onetime", "longtime"})

COURTESY_MALE = frozenset(
    {"mr", "sir", "lord", "king", "prince", "father", "brother", "congressman", "chairman", "spokesman", "businessman", "sheikh"}
)
COURTESY_FEMALE = frozenset(
    {"mrs", "ms", "miss", "madam", "lady", "queen", "princess", "sister", "congresswoman", "chairwoman", "spokeswoman", "councilwoman"}
)
COURTESY = COURTESY_MALE | COURTESY_FEMALE | frozenset({"dr", "prof", "rev", "hon"})

# People who, unnamed, speak for the body they are said to be of.
SPEAKERS = frozenset(
    """administrator administrators adviser advisers advisor advisors aide aides ambassador attorney attorneys authorities chief chiefs
    commander commanders counsel delegate delegates delegation deputies diplomat diplomats envoy envoys executive executives
    head heads lawmaker lawmakers lawyer lawyers leader leaders leadership legislator legislators mediator mediators member members minister
    ministers negotiator negotiators officer officers official officials parliamentarians party politician politicians president prosecutors
    representative representatives secretary senator senators source sources speaker spokesman spokesmen spokesperson spokespersons
    spokespeople spokeswoman spokeswomen staff staffer staffers strategist strategists whip delegations chairman premier
    insiders sen sens rep reps congressman congressmen""".split()
)

# Bodies and voices that are the actor they are said to be of: "the Ostmark government", "the Karsian side".
BODIES = frozenset(
    """administration army authorities authority cabinet camp campaign coalition command conference delegation embassy forces
    government lawmakers leadership media-office military ministry mission negotiators office parliament party
    presidency proposal regime republic side state statement team troops members leaders letter
    majority minority faction caucus
    administrations armies cabinets governments legislatures militaries ministries parliaments presidencies regimes""".split()
)

# What a person has that speaks for him or her: "the mayor's office".
VOICES = frozenset(
    """administration adviser advisers aide aides allies attorney attorneys campaign counsel defense defence government lawyer lawyers
    letter office press-office spokesman spokesperson spokespeople spokeswoman staff statement team website lawyers
    speech tweet tweets account""".split()
)

# Those who report or comment: never the body that an adjective beside them names.
REPORTERS = frozenset(
    """academic academics activist agencies agency analyst analysts anchor author broadcaster channel citizen citizens columnist commentator
    commentators correspondent critic critics daily economist economists editor expert experts historian journalist journalists lawyer media
    network networks newspaper newspapers observers outlet outlets paper people poll polls pollster pollsters press professor public
    publication radio report reporter reporters reports resident residents scholar scholars soldier soldiers station student students survey
    television think-tank tv voter voters website weekly wire worker workers""".split()
)

# What people are by trade: it stands before a name as an office does, and gives no office.
TRADES = REPORTERS | frozenset(
    """activist actor actress architect artist author banker biologist businessman businesswoman chemist coach constable corporal detective doctor
    driver engineer farmer firefighter fisherman historian inspector investor musician nurse officer pastor physicist pilot policeman policewoman
    priest private researcher scientist sergeant singer surgeon teacher trader veteran widow writer
    alderman arbitrator auditor baron baroness brigadier capt clerk co-chair commissioner-general commodore comptroller comrade constable consul
    coroner councillor councilman councilor countess curator dame delegate deputy diplomat emissary foreman geologist harbourmaster hydrologist
    lawmaker legislator lobbyist magistrate manager master mediator monitor mp nun ombudsman organiser organizer prefect provost reeve regent
    registrar sgt shipowner sir steward strategist trustee undersecretary unionist vice-chancellor viscount warden""".split()
)

# Words in the names of outlets and agencies: they tell what others say, and are no party to a dispute.
OUTLETS = REPORTERS | frozenset(
    """news post times journal herald tribune guardian courier gazette telegraph observer chronicle monitor presse novosti
    cnn bbc npr abc nbc cbs ap afp reuters tass xinhua irna kcna upi dpa""".split()
)

ANONYMOUS = frozenset(
    """adviser advisers advisor advisors aide aides ambassador authorities diplomat diplomats envoy insider insiders lawmaker lawmakers member members
    negotiator negotiators officer officers official officials participant participants people person persons representative representatives
    source sources spokesman spokesmen spokesperson spokespersons spokespeople spokeswoman spokeswomen staffer staffers others witnesses
    ministers minister senator senators someone commander commanders leader leaders strategist strategists""".split()
)

# Words between an adjective of a body and the people it names: "a senior Ostmark foreign ministry official".
BETWEEN = frozenset(
    """army border central chief congressional conservative cultural defence defense diplomatic economic energy environment federal finance foreign
    government health house interior intelligence justice labor labour law legal local military ministry moderate national naval navy negotiating
    nuclear opposition parliamentary party peace police policy political presidential prime public regional ruling security senate senior
    state supreme trade transport treasury top transition union water
    administration campaign committee council department office press cabinet vice deputy""".split()
)

PLURAL = frozenset({"they", "them", "their", "theirs"})
MALE = frozenset({"he", "him", "his"})
FEMALE = frozenset({"she", "her", "hers"})
PRONOUNS = MALE | FEMALE | PLURAL | frozenset({"it", "its"})

DAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december""".split()
)

PREPOSITIONS = frozenset(
    """about above across after against along alongside amid among around at before behind below beneath beside between beyond despite during except
    for from in inside into like near of off on onto opposite outside over past per regarding since through throughout to toward towards under
    underneath unlike until upon via with within without than versus""".split()
)

# Words that open a sentence and are no name, though they stand there with a capital.
OPENERS = frozenset(
    """a after all also although although an and another any as asked at because before both but by despite during each earlier either even every few
    finally first for former former from had has have here how however if in indeed instead is it its last later many meanwhile more most my
    neither new next no nor not now of on once one only or other others our over recently second she since so some soon still such than that the
    their then there these they this those though through thus to today tomorrow tonight two three four under unless until up us
    was we were what when where whether which while who why will with without would yesterday yet you your he his her i
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
    top senior key lawmakers critics officials aides sources fellow even""".split()
)

SAYING = frozenset(
    """accused acknowledged added admitted agreed announced answered argued asked asserted believes called cautioned challenged claimed
    claims commented concluded conceded condemned confirmed contended countered criticized criticised dared declared demanded denied denounced
    described
    emphasized emphasised explained expressed held hinted indicated insisted insists joked maintained mentioned noted notes observed offered
    opposed ordered pledged pointed praised predicted proposed promised quipped recalled rejected reiterated remarked repeated replied reported
    responded retorted revealed said say saying says signaled stated stressed suggested supported tells testified thinks threatened told
    tweeted urged vowed wants warned warns welcomed wondered wrote writes""".split()
)

# Words that open a clause, so that a name behind them is its subject.
CLAUSE_OPENERS = frozenset(
    """after although and as because before but how if lest nor once or since so than that though unless until what when where whereas whether
    which while whom why yet did does do has had have is are was were will would should could may might can neither both either even
    if only""".split()
)
FINITE = frozenset(
    """is are was were has have had will would can could may might must shall should does did do isn't aren't wasn't weren't hasn't haven't
    hadn't won't wouldn't can't couldn't didn't doesn't don't agree agrees began begin begins came chose come comes continue continues decided dropped
    fell fought gave get gets give gives go goes got hope hopes held keep keeps kept know knows laid led let made make makes mean met need needs
    opposes oppose plan plans put reject rejects refuse refuses remain remains sat saw seek seeks seem seems sent set show shows signed sought spoke
    stands stood support supports take takes think told took tried try tries vow vows want wants went withdrew won works""".split()
)
ADVERBS = frozenset("also already always even ever first have however later long never not now often once only soon still then too yet".split())
# "a number of", "two of": what follows "of" is who is meant.
QUANTITIES = frozenset(
    """all any both couple dozens each few five four group half handful hundreds majority many members minority most none number one scores
    several six smattering some ten thousands three two""".split()
)
# Adjectives that an office may have without being another office.
PASSING = frozenset("current incoming new newly outgoing sitting then".split())
