"""The enrolment code comes back as it went in, and a slip of the pen is noticed."""

from __future__ import annotations

import pytest
import zmq

from protocol.enrolment import EnrolmentCode, EnrolmentCodeError, decode_code, encode_code

SERVER_KEY = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7"
SECRET = "JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6"
ENDPOINT = "tcp://seatmate.example:47800"


def test_round_trip_with_keys_of_the_real_library() -> None:
    for _ in range(20):
        public, secret = zmq.curve_keypair()
        code = encode_code(ENDPOINT, public.decode(), secret.decode())
        assert decode_code(code) == EnrolmentCode(ENDPOINT, public.decode(), secret.decode())


def test_case_spaces_and_line_breaks_do_not_matter() -> None:
    code = encode_code(ENDPOINT, SERVER_KEY, SECRET)
    mangled = "  " + code.upper().replace("-", " \n") + "\n"
    assert decode_code(mangled).one_time_secret == SECRET


def test_a_code_is_safe_in_a_shell() -> None:
    code = encode_code("tcp://[fd00::1]:47800", SERVER_KEY, SECRET)
    assert set(code) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_every_single_wrong_character_is_noticed() -> None:
    code = encode_code(ENDPOINT, SERVER_KEY, SECRET)
    noticed = 0
    for at in range(len("seat1-"), len(code)):
        if code[at] == "-":
            continue
        wrong = code[:at] + ("a" if code[at] != "a" else "b") + code[at + 1:]
        try:
            # the last character carries padding bits only in part; equal content is no harm
            assert decode_code(wrong) == decode_code(code)
        except EnrolmentCodeError:
            noticed += 1
    assert noticed >= sum(letter != "-" for letter in code) - len("seat1") - 1


@pytest.mark.parametrize("text", ["", "hello", "seat1-", "seat1-!!!!", "seat1-aaaaaaaa", "seat2-abc"])
def test_what_is_no_code_is_refused_in_words(text: str) -> None:
    with pytest.raises(EnrolmentCodeError) as caught:
        decode_code(text)
    assert str(caught.value) and caught.value.code == "enrol.code"


@pytest.mark.parametrize(("endpoint", "key"), [("server:47800", SERVER_KEY), (ENDPOINT, "short"),
                                               (ENDPOINT, "#" * 40), ("tcp://a b:1", SERVER_KEY)])
def test_a_wrong_address_or_key_is_refused(endpoint: str, key: str) -> None:
    with pytest.raises(EnrolmentCodeError):
        encode_code(endpoint, key, SECRET)
