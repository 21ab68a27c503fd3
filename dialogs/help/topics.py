"""What Help says on each screen, and what the tutorial's words mean."""

from __future__ import annotations

from dialogs.words import N_

GENERAL = "general"

TOPICS: dict[str, str] = {
    GENERAL: N_(
        "Press a button to choose. When we ask a question, type the answer and send it.\n"
        "<b>Menu</b> brings you back to the beginning at any time."
    ),
    "registration": N_(
        "We ask ten short questions, one at a time. You can stop at any moment.\n"
        "We keep the answers, so you can finish later. After that a login and a temporary"
        " password come by e-mail."
    ),
    "what_ebok": N_(
        "eBOK is the customer office of the cooperative, but electronic. Here you check what is"
        " to pay and what has been paid. There is no queue and no opening hours."
    ),
    "what_registration": N_(
        "To register means to open an account of your own here. It is done once.\n"
        "Thanks to it only you see your data."
    ),
    "symbol": N_(
        "The client number has 6 digits, for example 204518\n"
        "It stands on the bill and on the media settlement. Look in the top left corner, next to"
        " the words SYMBOL KLIENTA."
    ),
    "name": N_(
        "Please give the name of the holder of the flat, as the cooperative knows it.\n"
        "For example: Anna Kowalska. A company gives its full name."
    ),
    "address": N_(
        "Please give the street, the house number and the flat number.\n"
        "For example: Rogowska 5/8. The postcode is not needed."
    ),
    "pesel": N_(
        "PESEL is the 11-digit number from the identity card. A company gives its NIP, which has"
        " 10 digits.\nWe use it only to recognise the holder. We delete the message at once."
    ),
    "email": N_(
        "An e-mail address is like a letter box on the internet. It has the sign @ in the middle."
        "\nFor example: anna.kowalska@example.com. The login and the password will come there."
    ),
    "email_twice": N_(
        "We ask twice to catch a typing slip. A wrong address means that the password never"
        " comes.\nPlease type it again, do not copy it. Copying would repeat the slip."
    ),
    "phone": N_(
        "Please give a number at which we can call you, for example 600 100 200\n"
        "We do not pass it on to anybody. A foreign number begins with +, for example"
        " +380 67 123 45 67"
    ),
    "terms": N_(
        "The terms of use say what eBOK does and what the rules are.\n"
        "Press the file above to read them. Without your agreement we cannot open an account."
    ),
    "data_consent": N_(
        "RODO is the law that protects personal data. It lets us use your data only with your"
        " consent.\nYou can take the consent back in the office at any time."
    ),
    "human": N_(
        "This is how we check that a person is pressing, not a program.\n"
        "Count the digits from the left. Press the digit that stands at the place we name."
    ),
    "summary": N_(
        "Please read the data once more. A mistake in one letter may mean a refusal.\n"
        "<b>Correct</b> lets you change one answer. <b>Send</b> passes the application to us."
    ),
    "sent": N_(
        "The computer now compares the data with the cooperative's records.\n"
        "The answer comes here and by e-mail, most often within a minute."
    ),
    "login": N_(
        "The login is your client number: 6 digits. You can also give the e-mail address from"
        " the registration.\nThe password came by e-mail, or you set it yourself."
    ),
    "forgotten": N_(
        "We send a new temporary password to the e-mail address on the account.\n"
        "You set your own password after logging in. The old one works until then."
    ),
    "remember": N_(
        "On your own phone choose <b>Remember this phone</b>. Then you need no password for"
        " {remember_days} days.\nOn somebody else's phone choose <b>Only now</b>."
    ),
    "password": N_(
        "The password protects your data. Nobody in the office knows it.\n"
        "Do not give it to anybody. We delete the message with it at once."
    ),
    "balance": N_(
        "The balance says what is to pay. <b>Overdue</b> means that the due day has passed."
        "\n<b>Not yet due</b> means that there is still time."
    ),
    "pay": N_(
        "Press the button with the account number and it is copied. Then paste it in your bank."
        "\nEach flat or garage has an account number of its own."
    ),
    "menu": N_(
        "<b>Balance</b> shows what is to pay. <b>More</b> has the password and logging out.\n"
        "In the end press <b>Log out</b>, most of all on somebody else's phone."
    ),
    "language": N_("Choose the language in which we write. You can change it at any time."),
    "contact": N_("Here is how to reach people in the office. You can also come in person."),
}
