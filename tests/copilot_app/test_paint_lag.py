"""Lags are measured once an item, and items that no pane paints are forgotten in the end."""

from __future__ import annotations

from copilot_app.paint_lag import MOST_WAITING, Unpainted


def test_a_lag_is_measured_once_for_each_change() -> None:
    unpainted = Unpainted()
    unpainted.expect("final", "a", 400)
    assert unpainted.painted("final", "a", 1_000) == 600.0
    assert unpainted.painted("final", "a", 1_100) is None
    unpainted.expect("final", "a", -1)
    assert unpainted.painted("final", "a", 1_200) is None


def test_what_is_never_painted_makes_room_for_what_is_newer() -> None:
    unpainted = Unpainted()
    for number in range(3 * MOST_WAITING):
        unpainted.expect("card", "kept alive", number)
        unpainted.expect("card", f"hidden-{number}", number)
    assert len(unpainted) == MOST_WAITING
    assert unpainted.painted("card", "hidden-0", 9_000) is None
    assert unpainted.painted("card", f"hidden-{3 * MOST_WAITING - 1}", 9_000) is not None
    assert unpainted.painted("card", "kept alive", 9_000) is not None


def test_the_partials_of_an_utterance_are_reported_once_and_forgotten_with_it() -> None:
    unpainted = Unpainted()
    for number in range(1_000):
        name = f"agent-{number}"
        assert [unpainted.is_new("partial", name) for _ in range(3)] == [True, False, False]
        unpainted.forget("partial", name)
    assert len(unpainted) == 0
    assert unpainted.is_new("final", "a") and unpainted.is_new("final", "a")
