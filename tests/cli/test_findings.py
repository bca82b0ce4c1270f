"""What the table of shifts says where a trail shows several stances and no change is listed."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from onrecord.cli.findings import print_shifts
from onrecord.records import Shift
from onrecord.views import Record


def printed(record: Record, capsys: pytest.CaptureFixture[str]) -> str:
    print_shifts(record)
    return " ".join(capsys.readouterr().out.split())


def test_several_stances_without_a_listed_change_are_named_with_what_to_do(ferry: Record, capsys: pytest.CaptureFixture[str]) -> None:
    without = replace(ferry, comparison=tuple(row for row in ferry.comparison if not isinstance(row, Shift)))
    told = printed(without, capsys)
    assert "No shifts: no change of stance is sure enough to be listed." in told
    assert "More than one stance is reported, without a change that is listed: " in told
    assert "Ilse Vorn on ferry" in told
    assert "reach 0.7 (0.5 where the words tell a turn)" in told
    assert "onrecord review" in told


def test_a_listed_change_is_not_named_again(ferry: Record, capsys: pytest.CaptureFixture[str]) -> None:
    told = printed(ferry, capsys)
    assert "Shifts (1)" in told
    assert "Ilse Vorn on ferry" not in told


def test_where_nobody_changed_nothing_is_to_be_done(ferry: Record, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(replace(ferry, readings=(), comparison=()), capsys) == "No shifts: no change of stance is sure enough to be listed."
