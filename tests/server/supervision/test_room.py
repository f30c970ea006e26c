"""One call and its supervisors: one speaker at most, one owner always, the badge before the first sound."""

from __future__ import annotations

import random

import pytest

from protocol.call import WireError
from protocol.relay import TalkSound
from protocol.supervision import LineBridge, Observers, Observing, SpeakerOwner
from server.supervision.errors import AGENT_GONE, NO_BRIDGE, NO_HEADSET, TAKEN
from server.supervision.relaying import PIECE_BYTES
from server.supervision.room import TAKEN_S, Room
from tests.server.supervision.conftest import StandInCall, a_client, sent

LINE = LineBridge(call="c1", bridge=True)


@pytest.fixture
def room(call: StandInCall) -> Room:
    found = Room(call)
    found.line_says(LINE)
    return found


def commit_all(room: Room, call: StandInCall, now_s: float = 0.0) -> None:
    while call.waiting:
        room.committed(call.commit(), now_s)


def owners(call: StandInCall) -> list[tuple[str, int, str]]:
    return [(one.owner, one.epoch, one.by) for one in call.stored if isinstance(one, SpeakerOwner)]


def test_nobody_hears_before_the_badge_is_committed(room: Room, call: StandInCall) -> None:
    sun = a_client("sun")
    room.enter(sun, "listen", "complaint", "2030-01-01T00:00:00+00:00")
    assert not room.presences[sun].hears and sent(sun) == []
    commit_all(room, call)
    assert room.presences[sun].hears
    assert call.stored == [Observers(call="c1", at_ms=1_000, names=("Sun",), modes=("listen",), reasons=("complaint",))]
    assert sent(sun) == [Observing(call="c1", mode="listen", until="2030-01-01T00:00:00+00:00")]


def test_each_mode_has_its_owner_and_leaving_gives_the_call_back(room: Room, call: StandInCall) -> None:
    sun = a_client("sun")
    for mode in ("whisper", "barge", "takeover", "listen"):
        room.enter(sun, mode, "r", "")  # type: ignore[arg-type]
        commit_all(room, call)
    room.leave(room.presences[sun])
    assert owners(call) == [("agent", 1, "Sun"), ("both", 2, "Sun"), ("supervisor", 3, "Sun"), ("agent", 4, "")]
    told = [one for one in sent(sun) if isinstance(one, Observing)]
    assert [(one.mode, one.epoch) for one in told] == [("whisper", 1), ("barge", 2), ("takeover", 3), ("listen", 4), ("", 4)]
    commit_all(room, call)
    assert call.stored[-1] == Observers(call="c1", at_ms=1_000)


def test_a_second_speaker_is_refused_and_told_who_speaks(room: Room) -> None:
    sun, ray = a_client("sun"), a_client("ray")
    room.enter(sun, "whisper", "r", "")
    assert room.refusal(ray, "barge") == (TAKEN, {"name": "Sun"})
    assert room.refusal(ray, "listen") == ("", {}) and room.refusal(sun, "barge") == ("", {})


def test_what_the_agents_client_can_not_do_nobody_may_take(call: StandInCall) -> None:
    room, sun = Room(call), a_client("sun")
    assert [room.refusal(sun, mode)[0] for mode in ("listen", "whisper", "barge", "takeover")] == [
        "", NO_HEADSET, NO_BRIDGE, NO_BRIDGE], "an older client never says LineBridge"
    room.line_says(LineBridge(call="c1", bridge=False))
    assert [room.refusal(sun, mode)[0] for mode in ("whisper", "barge")] == ["", NO_BRIDGE]
    call.client = None
    assert [room.refusal(sun, mode)[0] for mode in ("listen", "whisper")] == ["", AGENT_GONE]


@pytest.mark.parametrize(("mode", "line", "code"), [
    ("takeover", LineBridge(call="c1", bridge=False), NO_BRIDGE), ("barge", LineBridge(call="c1", bridge=False), NO_BRIDGE),
    ("whisper", LineBridge(call="c1", bridge=True, headset=False), NO_HEADSET), ("whisper", LineBridge(call="c1", bridge=False), "")])
def test_a_line_that_breaks_ends_what_stands_on_it(room: Room, call: StandInCall, mode: str, line: LineBridge, code: str) -> None:
    sun = a_client("sun")
    room.enter(sun, mode, "r", "")  # type: ignore[arg-type]
    commit_all(room, call)
    sent(sun)
    ended = room.line_says(line)
    commit_all(room, call)
    if not code:
        assert ended is None and sent(sun) == [] and room.speaking is not None
        return
    assert ended is not None and ended[1] == code and room.speaking is None
    assert sent(sun) == [Observing(call="c1", mode="", epoch=2, code=code)]
    assert owners(call)[-1] == ("agent", 2, "")


def test_an_agent_who_is_away_is_spoken_for_by_nobody_and_listeners_wait(room: Room, call: StandInCall) -> None:
    sun, ray = a_client("sun"), a_client("ray")
    room.enter(sun, "takeover", "r", "")
    room.enter(ray, "listen", "r", "")
    commit_all(room, call)
    room.line_says(LineBridge(call="c1", bridge=False, headset=False), gone=True)
    commit_all(room, call)
    assert owners(call)[-1][0] == "agent" and list(room.presences) == [ray]
    assert [one.code for one in sent(sun) if isinstance(one, Observing)][-1] == AGENT_GONE


def test_a_client_that_does_not_follow_a_take_over_gets_the_call_back(room: Room, call: StandInCall) -> None:
    sun = a_client("sun")
    room.enter(sun, "takeover", "r", "")
    commit_all(room, call, now_s=10.0)
    assert room.unfollowed(10.0 + TAKEN_S - 0.1) is None
    room.followed(99)
    assert room.unfollowed(10.0 + TAKEN_S) is room.presences[sun], "an epoch that was never given says nothing"
    room.followed(1)
    assert room.unfollowed(10.0 + TAKEN_S) is None


def test_no_voice_while_an_owner_is_on_its_way(room: Room, call: StandInCall) -> None:
    sun = a_client("sun")
    room.enter(sun, "whisper", "r", "")
    assert room.presences[sun].relay is None
    commit_all(room, call)
    whisper = room.presences[sun].relay
    assert whisper is not None and (whisper.mode, whisper.epoch) == ("whisper", 1)
    room.enter(sun, "barge", "r", "")
    assert room.presences[sun].relay is None and not room.speaker.settled
    commit_all(room, call)
    barge = room.presences[sun].relay
    assert barge is not None and (barge.mode, barge.epoch) == ("barge", 2)


def test_who_left_before_the_commit_gets_nothing(room: Room, call: StandInCall) -> None:
    sun, ray = a_client("sun"), a_client("ray")
    room.enter(sun, "takeover", "r", "")
    room.leave(room.presences[sun], "supervision.right_ended")
    room.enter(ray, "barge", "r", "")
    room.committed(call.commit(), 0.0)
    assert sent(ray) == [] and room.presences[ray].relay is None
    commit_all(room, call)
    assert owners(call) == [("supervisor", 1, "Sun"), ("agent", 2, ""), ("both", 3, "Ray")]
    assert [(one.mode, one.code) for one in sent(sun) if isinstance(one, Observing)] == [("", "supervision.right_ended")]
    assert [(one.mode, one.epoch) for one in sent(ray) if isinstance(one, Observing)] == [("barge", 3)]


@pytest.mark.parametrize(("stored", "announced"), [
    ([], []), ([SpeakerOwner(call="c1", owner="agent", epoch=8)], []),
    ([SpeakerOwner(call="c1", owner="supervisor", epoch=5, mode="takeover", by="Sun"), Observers(call="c1", names=("Sun",))], [("agent", 6)]),
    ([SpeakerOwner(call="c1", owner="agent", epoch=5, mode="whisper", by="Sun")], [("agent", 6)]),
    ([SpeakerOwner(call="c1", owner="agent", epoch=5), Observers(call="c1", names=("Sun",), modes=("listen",))], [])])
def test_after_a_restart_the_agent_has_the_call_under_a_higher_epoch(
        call: StandInCall, stored: list[SpeakerOwner | Observers], announced: list[tuple[str, int]]) -> None:
    room = Room(call)
    room.restore(stored)
    badge = any(isinstance(one, Observers) for one in stored)
    commit_all(room, call)
    assert [(owner, epoch) for owner, epoch, _ in owners(call)] == announced
    assert [one.names for one in call.stored if isinstance(one, Observers)] == ([()] if badge or announced else [])
    sun = a_client("sun")
    room.line_says(LINE)
    room.enter(sun, "barge", "r", "")
    commit_all(room, call)
    last = max((one.epoch for one in stored if isinstance(one, SpeakerOwner)), default=0)
    assert room.speaker.settled and owners(call)[-1][1] == last + len(announced) + 1


def test_whatever_happens_there_is_one_owner_and_a_voice_only_under_it(call: StandInCall) -> None:
    """Thousands of steps in any order; commits lag behind."""
    chance, room = random.Random(7), Room(call)
    clients = [a_client(name) for name in ("sun", "ray", "tom")]
    seen_epoch, now_s, voices = 0, 0.0, 0
    for _ in range(4_000):
        now_s += 0.02
        client, step = chance.choice(clients), chance.randrange(9)
        if step < 3:
            mode = chance.choice(("listen", "whisper", "barge", "takeover"))
            if not room.refusal(client, mode)[0]:
                room.enter(client, mode, "r", "")  # type: ignore[arg-type]
        elif step == 3 and client in room.presences:
            room.leave(room.presences[client])
        elif step == 4:
            room.line_says(LineBridge(call="c1", bridge=chance.random() < 0.9, headset=chance.random() < 0.9))
        elif step == 5 and chance.random() < 0.1:
            room.line_says(LineBridge(call="c1", bridge=False, headset=False), gone=True)
        elif step > 5 and call.waiting:
            room.committed(call.commit(), now_s)
        committed = [one for one in call.stored if isinstance(one, SpeakerOwner)]
        assert all(one.epoch == number for number, one in enumerate(committed[seen_epoch:], seen_epoch + 1))
        seen_epoch = len(committed)
        speakers = [one for one in room.presences.values() if one.speaks]
        assert len(speakers) <= 1
        for one in room.presences.values():
            if one.relay is not None and room.speaker.settled:
                holds = committed[-1]
                voice = one.relay.take(TalkSound(call="c1", number=voices % 50, pcm=bytes(PIECE_BYTES)), now_s)
                voices += 1
                assert one.speaks and one.relay.epoch == holds.epoch and one.relay.mode == one.mode
                assert {"whisper": "agent", "barge": "both", "takeover": "supervisor"}[one.mode] == holds.owner
                assert voice is None or isinstance(voice, str) or (voice.epoch, voice.mode) == (holds.epoch, one.mode)
        for other in clients:
            assert not any(isinstance(one, WireError) for one in sent(other))
    assert seen_epoch > 200 and voices > 100
