"""The proof of being human: six digits, two of them asked for in reading order."""

from __future__ import annotations

from ebok.registration.human import Challenge, new_challenge


def test_a_challenge_asks_for_two_of_six_digits_in_reading_order() -> None:
    for _ in range(500):
        challenge = new_challenge()
        first, second = challenge.positions

        assert len(challenge.digits) == 6
        assert challenge.digits.isdecimal()
        assert 1 <= first < second <= 6


def test_the_answers_are_the_digits_at_the_positions() -> None:
    challenge = Challenge("482915", (2, 5))

    assert [challenge.expected(0), challenge.expected(1)] == ["8", "1"]


def test_every_position_and_digit_comes_up() -> None:
    challenges = [new_challenge() for _ in range(2000)]

    assert {position for one in challenges for position in one.positions} == set(range(1, 7))
    assert {digit for one in challenges for digit in one.digits} == set("0123456789")
