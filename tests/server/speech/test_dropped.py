"""What was not shown is counted, by call and in all."""

from __future__ import annotations

from server.speech.dropped import Dropped, in_words


def test_reasons_are_counted_for_each_call_and_in_all() -> None:
    dropped = Dropped()
    for call, reason in (("a", "echo"), ("a", "echo"), ("b", "phantom"), ("a", "loop")):
        dropped.add(call, reason)
    assert dropped.of("a") == {"echo": 2, "loop": 1}
    assert dropped.close("a") == {"echo": 2, "loop": 1}
    assert dropped.of("a") == {}
    assert dropped.total == {"echo": 2, "phantom": 1, "loop": 1}


def test_calls_that_never_close_do_not_fill_the_memory() -> None:
    dropped = Dropped(most_calls=2)
    for call in ("a", "b", "c"):
        dropped.add(call, "echo")
    assert dropped.of("a") == {}
    assert dropped.total == {"echo": 3}


def test_the_log_names_most_first() -> None:
    assert in_words({"loop": 1, "echo": 3, "empty": 1}) == "echo 3, empty 1, loop 1"
    assert in_words({}) == ""
