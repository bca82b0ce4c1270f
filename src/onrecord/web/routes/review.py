"""Judging positions, one after the other, and taking judgements back."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Iterator
from typing import cast
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from onrecord.errors import LedgerError
from onrecord.identity import article_key
from onrecord.ledger import Judgeable
from onrecord.queries.review import review, review_of
from onrecord.records import Binding, Judgement, JudgementAction
from onrecord.views import markdown, tables
from onrecord.views.passages import anchor_of
from onrecord.views.review import First, ReviewPage, in_context
from onrecord.web.addresses import Addresses
from onrecord.web.answering import Answering, visitor_of
from onrecord.web.judgement_forms import Form, Unclear, Unusable, added_position, correction
from onrecord.web.page import Asked, Page, Parameter
from onrecord.web.visitor import Visitor

REVIEWER_VARIABLE = "ONRECORD_REVIEWER"
_FIRST = ("unsure", "consequential")
_ACTIONS = ("accept", "reject", "correct", "note")
_LONGEST_NAME, _LONGEST_WHY = 100, 4_000
_AGAIN = "It was read or judged otherwise meanwhile, or its article is not here any more. Look at it again."


def _make(asked: Asked) -> ReviewPage | None:
    first = cast("First", asked.choice("first", _FIRST, "unsure"))
    by, after = signed(asked.visitor, asked.query.get("by", "")), asked.query.get("after", "")
    try:
        if asked.query.get("position"):
            return review_of(asked.ledger, asked.dossier, asked.query.get("article", ""), asked.query["position"], first, after, by=by)
        return review(asked.ledger, asked.dossier, first, after, by=by)
    except ValueError:
        raise HTTPException(400, "after is what another page of this walk gave. Leave it out to begin anew.") from None


PAGE = Page(
    path="/review",
    words="One position after the other, to be judged: the least sure first, or those that most depends on.",
    template="review_page.html",
    shows=ReviewPage,
    make=_make,
    parameters=(
        Parameter("first", "Begin with what was read with least confidence, or with what most depends on.", choices=_FIRST),
        Parameter("after", "Go on behind this place, as `after` of another page of the walk gives it."),
        Parameter("article", "The id of an article, to look at the position of it that is given."),
        Parameter("position", "The id of the position to look at."),
        Parameter("by", "Who judges, where nobody has to sign in by name."),
    ),
    rows=tables.REVIEW,
    markdown=markdown.review,
)


def signed(visitor: Visitor, given: str = "") -> str:
    """Who judges: whoever signed in; else the name given, or, where nobody has to sign in, that of this computer's user. Empty: not known."""
    name = visitor.name or given.strip()[:_LONGEST_NAME]
    if name or visitor.signed_in:
        return name
    if os.environ.get(REVIEWER_VARIABLE, "").strip():
        return os.environ[REVIEWER_VARIABLE].strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


class Judging:
    """What becomes of the forms by which people judge. Each is answered with the page to go on with, or says what to do."""

    def __init__(self, answering: Answering) -> None:
        self.answering = answering
        self.ledger = answering.ledger
        self.dossier_id = answering.dossier_id

    def routes(self) -> Iterator[Route]:
        """The addresses that the forms are sent to."""
        for path, answer in (("/review", self._judge), ("/review/undo", self._undo), ("/review/add", self._add)):
            yield Route(path, self._answering(answer), methods=["POST"])

    def _answering(self, answer: Callable[[Request, Form, str], str]) -> Callable[[Request], object]:
        async def endpoint(request: Request) -> Response:
            async with request.form() as given:
                form = {name: value for name, value in given.items() if isinstance(value, str)}
            return await run_in_threadpool(self._answer, request, form, answer)

        endpoint.__doc__ = answer.__doc__  # the API document tells it
        return endpoint

    def _answer(self, request: Request, form: Form, answer: Callable[[Request, Form, str], str]) -> Response:
        try:
            return RedirectResponse(answer(request, form, _who(request, form)), 303)
        except Unclear as unclear:
            return self._which(request, form, unclear)
        except Unusable as problem:
            return self._told(request, 400, str(problem), form)
        except LedgerError as problem:
            return self._told(request, 409, str(problem), form)

    def _judge(self, request: Request, form: Form, by: str) -> str:  # noqa: ARG002  as the others
        """Accept, reject or correct a position, or note something on it."""
        action = form.get("action", "")
        if action not in _ACTIONS:
            raise Unusable("Choose what to say of the position: accept, correct, reject or note.")
        shown = self._shown(form)
        fixed = shown.correction if action == "accept" else None  # who accepts what was corrected accepts it as it is shown
        if action == "correct":
            article = self.ledger.reading(form.get("article", ""), self.dossier_id).article
            fixed = correction(form, shown, article, self.ledger.dossier(self.dossier_id))
        wanted = Judgement(
            dossier=self.dossier_id, action=cast("JudgementAction", action), by=by, why=_why(form), on=(shown.binding,), correction=fixed
        )
        self.ledger.judge(wanted)
        return _on(form, by) if action != "note" else _back(form, by)

    def _undo(self, request: Request, form: Form, by: str) -> str:  # noqa: ARG002  as above
        """Take back a judgement of one's own."""
        given = form.get("judgement", "")
        meant = next((one for one in self.ledger.last_judgements(self.dossier_id, by, 60) if one.id == given), None)
        self.ledger.judge(Judgement(dossier=self.dossier_id, action="undo", by=by, on=(Binding(judgement=given),)))
        bound = meant.on[0] if meant and meant.on else None
        if bound is None or bound.article is None:
            return _on({"first": form.get("first", "")}, by)
        again = next((one for one in self.ledger.judgeable(bound.article, self.dossier_id) if one.binding == bound), None)
        if again is None:
            return Addresses().article(bound.article)
        return _back({**form, "article": bound.article, "position": again.position.id, "after": ""}, by)

    def _add(self, request: Request, form: Form, by: str) -> str:  # noqa: ARG002  as above
        """Add a position that was missed, by marking its words."""
        reading = self.ledger.reading(form.get("article", ""), self.dossier_id)
        position = added_position(form, reading, self.ledger.dossier(self.dossier_id))
        on = (Binding(article_key=article_key(reading.article), article=reading.article.id),)
        self.ledger.judge(Judgement(dossier=self.dossier_id, action="add", by=by, why=_why(form), on=on, position=position))
        return Addresses().passage(reading.article.id, anchor_of(position.evidence[0]))

    def _shown(self, form: Form) -> Judgeable:
        found = self.ledger.judgeable(form.get("article", ""), self.dossier_id)
        shown = next((one for one in found if one.position.id == form.get("position", "")), None)
        if shown is None:
            raise LedgerError(_AGAIN)
        return shown

    def _which(self, request: Request, form: Form, unclear: Unclear) -> Response:
        """Words that stand in several places: the same form again, with the places to choose from."""
        article = self.ledger.reading(form.get("article", ""), self.dossier_id).article
        places = [(anchor_of(span), in_context(article, span)) for span in unclear.places]
        kept = {name: value for name, value in form.items() if name not in {"csrf", f"{unclear.name}-place"}}
        shown = {"name": f"{unclear.name}-place", "words": unclear.words, "places": places, "kept": kept, "target": request.url.path}
        return self.answering.html(request, "review_which_page.html", {"shown": shown, "dossier": self.ledger.dossier(self.dossier_id)})

    def _told(self, request: Request, status: int, message: str, form: Form) -> Response:
        back = _back(form, form.get("by", "")) if form.get("position") else _on(form, form.get("by", ""))
        if request.url.path.endswith("/add"):
            back = Addresses().article(form.get("article", ""))
        shown = {"message": message, "back": back}
        return self.answering.html(request, "review_problem_page.html", {"shown": shown, "dossier": self.ledger.dossier(self.dossier_id)}, status)


def _who(request: Request, form: Form) -> str:
    visitor, given = visitor_of(request), form.get("by", "")
    # A program that comes with the token is nobody in particular: it says for whom it judges.
    unknown = not visitor.name and not given.strip() and "authorization" in request.headers
    by = "" if unknown else signed(visitor, given)
    if not by:
        raise Unusable("Say who judges: fill in your name. Others read it beside what you judged.")
    return by


def _why(form: Form) -> str:
    why = form.get("why", "").replace("\r\n", "\n").strip()
    if len(why) > _LONGEST_WHY:
        raise Unusable(f"The reason is longer than {_LONGEST_WHY:,} characters. Shorten it; a link to a longer text will do.")
    return why


def _on(form: Form, by: str) -> str:
    """The page to go on with, behind the position that was judged."""
    return _address({"first": form.get("first", ""), "after": form.get("after", ""), "by": form.get("by", "") and by})


def _back(form: Form, by: str) -> str:
    """The page of the same position again."""
    same = {name: form.get(name, "") for name in ("article", "position", "first", "after")}
    return _address({**same, "by": form.get("by", "") and by})


def _address(query: Form) -> str:
    given = {name: value for name, value in query.items() if value}
    return f"/review?{urlencode(given, errors='replace')}" if given else "/review"
