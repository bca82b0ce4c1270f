"""Why something did not come over the network, and what that means for the next time."""

from __future__ import annotations

from onrecord.errors import InputError


class FetchError(InputError):
    """An address that gave nothing. `status` is the answer's, where there was one.

    `final`: asking again would give the same. `unreachable`: the host itself gave no answer in time, so that its other addresses need not be tried
    now. `asked`: it was asked at all; an address that is not allowed was not.
    """

    def __init__(
        self, where: str, reason: str, *, status: int | None = None, final: bool = False, unreachable: bool = False, asked: bool = True
    ) -> None:
        self.status = status
        self.final = final
        self.unreachable = unreachable
        self.asked = asked
        super().__init__(where, reason)
