"""The few wordings that tests recognise the bot by, beside the labels of contracts/labels.md and
the tutorial's own sentences: a writer who changes one changes it here."""

OFFICE = "Bulwar Ikara 10b"
OFFICE_PHONE = "71 354 00 00"
OFFICE_MAIL = "biuro@smpiast.example.com"

WELCOME = "Dzień dobry"
OLD_OFFICE = "starym eBOK"
WAITING_REGISTRATION = "Dokończ rejestrację"  # a label
KEEP_ANSWER = "Zostaw bez zmian"  # a label
CORRECT_SLIP, NO_SLIP = "Tak, popraw", "Nie, zostaw mój"  # labels
READ_AGAIN = "Przeczytaj jeszcze raz"  # a label
CORRECT = "Popraw zgłoszenie"  # a label
BY_LETTER = "Mam kod z listu"  # a label
SUMMARY = "Czy wszystko się zgadza"

RECEIVED = "mamy zgłoszenie"  # a mail's subject
ACCEPTED = "Konto jest gotowe"
ANSWER = "odpowiedź na zgłoszenie"  # a mail's subject
REFUSED = "ozpoznaliśmy tych danych"
INCOMPLETE = "brakuje części danych"
EXISTS = "konto już"  # a mail's subject

WRONG_LOGIN = "Login lub hasło się nie zgadza"
LOCKED = "Za dużo prób"
LOCKED_MAIL = "złe hasło"  # a mail's subject
LOGGED_IN = "Udało się zalogować"
LOGGED_OUT_IDLE = "Dla bezpieczeństwa"
DATA_REMOVED = "Usunęliśmy wiadomości"
LOGGED_OUT_ELSEWHERE = "wylogowaliśmy ten telefon"
ACCOUNT_CLOSED = "Zamknęliśmy to konto"
ACCOUNT_CLOSED_MAIL = "zamknęliśmy konto"  # a mail's subject
LOGIN_NEEDED = "zalogować"
PASSWORDS_DIFFER = "hasła się różnią"

BOTTOM_ROW = ("Wstecz", "Menu", "Pomoc")
SORRY = "Coś u nas nie zadziałało"
