"""Decides whether what a person typed is what the office has on record.

Every comparison is symmetric and forgives the way of writing, never the content: a refusal sends
a person to the office, a false match opens somebody else's account.
"""

from ebok.identity.addresses import address
from ebok.identity.company_names import company_name
from ebok.identity.person_names import readings


def same_person(typed: str, recorded: str) -> bool:
    """True when both are the same first name and the same surname.

    Tolerated: letter case, Polish letters without their marks, spaces, apostrophes, titles
    (pani, dr), surname first, a double surname in either order and with or without its hyphen,
    a second first name on one side only (a name of `given_names.GIVEN_NAMES`).

    Not tolerated: a missing first name or surname, an initial or a pet form instead of the first
    name, the second name instead of the first one, two different second names, another surname,
    half of a double surname.
    """
    theirs = readings(recorded)
    return any(mine.same_as(their) for mine in readings(typed) for their in theirs)


def same_company(typed: str, recorded: str) -> bool:
    """True when both are the same company's name.

    Tolerated: letter case, Polish letters without their marks, spaces, hyphens, dots, quotation
    marks, `&` for `i`, the legal form in full, shortened, standing elsewhere or left out, common
    shortenings (PHU, FHU), `w likwidacji`.

    Not tolerated: two different legal forms (sp. z o.o. and S.A.), a missing or an additional
    word, words in another order.
    """
    return company_name(typed).same_as(company_name(recorded))


def same_address(typed: str, recorded: str) -> bool:
    """True when both are the same door.

    Tolerated: letter case, Polish letters without their marks, spaces, hyphens, a missing `ul.`,
    `al.`, `pl.` or `os.`, `ul.` for `al.` or `pl.`, a title of the street's patron shortened or
    left out (gen., ks., dr), `św.` for `świętego`, every way of writing the numbers (`12A/5`,
    `12 a m. 5`, `12 a lok. 5`, `12 a 5`), staircase, a missing town; any postcode or none.

    Not tolerated: another house number or letter, another flat, a flat missing on one side, a
    garage or a shop for a flat, another street, another town, an estate (os.) for a street, one
    patron's title for another.
    """
    return address(typed).same_as(address(recorded))
