"""Who may come in, and what they may do: open pages, tokens, passwords, roles, sessions, forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import httpx
import pytest
from argon2 import PasswordHasher
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from onrecord.ledger import Ledger
from onrecord.views import Record
from onrecord.web import create_app
from onrecord.web.access import Entrance
from onrecord.web.buckets import Buckets
from onrecord.web.passwords import read_passwords, write_password
from onrecord.web.sessions import IDLE_SECONDS, LONGEST_SECONDS, Sessions
from onrecord.web.visitor import Visitor
from onrecord.web.visits import PAUSE_SECONDS, visit_at

Ask = Callable[..., httpx.Response]
TOKEN = "a-token-of-the-ferry-desk-2041"  # noqa: S105
BROWSER = "b" * 43


@pytest.fixture(scope="module", autouse=True)
def _quick_hashes() -> Iterator[None]:
    """Hashes that take no time, as tests need no others; that the real ones are strong is tested by itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("onrecord.web.passwords._HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture(scope="module")
def entrance(tmp_path_factory: pytest.TempPathFactory) -> Entrance:
    """A token, a reader and a reviewer."""
    file = tmp_path_factory.mktemp("access") / "passwords"
    write_password(file, "rhea", "reader", "the river is wide")
    write_password(file, "Åsa", "reviewer", "the ferry is late")
    return Entrance(frozenset({"ferry.example"}), TOKEN, read_passwords(file))


def with_judging(app: Starlette) -> Starlette:
    """The pages, a route that changes something, and one that tells who asks."""

    async def tell(request: Request) -> Response:
        visitor: Visitor = request.state.visitor
        return PlainTextResponse(f"{visitor.role} {visitor.name} {visitor.last_visit}")

    async def judge(request: Request) -> Response:
        form = await request.form()
        return PlainTextResponse(f"{request.state.visitor.name} judged {form.get('position')}")

    app.router.routes.extend((Route("/judge", judge, methods=["POST"]), Route("/told", tell)))
    return app


@pytest.fixture
def closed(ferry: Record, ferry_ledger: Ledger, entrance: Entrance, ask_app: Callable[[Starlette], Ask]) -> Ask:
    """Ask pages that demand a password or the token."""
    return ask_app(with_judging(create_app(ferry_ledger, ferry.dossier.id, entrance)))


@pytest.fixture
def opened(ferry: Record, ferry_ledger: Ledger, ask_app: Callable[[Starlette], Ask]) -> Ask:
    """Ask pages that demand nothing."""
    return ask_app(with_judging(create_app(ferry_ledger, ferry.dossier.id)))


def cookies(answer: httpx.Response) -> dict[str, str]:
    """What a browser would send back."""
    return dict(header.partition(";")[0].split("=", 1) for header in answer.headers.get_list("set-cookie"))


def as_header(known: dict[str, str]) -> dict[str, str]:
    return {"cookie": "; ".join(f"{name}={value}" for name, value in known.items())}


def signed_in(ask: Ask, name: str, password: str) -> dict[str, str]:
    """The header of a browser that has signed in, by the form of the page."""
    page = ask("/sign-in")
    (csrf,) = re.findall(r'name="csrf" value="([0-9a-f]{64})"', page.text)
    known = cookies(page)
    assert known
    answer = ask("/sign-in", "POST", as_header(known), {"csrf": csrf, "name": name, "password": password})
    assert answer.status_code == 303, answer.text
    return as_header({**known, **cookies(answer)})


def test_on_this_computer_everybody_is_a_reviewer(opened: Ask) -> None:
    assert opened("/judge", "POST", form={"position": "p1"}).text == " judged p1"
    assert opened("/sign-in").status_code == 404


def test_a_form_from_elsewhere_changes_nothing(opened: Ask) -> None:
    for form in ({"csrf": ""}, {"csrf": "0" * 64}, {"csrf": "ü"}, None):
        answer = opened("/judge", "POST", form=form)
        assert answer.status_code == 403
        assert "judged" not in answer.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, 200),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "http://[evil"}, 403),
        ({"origin": "http://127.0.0.1:8765"}, 200),
        ({"origin": "null"}, 200),
    ],
)
def test_a_browser_that_names_another_site_is_believed(headers: dict[str, str], status: int, opened: Ask) -> None:
    assert opened("/judge", "POST", headers, {"position": "p1"}).status_code == status


def test_cookies_are_for_our_pages_alone(opened: Ask) -> None:
    made = opened("/told").headers.get_list("set-cookie")
    assert len(made) == 2
    for header in made:
        assert "; Path=/; HttpOnly; SameSite=Lax" in header
        assert "Secure" not in header
    known = as_header(cookies(opened("/told")))
    assert opened("/told", headers=known).headers.get_list("set-cookie") == []
    assert opened("/static/style.css").headers.get_list("set-cookie") == []


def test_without_signing_in_there_is_nothing_to_see(closed: Ask) -> None:
    answer = closed("/trail/vorn/ferry?by=side", headers={"accept": "text/html"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/trail/vorn/ferry%3Fby%3Dside")
    for path, method in [("/matrix.json", "GET"), ("/nothing", "GET"), ("/judge", "POST"), ("/", "DELETE"), ("/api/openapi.json", "GET")]:
        answer = closed(path, method)
        assert (path, answer.status_code) == (path, 401)
        assert "ferry" not in answer.text.lower()
    assert "vel-ferry" not in closed("/sign-in").text
    assert closed("/static/style.css").status_code == 200


def test_a_reader_reads_and_a_reviewer_judges(closed: Ask) -> None:
    reader, reviewer = signed_in(closed, "rhea", "the river is wide"), signed_in(closed, "A\u030asa", "the ferry is late")
    assert closed("/told", headers=reader).text == "reader rhea None"
    assert closed("/told", headers=reviewer).text == "reviewer Åsa None"
    refused = closed("/judge", "POST", reader, {"position": "p1", "csrf": "anything"})
    assert refused.status_code == 403
    assert "You may read here" in refused.text
    assert closed("/judge", "POST", reviewer, {"position": "p1", "csrf": "anything"}).status_code == 403


def test_a_reviewer_judges_under_their_own_name(ferry: Record, ferry_ledger: Ledger, entrance: Entrance, ask_app: Callable[[Starlette], Ask]) -> None:
    app = with_judging(create_app(ferry_ledger, ferry.dossier.id, entrance))
    ask = ask_app(app)
    headers = signed_in(ask, "Åsa", "the ferry is late")
    browser = re.findall(rf"{app.state.cookies.session}=([^;]+)", headers["cookie"])[0]
    judged = ask("/judge", "POST", headers, {"position": "p1", "csrf": app.state.sessions.csrf(browser)})
    assert judged.text == "Åsa judged p1"
    assert ask("/judge", "POST", {**headers, "x-csrf-token": app.state.sessions.csrf(browser)}).status_code == 200
    assert ask("/judge", "POST", {**headers, "x-csrf-token": app.state.sessions.csrf("b" * 43)}).status_code == 403
    left = ask("/sign-out", "POST", headers, {"csrf": app.state.sessions.csrf(browser)})
    assert (left.status_code, left.headers["location"]) == (303, "/sign-in")
    assert ask("/matrix.json", headers=headers).status_code == 401


def test_the_token_opens_all_in_a_header_and_in_the_form(closed: Ask) -> None:
    assert closed("/matrix.json", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert closed("/judge", "POST", {"authorization": f"bearer {TOKEN}"}).text == " judged None"
    assert closed("/told", headers=signed_in(closed, "", TOKEN)).text == "reviewer  None"


@pytest.mark.parametrize("given", [f"Bearer {TOKEN}x", "Bearer ", "Bearer x", f"Basic {TOKEN}", TOKEN])
def test_another_token_opens_nothing(given: str, closed: Ask) -> None:
    answer = closed("/matrix.json", headers={"authorization": given})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("rhea", "the river is narrow"),
        ("nobody", "the river is wide"),
        ("", "the river is wide"),
        ("Åsa", "x" * 5000),
        ("n" * 500, "x"),
        ("rhea", ""),
    ],
)
def test_a_wrong_password_and_an_unknown_name_are_told_alike(name: str, password: str, closed: Ask) -> None:
    answer = closed("/sign-in", "POST", form={"name": name, "password": password})
    assert answer.status_code == 403
    assert "That name and password do not go together." in answer.text
    assert not any("session" in name for name in cookies(answer))


def test_passwords_cannot_be_tried_fast(
    monkeypatch: pytest.MonkeyPatch, ferry: Record, ferry_ledger: Ledger, entrance: Entrance, ask_app: Callable[[Starlette], Ask]
) -> None:
    monkeypatch.setattr("onrecord.web.routes.sign_in.Buckets", partial(Buckets, clock=lambda: 0.0))
    closed = ask_app(create_app(ferry_ledger, ferry.dossier.id, entrance))

    def tries(names: list[str]) -> list[int]:
        return [closed("/sign-in", "POST", form={"name": name, "password": "guess"}).status_code for name in names]

    assert tries(["rhea"] * 12) == [403] * 10 + [429] * 2
    assert tries([f"name {number}" for number in range(20)]) == [403] * 18 + [429] * 2
    refused = closed("/sign-in", "POST", form={"name": "", "password": TOKEN})
    assert refused.status_code == 429
    assert 0 < int(refused.headers["retry-after"]) <= 10


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("/shifts", "/shifts"),
        ("/trail/vorn/ferry?by=side", "/trail/vorn/ferry?by=side"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("https://evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/sign-in?next=/", "/"),
        ("", "/"),
        ("/" * 3000, "/"),
    ],
)
def test_signing_in_leads_on_to_our_own_pages_only(asked: str, there: str, closed: Ask) -> None:
    answer = closed("/sign-in", "POST", form={"name": "", "password": TOKEN, "next": asked})
    assert (answer.status_code, answer.headers["location"]) == (303, there)


def test_a_session_has_another_id_than_the_browser_before(closed: Ask) -> None:
    answer = closed("/sign-in", "POST", form={"name": "", "password": TOKEN})
    (made,) = [value for name, value in cookies(answer).items() if "session" in name]
    assert made != BROWSER


def test_other_names_are_answered_where_they_are_given(closed: Ask, opened: Ask) -> None:
    assert closed("/sign-in", headers={"host": "Ferry.example:443"}).status_code == 200
    assert opened("/told", headers={"host": "ferry.example"}).status_code == 421


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def test_a_session_ends_when_it_is_left_alone_and_after_a_week() -> None:
    clock = Clock()
    sessions = Sessions(clock)
    left, used = sessions.sign_in("Åsa", "reviewer"), sessions.sign_in("rhea", "reader")
    for _ in range(LONGEST_SECONDS // (IDLE_SECONDS // 2)):
        clock.now += IDLE_SECONDS / 2
        assert sessions.find(used)
    assert sessions.find(left) is None
    clock.now += 1
    assert sessions.find(used) is None


def test_sessions_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.web.sessions._MOST_SESSIONS", 2)
    sessions = Sessions()
    first, second, third = (sessions.sign_in("rhea", "reader") for _ in range(3))
    assert [sessions.find(session) is not None for session in (first, second, third)] == [False, True, True]


def test_the_last_visit_is_when_the_visit_before_began() -> None:
    first, is_news = visit_at(1_000_000, "")
    assert (first.last, is_news) == (None, True)
    later, is_news = visit_at(1_000_030, first.cookie)
    assert (later.last, is_news) == (None, False)
    late, is_news = visit_at(1_000_000 + PAUSE_SECONDS, first.cookie)
    assert (late.last, is_news) == (None, True)
    again, is_news = visit_at(1_000_001 + 2 * PAUSE_SECONDS, late.cookie)
    assert (again.last, is_news) == ("1970-01-12T13:46:40+00:00", True)


@pytest.mark.parametrize("cookie", ["1-2", "x-y-z", "3-2-1", "1-2-99999999999", "0-0-0", "-1-1-1", "1-1-1-1", "9" * 5000, "²-²-²"])
def test_a_cookie_that_makes_no_sense_is_no_visit(cookie: str) -> None:
    assert visit_at(1_000_000, cookie)[0] == visit_at(1_000_000, "")[0]


def test_pages_know_the_last_visit(opened: Ask) -> None:
    (name,) = [name for name in cookies(opened("/told")) if "visit" in name]
    assert opened("/told", headers={"cookie": f"{name}=0-1000000-1000000"}).text == "reviewer  1970-01-12T13:46:40+00:00"


def test_passwords_are_kept_as_hashes(tmp_path: Path) -> None:
    file = tmp_path / "passwords"
    assert not write_password(file, "rhea", "reader", "the river is wide")
    assert write_password(file, "rhea", "reviewer", "the river is deep")
    assert re.fullmatch(r"rhea:reviewer:\$argon2id\$[^\n]+\n", file.read_text("utf-8"))
    assert file.stat().st_mode & 0o077 == 0
    kept = read_passwords(file)
    assert kept.role("rhea", "the river is deep") == "reviewer"
    assert kept.role("rhea", "the river is wide") is None


def test_what_else_stands_in_the_file_of_passwords_stays(tmp_path: Path) -> None:
    file = tmp_path / "passwords"
    write_password(file, "rhea", "reader", "the river is wide")
    file.write_text(f"# the ferry desk\n\n{file.read_text('utf-8')}", "utf-8")
    write_password(file, "Åsa", "reviewer", "the ferry is late")
    write_password(file, "rhea", "reviewer", "the river is deep")
    lines = file.read_text("utf-8").splitlines()
    assert [line.partition("$")[0] for line in lines] == ["# the ferry desk", "", "rhea:reviewer:", "Åsa:reviewer:"]


def test_the_token_is_not_told_by_accident(entrance: Entrance) -> None:
    assert TOKEN not in repr(entrance)
