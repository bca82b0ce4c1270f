"""What goes between the process that reads on and its workers: pages one way, readings the other."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from onrecord.dossiers import Relevance
from onrecord.errors import InputError
from onrecord.pages import Given, Request, Screen
from onrecord.positions import Use
from onrecord.records import Article, Dossier, Reading


class Orders(Struct, frozen=True):
    """What a worker is told once: how to read. `screened` says that pages of archives, and `every_file` that all, must touch the dossier."""

    dossier: Dossier | None
    fast: bool
    use: Use
    screened: bool
    every_file: bool


class Parcel(Struct, frozen=True, omit_defaults=True):
    """One article or page to read."""

    article: Article | None = None
    page: Request | None = None


class Answer(Struct, frozen=True, omit_defaults=True):
    """What came of it: a reading, or why there is none, or nothing where it was passed over."""

    reading: Reading | None = None
    where: str = ""
    reason: str | None = None


def orders_of(dossier: Dossier | None, screen: Screen | None, *, fast: bool, use: Use) -> Orders:
    """What workers are told, so that they read as this process would."""
    touches = screen is not None and screen.touches is not None
    return Orders(dossier, fast, use, touches, screen.every_file if screen else False)


def screen_of(orders: Orders) -> Screen | None:
    """What lets an article through, by these orders."""
    return Screen(Relevance(orders.dossier), every_file=orders.every_file) if orders.screened and orders.dossier else None


encode = msgspec.msgpack.Encoder().encode
decode_orders = msgspec.msgpack.Decoder(Orders).decode
decode_parcels = msgspec.msgpack.Decoder(list[Parcel]).decode
decode_answers = msgspec.msgpack.Decoder(list[Answer]).decode


def parcel_of(page: Article | Request) -> Parcel:
    """An article or page, to be sent."""
    return Parcel(article=page) if isinstance(page, Article) else Parcel(page=page)


def given_in(parcel: Parcel) -> Given:
    """What was sent."""
    given = parcel.article or parcel.page
    return given if given is not None else InputError("a worker", "nothing was sent to it")


def answer_of(result: Reading | InputError | None) -> Answer:
    """A result, to be sent back."""
    return Answer(where=result.where, reason=result.reason) if isinstance(result, InputError) else Answer(reading=result)


def result_in(answer: Answer) -> Reading | InputError | None:
    """What was sent back."""
    return answer.reading if answer.reason is None else InputError(answer.where, answer.reason)
