"""Addresses and telephones are taken as telephones and people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebok.identity.contact import email_address, phone_number, readable_phone
from ebok.identity.email_slips import PROVIDERS, distance, likely_email_slip
from ebok.identity.errors import NotAnEmail, NotAPhone


@pytest.mark.parametrize(
    "typed",
    ["maria.w@wp.pl", " maria.w@wp.pl\n", "Maria.W@WP.PL", "maria.w @ wp.pl", "maria.w@wp. pl",
     "<maria.w@wp.pl>", "mailto:maria.w@wp.pl", "maria.w@wp.pl.", "maria.w@wp.pl,"],
)  # fmt: skip
def test_an_address_is_normalised(typed: str) -> None:
    assert email_address(typed) == "maria.w@wp.pl"


def test_a_polish_domain_is_kept_as_servers_know_it() -> None:
    assert email_address("jan@żółw.pl") == "jan@xn--w-uga1v8h.pl"


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("maria.w", "no_at_sign"),
        ("", "no_at_sign"),
        ("żaneta@wp.pl", "foreign_letter"),
        ("maria w@wp.pl", "other"),
        ("maria@wp", "other"),
        ("maria@wp,pl", "other"),
        ("maria@@wp.pl", "other"),
        ("@wp.pl", "other"),
        ("maria..w@wp.pl", "other"),
    ],
)
def test_what_is_no_address_is_refused_with_the_reason(typed: str, fault: str) -> None:
    with pytest.raises(NotAnEmail) as refusal:
        email_address(typed)
    assert refusal.value.fault == fault
    assert not typed or typed not in repr(refusal.value)


@pytest.mark.parametrize(
    ("domain", "meant"),
    [
        ("gmial.com", "gmail.com"),
        ("gmail.con", "gmail.com"),
        ("gmail.co", "gmail.com"),
        ("gmai.con", "gmail.com"),
        ("gmailcom", "gmail.com"),
        ("gmail", "gmail.com"),
        ("gmail.com.pl", "gmail.com"),
        ("wp.p", "wp.pl"),
        ("wp.lp", "wp.pl"),
        ("wp", "wp.pl"),
        ("wppl", "wp.pl"),
        ("wp,pl", "wp.pl"),
        ("o2.p", "o2.pl"),
        ("o2", "o2.pl"),
        ("onet.p", "onet.pl"),
        ("onte.pl", "onet.pl"),
        ("poczta.onte.pl", "poczta.onet.pl"),
        ("interia.p", "interia.pl"),
        ("interia", "interia.pl"),
        ("interia.e", "interia.eu"),
        ("outlok.com", "outlook.com"),
        ("hotmial.com", "hotmail.com"),
        ("yaho.com", "yahoo.com"),
        ("GMIAL.COM", "gmail.com"),
    ],
)
def test_a_slip_is_noticed(domain: str, meant: str) -> None:
    assert likely_email_slip(f"maria@{domain}") == f"maria@{meant}"


@pytest.mark.parametrize(
    "domain",
    ["wp.eu", "up.pl", "gmail.pl", "email.com", "mail.com", "inet.pl", "net.pl", "one.pl",
     "interia.com", "firma.pl", "smpiast.com.pl", "proton.me", "example.com", "x.pl", "tlen.eu"],
)  # fmt: skip
def test_another_real_domain_is_left_alone(domain: str) -> None:
    assert likely_email_slip(f"maria@{domain}") is None


@pytest.mark.parametrize("domain", PROVIDERS)
def test_a_known_provider_is_left_alone(domain: str) -> None:
    assert likely_email_slip(f"maria@{domain}") is None


@pytest.mark.parametrize("typed", ["", "maria", "@", "@wp.p", "maria@"])
def test_no_address_has_no_slip(typed: str) -> None:
    assert likely_email_slip(typed) is None


@given(st.text("wpo2netl.", max_size=8), st.sampled_from(PROVIDERS))
def test_a_correction_is_never_corrected_again(head: str, provider: str) -> None:
    corrected = likely_email_slip(f"maria@{head}{provider[-6:]}")
    assert corrected is None or likely_email_slip(corrected) is None


@given(st.text(max_size=6), st.text(max_size=6))
def test_distance_is_a_symmetric_count(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one) <= max(len(one), len(other))
    assert (distance(one, other) == 0) == (one == other)


@pytest.mark.parametrize(
    ("typed", "e164"),
    [
        ("601234567", "+48601234567"),
        ("601 234 567", "+48601234567"),
        ("601-234-567", "+48601234567"),
        ("+48 601 234 567", "+48601234567"),
        ("0048 601 234 567", "+48601234567"),
        ("48601234567", "+48601234567"),
        ("0601 234 567", "+48601234567"),
        ("+48 0601 234 567", "+48601234567"),
        ("tel. 601 234 567", "+48601234567"),
        ("(71) 355 12 12", "+48713551212"),
        ("071 355 12 12", "+48713551212"),
        ("+380 50 123 45 67", "+380501234567"),
        ("380501234567", "+380501234567"),
        ("+49 30 901820", "+4930901820"),
    ],
)
def test_a_telephone_is_read(typed: str, e164: str) -> None:
    assert phone_number(typed) == e164
    assert phone_number(readable_phone(e164)) == e164


def test_a_foreign_region_reads_its_own_numbers() -> None:
    assert phone_number("050 123 45 67", "UA") == "+380501234567"


@pytest.mark.parametrize(
    "typed", ["", "12345", "nie mam", "601 234 56", "6012345678", "112", "+", "601 234 567 wew 12"]
)
def test_what_is_no_telephone_is_refused(typed: str) -> None:
    with pytest.raises(NotAPhone):
        phone_number(typed)


def test_a_readable_telephone_stands_in_groups() -> None:
    assert readable_phone("+48601234567") == "601 234 567"
    assert readable_phone("+48713540000") == "71 354 00 00"


def test_a_readable_foreign_telephone_keeps_its_country_code() -> None:
    assert readable_phone("+380671234567") == "+380 67 123 4567"
