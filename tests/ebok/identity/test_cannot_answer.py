"""Whoever says that they do not know is understood, and whoever answers is not misunderstood."""

import pytest

from ebok.identity.cannot_answer import says_cannot_answer


@pytest.mark.parametrize(
    "typed",
    [
        "nie wiem", "Nie wiem.", "NIE WIEM", "niewiem", "nie wiem :(", "nie wiem jaki", "?", "???",
        "nie mam", "nie mam PESEL", "Nie mam peselu", "nie mam maila", "maila nie mam",
        "Nie mam adresu e-mail", "niestety nie mam e-maila", "nie posiadam poczty", "nie pamiętam",
        "nie pamietam numeru", "ja tego nie pamiętam", "zapomniałam", "Zapomniałem hasła",
        "nie znam symbolu", "nie mam telefonu", "nie mam komórki", "brak", "Brak.", "brak maila",
        "brak e-maila", "nie dotyczy", "nie rozumiem", "nie rozumiem o co chodzi", "nie", "żaden",
        "nie mogę znaleźć", "skąd mam to wiedzieć?", "nie wiem gdzie to jest", "-", "—", "...",
        "nie mam przy sobie rachunku", "a skąd ja mam wiedzieć", "nie ma", "nie potrafię",
        "nie\u200b wiem", "nie  mam\nPESEL", "nie mam 11 cyfr", "zgubiłam", "xxx", "nwm",
        "не знаю", "Не знаю!", "не пам'ятаю", "не пам’ятаю", "не памятаю номер", "немає",
        "у мене немає пошти", "не маю PESEL", "не розумію", "забула", "забув", "ні",
        "не помню", "у меня нет почты", "ne znaju", "не понимаю",
        "I don't know", "i dont know", "I don’t know", "do not know", "no idea", "I have no email",
        "I don't have a PESEL", "don't remember", "I forgot", "forgot", "none", "n/a", "no email",
        "I do not understand", "haven't got one", "can't find it", "not sure",
    ],
)  # fmt: skip
def test_that_is_no_answer(typed: str) -> None:
    assert says_cannot_answer(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "Halina Brak", "Brak Halina", "Maria Wiśniewska", "Jan Niemiec", "Anna Niewiadomska",
        "Nie-Wiem-Kto 12/5".replace("Nie-Wiem-Kto", "Niemierzyńska"), "No Name sp. z o.o.",
        "Bulwar Ikara 12/5", "ul. Brak 3", "104217", "52031512346", "maria@wp.pl", "601 234 567",
        "nie wiem, chyba 104217", "brak@wp.pl", "nie mam pewności, ale maria@wp.pl",
        "nie mam stacjonarnego, komórka 601 234 567", "Jan Niechciał", "Igła", "Nguyen No",
        "Zaden Kowalski", "Nemaj Ivan", "Ні Олена", "Stowarzyszenie Nic Straconego", "",
    ],
)  # fmt: skip
def test_that_is_an_answer(typed: str) -> None:
    assert not says_cannot_answer(typed)
