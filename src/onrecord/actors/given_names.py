# ruff: noqa: SIM905  word lists read better as text
"""Given names that tell a person from a place or a body, and mostly a woman from a man: the commonest ones in news in English.

Names that women and men share tell a person and nothing more.
"""

from __future__ import annotations

MALE_NAMES = frozenset(
    """aaron abbas abdul abdullah abraham adam adel adrian ahmad ahmed alan albert alberto alejandro aleksandr alexander alexei alexis alfonso
    alfred ali allan allen alvaro amir amit anatoly andre andreas andrei andres andrew andriy andrzej angus anthony anton antonio antony ari
    arif arnold arseniy arthur arturo arun asad ashraf ashton avi aziz barack barry bashar ben benito benjamin bernard bernie bill billy
    björn bob bobby boris brad bradley brandon brendan brent brett brian bruce bruno bryan byron carl carlos charles charlie christian
    christoph christopher chuck clarence claude clint cody colin conor cory craig cyril dale damien dan daniel dante darrell darren dave
    david denis dennis derek devin dick diego dieter dimitri dirk dmitri dmitry dmytro dominic dominique donald doug douglas duncan dwight
    ed eddie edgar edmund eduardo edward edwin eli elias elijah elliott emilio emmanuel enrique eric erik ernest ernesto ernie esteban ethan
    eugene evan evgeny fabio felipe felix ferdinand fernando filip florian francesco francis francisco francois frank franklin franz
    françois fred frederick friedrich fyodor gabriel gareth gary gavin gene geoff geoffrey georg george gerald gerard gerhard gideon gilbert
    giorgio giovanni giuseppe glenn gordon graham greg gregg gregory guillermo gunther gustavo guy hamid hans harold harry harvey hassan
    hector heiko heinz helmut henri henry herbert herman horst hossein howard hugh hugo hussein ian ibrahim igor ilya imran isaac ismail
    ivan ivo jack jacob jacques jaime jake jakob james jan jared jason javad javier jay jean jeb jeff jeffrey jens jeremy jerome jerry jesse
    jim jimmy joachim joaquin joe joel johan johann john johnnie johnny jon jonas jonathan jorge jose josef joseph josh joshua josé juan
    jules julian julio justin jürgen karim karl keith ken kenneth kevin khaled khalid kirk klaus kofi konstantin kurt kyle lance larry lars
    laurent lawrence lee leo leon leonard leonid leroy leslie lester lev lewis liam lindsey lloyd logan lorenzo lou louis lucas luigi luis
    luiz luke mahmoud malcolm manuel marc marcel marco marcos marcus mario mark markus marshall martin marvin matt matteo matthew maurice
    max maxim maximilian michael michel miguel mihail mike mikhail milan miles mitch mitchell mohamed mohammad mohammed moshe muhammad
    murray mustafa nabil naftali nate nathan neil nelson nicholas nick nico nicolas nigel nikita nikolai norman nouri oleg oleksandr oliver
    omar orlando orrin osama oscar oskar otto owen pablo patrick paul pavel pedro pete peter petro phil philip philippe phillip pierre
    pieter pyotr qassem rafael rahul ralph ramon rand randall randy rashid raul ray raymond raúl recep reza ricardo richard rick ricky rob
    robert roberto rodney rodrigo roger roland ron ronald rory ross roy ruben rudolf rudy rupert russell ryan saeb saeed salman salvador
    salvatore sam samuel santiago saul scott sean sebastian serge sergei sergey sergio seth shaun shimon sidney silvio simon stanley stefan
    stephan stephen steve steven stewart stuart sven tarek ted terrence terry theodore thierry thomas tim timothy tobias toby todd tom tomas
    tommy tony travis trevor tyler uwe vadim valery vasily vernon victor vikram viktor vince vincent vitaly vladimir volodymyr wade walter
    warren wayne wendell wesley wilbur wilhelm will willem william willie wolfgang xavier yaakov yair yanis yasser yevgeny yitzhak yossi
    yuri yuval yves """.split()
)
FEMALE_NAMES = frozenset(
    """abigail ada agnes aisha alejandra alexandra alexandria alice alicia alison allison alma amanda amelia amy ana anastasia andrea angela
    angelina anita ann anna anne annette annie ariana ashley audrey barbara beatrice becky bella bernadette
    bernice beth bethany betsy betty beverly bonnie brenda briana bridget brittany camila carla carly carmen carol carole caroline carolyn
    carrie catherine cathy cecilia celia charlotte chelsea cheryl chloe christiane christina christine cindy claire clara claudia
    colleen connie constance courtney cristina crystal cynthia debbie deborah debra delia denise diana diane dianne dina dolores
    donna dora doris dorothy edith eileen elaine eleanor elena elisa elizabeth ella ellen ellie elsa emily emma erika erin esther eva eve
    evelyn fatima federica felicia fiona frances gabriela gail gina gladys glenda gloria greta gretchen gwen hannah harriet heather
    heidi helen helena helga henrietta hilary hillary ida ilona ingrid irene irina isabel isabella jackie jacqueline jane janet
    janice jasmine jeanine jeanne jen jenna jennifer jenny jessica jill joan joanna joanne jocelyn josephine joyce juanita judith judy julia
    juliana julie kamala karen karin karine karla kate katharine katherine kathleen kathryn kathy katie katrina kayla kerry
    kim kimberly kirsten kristen kristin kristina laila lara laura lauren leah leila lena leslie leticia lidia lily linda
    lindsay lisa liz lois loretta lori lorraine louise lucia lucy lydia lynn lynne mabel madeleine madeline maggie mandy
    manuela marcia margaret margarita margot maria marianne marie marilyn marina marion marissa marsha martha mary maureen maxine maya
    megan meghan melania melanie melissa mercedes meredith michelle mimi mina miranda miriam molly monica monika muriel nadia nancy naomi
    natalia natalie natasha nicola nicole nikki nina nora norma olga olivia pamela pat patricia patsy patty paula pauline peggy
    penny phyllis polly priscilla priti rachel ramona rebecca regina renee rhonda rita roberta rosa rosalind rosemary roxanne ruth
    sabrina sally samantha samira sandra sara sarah sasha selina shaheen shannon sharon sheila shelley sheryl shirley silvia simone sofia
    sonia sonja sophia sophie stacey stella stephanie sue susan suzanne svetlana sylvia tamara tammy tania tanya tara tatiana teresa terri
    theresa therese tiffany tina tracy tricia ursula valentina valerie vanessa vera veronica victoria viola vivian wanda wendy whitney
    winnie yolanda yulia yvette yvonne zainab zoe""".split()
)
# Borne by women and men.
_SHARED = frozenset(
    """alexis angel ashley andrea cameron casey chris claude dana dominique drew jackie jamie jan jean jesse jordan jo kelly kerry kim
    lee leslie lindsay lindsey lynn marion morgan nicola pat robin sam sasha shannon sidney simone stacey taylor terry tracy""".split()
)
GIVEN_NAMES = MALE_NAMES | FEMALE_NAMES | _SHARED


def sex_of(given: str) -> str | None:
    """Tells "woman" or "man" where a given name in small letters tells, else None."""
    if given in _SHARED:
        return None
    return "woman" if given in FEMALE_NAMES else "man" if given in MALE_NAMES else None


_SHORT_FORMS = dict(
    pair.split("=")
    for pair in """abe=abraham al=albert andy=andrew barb=barbara ben=benjamin bernie=bernard bill=william bob=robert charlie=charles chuck=charles
    dan=daniel dave=david dick=richard ed=edward fred=frederick gene=eugene jack=john jim=james joe=joseph kate=katherine
    larry=lawrence liz=elizabeth mike=michael mitch=mitchell peggy=margaret pete=peter ray=raymond rick=richard ron=ronald
    sue=susan ted=edward tom=thomas tony=anthony will=william""".split()
)


def may_be_one(given: str, other: str) -> bool:
    """Whether two given names may be one person's: the same, one the short form or the initial of the other, or begun by the same letter."""
    one, two = (_SHORT_FORMS.get(name, name) for name in (given.lower(), other.lower()))
    return one[:1] == two[:1] or given[:1].lower() == other[:1].lower()
