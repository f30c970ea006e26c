"""The customer reacts to what the trainee's words do, gets impatient, remembers, and always comes to an end."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from protocol.training import Difficulty
from server.content.playbook import Playbook
from server.practice.casting import open_customer, resume_customer, scenario_of, seed_of
from server.practice.engine import CustomerEngine, CustomerTurn, Snapshot, Step, TraineeTurn
from server.practice.errors import ScenarioUnknown, SnapshotUnusable
from server.practice.house_words import HOUSE
from server.practice.scenario import PracticeScenario
from server.practice.script_engine import ScriptEngine
from tests.server.practice.scenario_texts import SMALL, changed, scenario

GREETING = "Good morning, this is Northlight Bank, how may I help you?"
FEE = "Paying off early costs 1% of what you still owe."
WHERE = "You can do it in the app."


class Call:
    """A call of the small scenario, line by line."""

    def __init__(self, book: Playbook, played: PracticeScenario | None = None, difficulty: Difficulty = "easy", seed: int = 5) -> None:
        self.engine = ScriptEngine(book, played or scenario(book), difficulty, seed)
        self.first = self.engine.opening()
        self.at_ms = 0

    def says(self, *lines: str, interrupted: bool = False) -> CustomerTurn:
        turn = CustomerTurn()
        for line in lines:
            self.at_ms += 5000
            turn = self.engine.hear(TraineeTurn(text=line, start_ms=self.at_ms, end_ms=self.at_ms + 2000, interrupted=interrupted))
        return turn


def marks(turn: CustomerTurn) -> list[str]:
    return [f"{note.kind} {note.id} {note.state}".strip() for note in turn.notes if note.kind != "act"]


def house(key: str, text: str) -> bool:
    return any(way in text for way in HOUSE["en"][key].words)


@pytest.fixture
def call(en_book: Playbook) -> Call:
    return Call(en_book)


def test_he_who_calls_waits_to_be_greeted(call: Call) -> None:
    assert call.first.text == ""
    turn = call.says(GREETING)
    assert marks(turn) == ["stage opened", "ask fee raised"] and "?" in turn.text and turn.pause_ms > 0


def test_he_who_is_called_says_hello(en_book: Playbook) -> None:
    call = Call(en_book, scenario(en_book, changed('kind = "service"', 'kind = "service"\ndirection = "outbound"')))
    assert house("hello", call.first.text)
    turn = call.says("Good morning, am I speaking with Mr Grant?")
    assert marks(turn) == ["stage opened", "stage identified", "ask fee raised"] and house("myself", turn.text)
    turn = call.says("Thank you, and what are the last four digits of your phone number?")
    assert marks(turn) == ["stage identified"] and "seven three one five" in turn.text


def test_he_who_is_called_does_not_ask_what_the_greeting_told(en_book: Playbook) -> None:
    call = Call(en_book, scenario(en_book, changed('kind = "service"', 'kind = "service"\ndirection = "outbound"')))
    turn = call.says(f"Good morning, this is Northlight Bank, you asked us about the fee. {FEE}")
    assert marks(turn) == ["ask fee answered", "stage opened", "ask where raised"]


def test_a_whole_call(call: Call) -> None:
    call.says(GREETING)
    assert marks(call.says(FEE)) == ["ask fee answered", "ask where raised"]
    turn = call.says(WHERE)
    assert marks(turn) == ["ask where answered", "stage nothing_more"] and turn.mood > 0
    turn = call.says("Thank you for calling, goodbye.")
    assert (turn.outcome, turn.why, turn.hang_up) == ("success", "helped", True) and call.engine.over
    assert call.says("Hello?") == CustomerTurn(mood=turn.mood)


def test_objections_and_traps_come_at_their_difficulty(en_book: Playbook) -> None:
    call = Call(en_book, difficulty="hard")
    call.says(GREETING)
    assert "objection unfair raised" in marks(call.says(FEE))
    assert "objection unfair resolved" in marks(call.says("It is in the contract."))
    assert "trap waive laid" in marks(call.says(WHERE))
    turn = call.says("Sure, I will waive it.")
    assert (turn.outcome, turn.why) == ("failure", "waived")


def test_an_answer_before_it_is_asked_for_is_not_asked_for_again(call: Call) -> None:
    call.says(GREETING)
    turn = call.says(f"{FEE} {WHERE}")
    assert {"ask fee answered", "ask where answered", "stage nothing_more"} <= set(marks(turn))


def test_a_wrong_figure_is_doubted_once_then_he_goes(call: Call) -> None:
    call.says(GREETING)
    turn = call.says("It costs 7%.")
    assert "ask fee wrong" in marks(turn) and house("doubt", turn.text) and turn.mood < 0
    turn = call.says("It costs 7%, really.")
    assert (turn.outcome, turn.why) == ("failure", "misled")


def test_a_wrong_figure_can_be_put_right(call: Call) -> None:
    call.says(GREETING, "It costs 7%.")
    turn = call.says(f"I have to correct myself. {FEE}")
    assert "ask fee answered" in marks(turn) and house("corrected", turn.text)


def test_who_knows_nothing_believes_it_and_the_call_can_not_succeed_until_it_is_put_right(en_book: Playbook) -> None:
    played = scenario(en_book, changed("age = 40", 'age = 40\nknowledge = "none"'))
    lied = Call(en_book, played)
    lied.says(GREETING)
    assert "ask where raised" in marks(lied.says("It costs 7%."))
    lied.says(WHERE)
    assert lied.says("Goodbye.").outcome == "failure"
    corrected = Call(en_book, played)
    corrected.says(GREETING, "It costs 7%.")
    assert house("corrected", corrected.says(f"Sorry, I was wrong. {FEE}").text)
    corrected.says(WHERE)
    assert corrected.says("Goodbye.").outcome == "success"


def test_an_expert_contradicts(en_book: Playbook) -> None:
    call = Call(en_book, scenario(en_book, changed("age = 40", 'age = 40\nknowledge = "expert"')))
    call.says(GREETING)
    assert house("contradict", call.says("It costs 7%.").text)


def test_what_he_is_asked_he_answers(call: Call) -> None:
    call.says(GREETING)
    assert "seven three one five" in call.says("What are the last four digits of your phone number?").text
    assert house("said_already", call.says("What are the last four digits of your phone number?").text)
    assert "on Monday" in call.says("And when should it be done?").text


def test_the_hidden_need_comes_out_when_it_is_asked_for(call: Call) -> None:
    call.says(GREETING)
    turn = call.says("Could you tell me what is behind it?")
    assert marks(turn) == ["need need revealed"] and "on Monday" in turn.text
    assert turn.pause_ms == 600


def test_being_ignored_costs_patience_until_he_hangs_up(call: Call) -> None:
    call.says(GREETING)
    turns = []
    while not call.engine.over:
        turns.append(call.says(f"We have a lovely savings account number {len(turns)}."))
    assert len(turns) < 15 and turns[-1].outcome in ("hung_up", "failure") and turns[-1].mood < turns[0].mood


def test_an_insult_hurts_and_the_second_ends_it(call: Call) -> None:
    call.says(GREETING)
    turn = call.says("You are so stupid.")
    assert house("insulted", turn.text) and turn.mood < -0.3
    turn = call.says("Shut up.")
    assert (turn.outcome, turn.why) == ("hung_up", "insulted") and house("hang_insulted", turn.text)


def test_a_trainee_who_only_swears(en_book: Playbook) -> None:
    call = Call(en_book)
    assert call.says("damn you", "bullshit").why == "insulted"


def test_saying_sorry_helps_while_he_is_upset_and_wears_off(en_book: Playbook) -> None:
    played = scenario(en_book, changed('customer_id = "C1001"', 'customer_id = "C1001"\nmood = -0.6'))
    call = Call(en_book, played)
    moods = [call.says(GREETING).mood]
    moods += [call.says(f"I am very sorry about that, number {number}.").mood for number in range(4)]
    gains = [after - before for before, after in zip(moods, moods[1:], strict=False)]
    assert gains[0] > gains[1] > 0 > gains[3]


def test_silence_makes_him_ask_then_leave(call: Call) -> None:
    call.says(GREETING)
    assert call.engine.silence(1.0).text == "" and call.engine.next_silence_s > 4
    first = call.engine.silence(call.engine.next_silence_s)
    assert house("silence", first.text) and first.mood < 0.1
    call.engine.silence(call.engine.next_silence_s)
    last = call.engine.silence(call.engine.next_silence_s)
    assert (last.outcome, last.why) == ("hung_up", "silence")
    assert call.engine.silence(1000.0).text == ""


def test_words_between_silences_begin_anew(call: Call) -> None:
    call.says(GREETING)
    call.engine.silence(20)
    call.says("Let me think.")
    call.engine.silence(20)
    assert not call.engine.over


def test_asked_to_wait_he_waits_longer(call: Call) -> None:
    call.says(GREETING)
    before = call.engine.next_silence_s
    turn = call.says("One moment please, let me check.")
    assert house("held", turn.text) and call.engine.next_silence_s > 4 * before
    call.engine.silence(call.engine.next_silence_s)
    assert call.engine.next_silence_s < 20


def test_nothing_said_is_silence(call: Call) -> None:
    turns = [call.says(text) for text in ("", "…", " ")]
    assert turns[-1].why == "silence" and turns[0].text and turns[1].text


def test_interrupted_he_says_it_again_without_counting_it(call: Call) -> None:
    call.says(GREETING)
    call.engine.interrupted(3)
    turn = call.says("We have a lovely savings account.", interrupted=True)
    assert house("interrupted", turn.text) and "?" in turn.text
    assert any(note.kind == "act" and note.id == "interrupted" for note in turn.notes) and turn.mood < 0


def test_a_trap_that_is_not_noticed_is_missed_without_hard_feelings(en_book: Playbook) -> None:
    call = Call(en_book, difficulty="hard")
    call.says(GREETING, FEE, "It is in the contract.")
    mood = call.says(WHERE).mood
    call.says("We have a lovely app.")
    turn = call.says("Its colours are new.")
    assert "trap waive missed" in marks(turn) and turn.mood == mood
    assert call.says("Goodbye.").outcome == "failure"


def test_goodbye_too_early(call: Call) -> None:
    call.says(GREETING)
    turn = call.says("Goodbye.")
    assert house("not_done", turn.text) and not turn.hang_up
    turn = call.says("Goodbye now.")
    assert (turn.outcome, turn.why) == ("failure", "closed_early")


def test_who_never_says_goodbye_is_left(en_book: Playbook) -> None:
    call = Call(en_book)
    turn = call.says(GREETING, FEE, WHERE, "Fine weather.", "Fine trees.", "Fine sea.")
    assert (turn.outcome, turn.why) == ("failure", "unresolved")


def test_there_is_a_longest_time(call: Call) -> None:
    call.at_ms = 16 * 60_000
    turn = call.says(GREETING)
    assert (turn.outcome, turn.why) == ("timeout", "too_long")


def test_jargon_needs_explaining(call: Call) -> None:
    call.says(GREETING)
    assert house("jargon", call.says("Your escrow is amortizing.").text)


def test_another_language_and_ten_thousand_characters(en_book: Playbook) -> None:
    call = Call(en_book)
    call.says(GREETING)
    assert house("language", call.says("您好请问有什么可以帮您").text)
    assert house("long", call.says("and so on and so on " * 500).text)


@pytest.mark.parametrize("seed", range(6))
def test_the_same_words_never_twice_in_a_row(seed: int, en_book: Playbook) -> None:
    call = Call(en_book, seed=seed)
    said = [call.says(GREETING).text]
    for number in range(9):
        said.append(call.says(f"What are the last four digits of your phone number, please, {number}?").text)
        if call.engine.over:
            break
    assert all(one != other for one, other in zip(said, said[1:], strict=False))


def test_the_same_seed_and_words_are_the_same_customer_and_other_seeds_speak_differently(en_book: Playbook) -> None:
    lines = (GREETING, "What happened?", "It costs 7%.", FEE, "I am sorry.", WHERE, "Goodbye.")

    def texts(seed: int) -> list[str]:
        call = Call(en_book, seed=seed)
        return [call.says(line).text for line in lines]
    assert texts(1) == texts(1)
    assert len({tuple(texts(seed)) for seed in range(8)}) > 4


def test_dialect(en_book: Playbook) -> None:
    played = scenario(en_book, changed("patience = 0.7", 'patience = 0.7\ndialect = {"my" = "me", "loan" = "borrowing"}'))
    texts = {Call(en_book, played, seed=seed).says(GREETING).text for seed in range(8)}
    assert not any(" loan" in text or " my " in text for text in texts) and any("me borrowing" in text for text in texts)


def test_a_call_is_taken_up_where_it_stood(en_book: Playbook) -> None:
    played = scenario(en_book)
    call = Call(en_book, played, "hard", 9)
    call.says(GREETING, "It costs 7%.")
    call.engine.silence(call.engine.next_silence_s, 30_000)
    call.engine.interrupted(4)
    call.says(FEE, interrupted=True)
    kept = msgspec.json.encode(call.engine.snapshot())
    again = resume_customer(en_book, played, kept)
    assert again.snapshot() == call.engine.snapshot() and again.mood == call.engine.mood
    line = TraineeTurn(text="It is in the contract.", start_ms=60_000, end_ms=62_000)
    assert again.hear(line) == call.engine.hear(line)


def test_what_can_not_be_taken_up(en_book: Playbook) -> None:
    other = Snapshot(scenario="other", difficulty="easy", seed=1, steps=(Step(kind="opening"),))
    for kept in (b"{", b'{"scenario": 3}', other, msgspec.structs.replace(other, scenario="travel_card", version=99)):
        with pytest.raises(SnapshotUnusable, match="begin"):
            resume_customer(en_book, "travel_card", kept)
    with pytest.raises(ScenarioUnknown, match=r"it has: .*travel_card"):
        scenario_of(en_book, "nothing")


async def test_without_a_model_the_words_stay(en_book: Playbook) -> None:
    engine: CustomerEngine = open_customer(en_book, "travel_card", "normal", seed_of("call-1"))
    engine.opening()
    turn = engine.hear(TraineeTurn(text=GREETING, start_ms=0, end_ms=2000))
    assert engine.name == "script" and await engine.worded(turn) == turn
    assert seed_of("call-1") == seed_of("call-1") != seed_of("call-2")


def test_the_text_of_the_small_scenario_is_sound(en_book: Playbook) -> None:
    assert scenario(en_book, SMALL).id == "small"


LINES = st.lists(st.one_of(st.text(max_size=60), st.sampled_from((
    GREETING, FEE, WHERE, "It costs 7%.", "Goodbye.", "", "I am sorry.", "One moment please.", "您好", "Shut up.", "Why is that?",
    "I guarantee it.", "What are the last four digits of your phone number?"))), max_size=14)


@given(lines=LINES, stops=st.lists(st.integers(-3, 200), max_size=3), waits=st.lists(st.floats(0, 60), max_size=4), hard=st.booleans())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_said_he_stays_whole_and_can_be_made_again(lines: list[str], stops: list[int], waits: list[float], hard: bool,
                                                               en_book: Playbook) -> None:
    played = scenario(en_book)
    call = Call(en_book, played, "hard" if hard else "normal", seed=len(lines))
    turns: list[CustomerTurn] = []
    for place, line in enumerate(lines):
        turns.append(call.says(line))
        for stop in stops[place:place + 1]:
            call.engine.interrupted(stop)
        for wait in waits[place:place + 1]:
            turns.append(call.engine.silence(wait, call.at_ms))
    assert all(-1 <= turn.mood <= 1 and turn.hang_up == bool(turn.outcome) == bool(turn.why) for turn in turns)
    assert sum(turn.hang_up for turn in turns) == call.engine.over
    assert all("{" not in turn.text for turn in turns)
    again = resume_customer(en_book, played, msgspec.json.encode(call.engine.snapshot()))
    assert again.snapshot() == call.engine.snapshot() and (again.mood, again.over) == (call.engine.mood, call.engine.over)
    line = TraineeTurn(text="And now?", start_ms=call.at_ms, end_ms=call.at_ms + 9)
    assert again.hear(line) == call.engine.hear(line)
