"""Decides whether what a person typed is what the office has on record.

Every comparison is symmetric and forgives the way of writing, never the content: a refusal sends
a person to the office, a false match opens somebody else's account.
"""

from ebok.identity.addresses import address
from ebok.identity.company_names import company_name
from ebok.identity.folding import fold
from ebok.identity.households import persons
from ebok.identity.person_names import readings
from ebok.identity.streets import Streets


def same_person(typed: str, recorded: str) -> bool:
    """True when both are the same first name and the same surname.

    Tolerated: letter case, Polish letters without their marks, spaces, apostrophes, titles beside
    at least two other words (pani, dr), surname first, a double surname in either order and with
    or without its hyphen, a second first name or its initial on one side only (a name of
    `given_names.GIVEN_NAMES`), `z domu …`, `jun.` or `śp.` on one side only, Ukrainian names in
    the passport's or in Polish spelling. A record of a couple is each of the two, and both.

    Not tolerated: a missing first name or surname, an initial or a pet form instead of the first
    name, the second name instead of the first one, two different second names, another surname,
    half of a double surname, a maiden name for the surname, senior for junior.

    Somebody who has died (`is_deceased`) is the same person, but opens no account: see
    `ebok.registration.decision`.
    """
    if _same_text(typed, recorded):
        return True
    mine, theirs = persons(fold(typed)), persons(fold(recorded))
    if len(mine) == 1:
        return any(_one_person(mine[0], person) for person in theirs)
    return len(mine) == len(theirs) and all(
        any(_one_person(person, other) for other in theirs) for person in mine
    )


def _one_person(one: list[str], other: list[str]) -> bool:
    theirs = [reading for name in other for reading in readings(name)]
    return any(mine.same_as(their) for name in one for mine in readings(name) for their in theirs)


def same_company(typed: str, recorded: str) -> bool:
    """True when both are the same company's name.

    Tolerated: letter case, Polish letters without their marks, spaces, hyphens, dots, quotation
    marks, `&` for `i`, the legal form in full, shortened, standing elsewhere or left out, common
    shortenings (PHU, FHU), `w likwidacji`.

    Not tolerated: two different legal forms (sp. z o.o. and S.A.), a missing or an additional
    word, words in another order.
    """
    return _same_text(typed, recorded) or company_name(typed).same_as(company_name(recorded))


def same_address(typed: str, recorded: str, streets: Streets | None = None) -> bool:
    """True when both are the same door.

    Tolerated: letter case, Polish letters without their marks, spaces, hyphens, a missing `ul.`,
    `al.`, `pl.` or `os.`, `ul.` for `al.` or `pl.`, a title of the street's patron shortened or
    left out (gen., ks., dr), `św.` for `świętego`, every way of writing the numbers (`12A/5`,
    `12 a m. 5`, `12 a lok. 5`, `12 a 5`), floor and staircase, a missing town; any postcode or
    none.

    With `streets` (all the cooperative's): also a missing first name or initial of the patron, a
    missing Bulwar, an inflected street (`na Rogowskiej`); but nothing is tolerated that could mean
    another of the streets. Pass `Streets(addresses)` with the addresses of all premises, read in
    one query.

    Not tolerated: another house number or letter, another flat, a flat missing on one side, a
    garage or a shop for a flat, another street, another town, an estate (os.) for a street, one
    patron's title or first name for another.
    """
    if _same_text(typed, recorded):
        return True
    mine, theirs = address(typed), address(recorded)
    if streets is None:
        return mine.same_as(theirs)
    return mine.same_house_and_flat(theirs) and streets.mean(mine, theirs)


def _same_text(one: str, other: str) -> bool:
    """However it is to be understood, it is the same."""
    mine = fold(one).split()
    return mine == fold(other).split() and any(map(str.isalnum, "".join(mine)))
