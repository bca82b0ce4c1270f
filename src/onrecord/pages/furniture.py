"""What a line is that belongs to the page and not to the article, told by the line alone.

Each pattern is a form that news pages share; none names an article. Patterns are anchored and bounded, so that a long line costs little.
Their precision was measured on gold/train, by letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.pages.lines import Line

# A line longer than this is read as prose, whatever it begins with: calibrated on gold/train, whose longest caption has 537 characters.
_LONGEST = 600

# A box that opens and closes, with its buttons read as words.
_EMBEDDED = re.compile(r".{0,200}\bShow Hide\b")
_MARKS_ONLY = re.compile(r"[\W\d_]{1,40}$")
_LETTER = re.compile(r"[^\W\d_]")

_FURNITURE = re.compile(
    r"""(?:advertisement\s*){1,4}$
    |(?:story|article)\ continue[sd]\ below\b
    |(?:read\ or\ )?share\ this\ (?:story|article|post|page)\b
    |(?:listen\ to\ (?:this\ )?article\b.{0,20})?share\ this\ article\b
    |listen\ to\ (?:this\ )?article\b
    |(?:\W\s*)?(?:copyright\b|©).{0,200}$
    |.{0,80}\ball\ rights\ reserved\.?$
    |slideshow\ \(
    |this\ (?:article|story|post)\ is\ more\ than\ \w+\ (?:year|month|week)s?\ old
    |\d{1,2}\ (?:year|month|week|day|hour|minute)s?\ ago\.?$
    |\(?(?:last\ )?updated:?\ (?:at\ )?\d{1,2}[:.]\d\d\b.{0,45}$
    |this\ (?:story|post|article|report)\ (?:has\ been|has|was|is\ being|will\ be)\ (?:last\ )?updated?\b
    |\W?this\ (?:story|post|article|report|content|summary)\b.{0,100}\b(?:generated|written|produced|created|summari[sz]ed)\ (?:with|by
        |using)\b.{0,30}\b(?:ai\b|artificial\ intelligence).{0,80}$
    |.{0,80}\bcheck\ back\ (?:soon\ )?for\b
    |(?:play\ video|video)\ \d{1,2}:\d\d\b
    |just\ watched\b
    |(?:prev|previous|next)(?:\ (?:prev|next))?(?:\ image\ \d|\ article|\ post|\ story|$)
    |image\ \d{1,3}\ of\ \d
    |(?:youtube|facebook|twitter|pinterest|whatsapp|linkedin|reddit|email|print|share|tweet|post|comments?|\ |,|\|){1,12}$
    |facebook\ twitter\ pinterest\b
    |poster=
    |\[(?:pullquote|gallery|video|embed|caption|nL?\w{6,14})[^\]]{0,60}\]$
    |\W{0,3}a\ (?:daily|weekly|monthly)\ (?:update|summary|round-?up|digest|newsletter|briefing)\b
    |(?:skip|jump)\ to\ (?:main\ )?content\b
    |(?:view|show|read|leave|post|add)\ (?:all\ |the\ |a\ )?(?:\d{1,5}\ )?(?:comments?|replies)\b
    |(?:most|also)\ (?:read|popular|viewed)\b.{0,20}$
    |(?:latest|trending|more\ on\ this|more\ news|related(?:\ (?:articles?|stories|news|topics|content|posts?|coverage|links?))?
        |recommended|read\ (?:more|next|also)|see\ also|topics|tags)
        \W{0,4}$
    |(?:tags|topics|categories|filed\ under|keywords)\s?:
    |visit\ .{2,60}\bhomepage\b
    |click\ (?:here|to\ read|for\ more)\b
    |for\ (?:the\ )?(?:latest|more|all)\ .{0,40}\b(?:follow|visit|click|download)\b
    |.{0,300}\blisten\ ·\ \d{1,2}:\d\d
    |.{3,100}\ via\ youtube$
    |\W?editor['’]s\ note\b
    |for\ a\ graphic\ on\b
    |here$
    """,
    re.IGNORECASE | re.VERBOSE,
)

_SIGN_UP = re.compile(
    r"""(?:please\ )?(?:sign\ up|subscribe|register)\b(?=.{0,60}\b(?:newsletters?|updates|alerts|emails?|inbox|daily|today|here|free|now
        |channel|briefing)\b)
    |.{0,200}\b(?:delivered\ (?:straight\ |right\ |directly\ )?to\ your\ (?:inbox|email|phone)|by\ signing\ up,?\ you|email\ sign\ up
        |manage\ newsletters)
    |.{0,120}\bnewsletter\b.{0,120}\bsign\ up\b
    |get\ .{2,60}\b(?:newsletter|in\ your\ inbox|app)\b
    |(?:join|like|follow)\ (?:us|our)\b.{0,60}\b(?:on|at|channel|group|facebook|twitter|telegram|whatsapp|instagram|google\ news)\b
    |(?:support|donate\ to)\ (?:our|independent|us)\b.{0,60}$
    |want\ to\ .{2,60}\bjoin\ our\b
    |unlock\b.{0,60}\baccess\b
    |download\ (?:our|the)\b.{0,40}\bapp\b
    |(?:already\ a\ )?subscriber\b.{0,40}\b(?:log|sign)\ in\b
    """,
    re.IGNORECASE | re.VERBOSE,
)

_CREDIT = re.compile(
    r"""(?:\W\s*)?(?:contributing|contributors?)(?:\ (?:reporters?|writers?))?\s?:
    |[-–—⦁•*(]{0,3}\s?(?:with\ (?:assistance|reporting|additional\ reporting|files|inputs?|contributions?)\ (?:by|from)\b)
    |\(?(?:additional\ )?(?:reporting|writing|editing|compiled|edited|written|produced)\ (?:by|for)\b.{0,300}$
    |.{0,350}\bcontributed\ (?:(?:to\ )?(?:this|the)\ (?:report|article|story|post|piece)|(?:to\ )?(?:reporting|writing))\b.{0,60}$
    |[^.]{0,120}(?:['’]s|associated\ press|writers?|reporters?|correspondents?|and)\ .{0,200}\bcontributed\.?$
    |material\ from\ .{2,60}\bwas\ used\ in\b
    |(?:\W\s*)?this\ (?:article|story|report)\ (?:is\ based|was\ reported\ by|was\ written\ by|originally\ appeared|was\ (?:originally
        |first)\ published|appeared)\b
    |.{0,300}\breported\ from\b.{0,400}\bcontributed\b
    |(?:source|sources|via|credit|courtesy(?:\ of)?)\s?:\ ?.{2,60}$
    """,
    re.IGNORECASE | re.VERBOSE,
)
# "By Jo Brandt and Ada Kern, The Courier": names only, in capitals.
_BYLINE = re.compile(
    r"(?:By|BY|by) (?:[Tt]he )?[A-Z][\w.'’-]{0,20}(?:,? (?:and |AND |& )?[A-Z][\w.'’-]{0,20}){1,8},?(?: (?:for|of|in)(?: [A-Z][\w.'’-]{0,20}){1,4})?$"
)

_TEASER = re.compile(
    r"""[\[(]?\s?(?:related|see\ also|read\ (?:more|also|next|this)|more|also\ (?:on|read|see)(?:\ [\w.]{2,20})?|photos?|video|watch|listen
        |story|read|now\ (?:read|watch)|full\ coverage|special\ report
        |gallery|in\ pictures|slideshow|must\ (?:read|watch)|don['’]t\ miss|you\ may\ (?:also\ )?(?:like|be\ interested(?:\ in)?)
        |you\ might\ (?:also\ )?like|recommended|catch\ up|editorial
        |more\ from\ [\w\ ]{2,30}|more\ on\ [\w\ ]{2,30}|further\ reading|background|explainer|quicktake|further|see|follow|learn\ more
        |stories\ you\ might\ like|what\ to\ read\ next)
        \s?(?::|\ -\ |»|>)\s?\S
    |\(\ (?:photos|watch|video|see|also|read|more|listen)\b.{0,120}\)$
    |\(\ [^()]{2,60}\bcoverage\)$
    |\[a\ reader\ responds:.{2,120}\]$
    |read\ (?:more|a\ quicktake)\ (?:about|on|here)\b
    |.{3,160}\bread\ more\W{0,3}$
    """,
    re.IGNORECASE | re.VERBOSE,
)
# The links to the articles before and after this one.
_NEIGHBOUR = re.compile(r"(?:PREV|PREVIOUS|NEXT) \S")
# "OBAMA:Deal is near": a linked headline whose label lost its space.
_LABELLED = re.compile(r"[A-Z][^:.!?\"“]{1,58}[:?][A-Z'‘\"“#]")

_CAPTION = re.compile(
    r"""(?:enlarge\ this\ image|toggle\ caption|hide\ caption)\b
    |.{0,40}\btoggle\ caption\b
    |(?:file\ (?:photo|picture|image)|photo(?:graph)?|image|picture|pictured
        |in\ this\ (?:(?:undated|file|image|handout|combination)\ )?(?:photo|image|picture|frame|still)|photos?\ by|caption)\b\s?[:,—-]
    |in\ this\b.{0,40}\b(?:photo|image|picture|frame\ grab),?\s
    |.{0,580}(?:\(|\b)(?i:photo|photograph|photographer|image|picture|photo\ by|credit|image\ credit|photo\ credit):\s?[^()]{2,80}\)?$
    |.{0,580}\b(?:REUTERS|AFP|AP|EPA|EFE|Getty(?:\ Images)?|Bloomberg
        |Reuters)/[A-Z][\w.'’-]{1,20}(?:\ [A-Z][\w.'’-]{0,20}){0,3}(?:/[\w\ ]{2,30}){0,3}\W{0,2}$
    |.{0,580}[(|/]\s?[^()|/]{2,60}/\s?(?:AP|AFP|EPA|Reuters|REUTERS|Getty|Bloomberg|Pool|POLITICO|Shutterstock|Xinhua|TASS|Sputnik|Anadolu
        |UPI|NPR|EFE|dpa)(?:\ (?:Photos?|Images|via\ .{2,30}))?\W{0,2}$
    |.{0,580}\b(?:AP\ Photos?|Getty\ Images|Shutterstock|via\ (?:AP|AFP|REUTERS|Reuters|Getty|Getty\ Images))\b[^.]{0,60}\W{0,2}$
    |(?:Getty\ Images|REUTERS|Reuters|AP\ Photo|[A-Z]\w{2,15}\ [A-Z]\w{2,15}/(?:Reuters|AP|AFP|EPA))\ [A-Z]
    |.{0,300}\.\ (?:Reuters|REUTERS|AP|AFP|Getty|EPA)$
    """,
    re.VERBOSE,
)
_CAPTION_ANY_CASE = re.compile(
    r"enlarge this image|image copyright\b|(?:media|image) caption\b|media playback is (?:not |un)supported\b|.{0,40}\btoggle caption\b"
    r"|\(?(?:file )?photo(?:graph)?s?(?: by|:)",
    re.IGNORECASE,
)
_CLOSED_VIDEO = re.compile(r"CLOSE [A-Z]")

_BIO = re.compile(
    r"""[-–—⦁•*]?\s?(?:please\ )?(?:follow|reach|contact|email|e-mail|write\ to)\ [^.]{2,80}(?:\bon\ (?:twitter|x|facebook|instagram
        |bluesky|mastodon)\b|\bat\b.{0,60}@|@\w)
    |(?:email|send)\ tips\ to\b
    |follow\ @\w
    |.{0,300}\b(?:you\ can\ (?:write\ to|reach|email|follow)|follow\ (?:him|her|them)\ on|(?:he|she)\ can\ be\ reached)
    |.{0,300}\bfollow\ .{2,40}\bon\ twitter\b
    |(?:the\ )?(?:opinions?|views?)\ expressed\ (?:in\ this|here|are|by)\b
    |content\ created\ by\b.{0,80}\bis\ available\b
    |.{0,100}\bis\ (?:a\ )?.{0,40}\bcontent\ partner\b
    |.{0,80}\bweekly\ column\b
    |about\ the\ authors?\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
# An author's own line at the end of a piece: "Jo Brandt is a fellow at ...".
_AUTHOR = re.compile(
    r"[-–—⦁•*]?\s?(?:[A-Z][\w.'’-]{0,20}\s){1,5}(?:is|was) (?:an? |the )?[^.]{0,80}\b(?:columnist|fellow|professor|editor|correspondent"
    r"|reporter|journalist|writer|author|contributor|commentator|analyst"
    r"|nominee|lecturer|strategist)\b"
)
_AUTHOR_MARKED = re.compile(r"[-–—⦁•*]\s?(?:[A-Z][\w.'’-]{0,20}\s){1,5}is\b")
# How many lines from the end an author's line may stand.
_AUTHOR_WITHIN = 3

# Words of which one stands in whatever the pattern of the same name matches: they spare most lines the pattern.
_CAPTION_HINTS = ("photo", "playback", "image", "picture", "caption", "credit")
_AGENCY_HINTS = (
    *("REUTERS", "Reuters", "AFP", "AP", "EPA", "EFE", "Getty", "Bloomberg", "Pool", "POLITICO"),
    *("Shutterstock", "Xinhua", "TASS", "Sputnik", "Anadolu", "UPI", "NPR", "dpa"),
)
_SIGN_UP_HINTS = (
    "sign",
    "subscri",
    "register",
    "inbox",
    "newsletter",
    "your ",
    "join ",
    "like us",
    "like our",
    "follow",
    "support",
    "donate",
    "want to",
    "download",
    " app",
)
_CREDIT_HINTS = (
    *(
        "contribut",
        "report",
        "writing",
        "writer",
        "editing",
        "compiled",
        "edited",
        "written",
        "produced",
        "assistance",
        "files",
        "input",
        "material from",
    ),
    *("this article", "this story", "source", "via", "credit", "courtesy"),
)
_BIO_HINTS = ("follow", "reach", "contact", "email", "e-mail", "write to", "tips", "view", "opinion", "content", "weekly column", "about the author")
# A link's headline may be a whole sentence up to this length; without its label's space, it is shorter.
_LONGEST_LINK = 200
_LONGEST_LABELLED = 160
# Subheadings in capitals have six words at most in gold/train, linked headlines seven or more.
_FEWEST_CAPITAL_WORDS = 7


def furniture_of(line: Line, count: int) -> str | None:
    """Why a line is not part of the article, by its own words, or None; `count` is the number of lines of the text."""
    words = line.words
    if _EMBEDDED.match(words):
        return "furniture"
    if len(words) > _LONGEST:
        return None
    lowered = words.lower()
    for reason, told in _TOLD.items():
        if told(words, lowered):
            return reason
    if line.number >= count - _AUTHOR_WITHIN and (_AUTHOR.match(words) or _AUTHOR_MARKED.match(words)):
        return "bio"
    return "teaser" if _is_teaser(line) else None


def _hinted(words: str, hints: tuple[str, ...]) -> bool:
    for hint in hints:  # a loop, since this runs for every line of every article and a generator doubles its time  # noqa: SIM110
        if hint in words:
            return True
    return False


def _is_caption(words: str, lowered: str) -> bool:
    if _CLOSED_VIDEO.match(words) or (_hinted(lowered, _CAPTION_HINTS) and _CAPTION_ANY_CASE.match(words)):
        return True
    return (_hinted(lowered, _CAPTION_HINTS) or _hinted(words, _AGENCY_HINTS)) and _CAPTION.match(words) is not None


def _is_furniture(words: str, _: str) -> bool:
    return _MARKS_ONLY.match(words) is not None or not _LETTER.search(words) or _FURNITURE.match(words) is not None


def _is_sign_up(words: str, lowered: str) -> bool:
    return _hinted(lowered, _SIGN_UP_HINTS) and _SIGN_UP.match(words) is not None


def _is_credit(words: str, lowered: str) -> bool:
    return _BYLINE.match(words) is not None or (_hinted(lowered, _CREDIT_HINTS) and _CREDIT.match(words) is not None)


def _is_bio(words: str, lowered: str) -> bool:
    return _hinted(lowered, _BIO_HINTS) and _BIO.match(words) is not None


# In this order: a caption may hold a credit, furniture a call to sign up.
_TOLD: dict[str, Callable[[str, str], bool]] = {
    "caption": _is_caption,
    "furniture": _is_furniture,
    "sign-up": _is_sign_up,
    "credit": _is_credit,
    "bio": _is_bio,
}


def _is_teaser(line: Line) -> bool:
    words = line.words
    if _NEIGHBOUR.match(words) or (_TEASER.match(words) and not (line.ends_a_sentence and len(words) > _LONGEST_LINK)):
        return True
    if line.ends_a_sentence and not words.endswith("?"):
        return False
    if _LABELLED.match(words) and len(words) <= _LONGEST_LABELLED:
        return True
    # A long line all in capitals inside the text is the headline of another story; shorter ones are subheadings.
    return line.number > 0 and words.isupper() and len(words.split()) >= _FEWEST_CAPITAL_WORDS
