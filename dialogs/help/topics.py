"""What Help says on each screen, and what the tutorial's words mean."""

from __future__ import annotations

from locales.speech import N_

GENERAL = "general"

TOPICS: dict[str, str] = {
    GENERAL: N_(
        "Press a button to choose. When we ask a question, type the answer and send it.\n"
        "<b>Menu</b> brings you back to the beginning at any time."
    ),
    "office": N_(
        "Here you write to the office, and the office answers here. Each matter has a number.\n"
        "Under <b>My cases</b> you see what the office wrote, and you can add more."
    ),
    "office_place": N_(
        "We ask where the fault is, so that the right people come.\n"
        "Please write the street and the house, and what it is. For example: Rogowska 5, lift"
    ),
    "office_message": N_(
        "Please write in your own words. For example: The tap in the kitchen leaks.\n"
        "Nothing goes to the office before you press <b>Send</b>."
    ),
    "office_sent": N_(
        "The office sees your message now. The answer comes here as a message from the office.\n"
        "You can answer it just like that, or press <b>Answer</b> below it."
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
        "This way only you can see your data."
    ),
    "what_logging_in": N_(
        "To log in means to show who you are, as with an identity card at the post office.\n"
        "Here you show it with a login and a password. Nobody else knows the password."
    ),
    "what_login": N_(
        "The login is the name under which eBOK knows you. Here it is your client number: 6"
        " digits.\nIt comes by e-mail together with the temporary password."
    ),
    "what_temporary": N_(
        "A temporary password is good for the first time only. It comes by e-mail.\n"
        "After it you set a password of your own. The temporary one stops working then."
    ),
    "what_spam": N_(
        "Spam is unwanted advertising in the mailbox. Mail programs put it in a folder of its"
        " own.\nAt times they are wrong, and our e-mail lands there too. So please look into it."
    ),
    "what_pdf": N_(
        "PDF is a file with pages, like a printed letter. Please press the file, and it opens.\n"
        "It does not open? Please press for longer and choose <b>Open with</b>."
    ),
    "what_bot": N_(
        "A bot is a computer program that pretends to be a person and opens false accounts.\n"
        "So we ask for two digits: a person finds them easily, a simple program does not."
    ),
    "what_slip": N_(
        "A typing slip is a wrong or a swapped letter, for example gmial instead of gmail.\n"
        "With it the e-mail never arrives. So we ask for the address twice and compare."
    ),
    "no_email": N_(
        "A mailbox costs nothing: one can open it at gmail, wp or onet, on this phone.\n"
        "Somebody close to you can help with it. Please keep its password.\n"
        "The office can help too. Please take an identity card."
    ),
    "symbol": N_(
        "The client number has 6 digits, for example 204518\n"
        "It is on the bill and on the media settlement. Look in the top left corner, next to"
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
    "letter": N_(
        "A letter from the office has a client number and a code of 12 digits."
        " With them you need no visit.\nThe code works once, for 30 days."
        " The office sends a new letter if it is lost."
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
    "tour": N_(
        "The guide tells what eBOK is and how it works, one screen at a time.\n"
        "<b>Do it now</b> opens the real thing. We remember where you stopped."
    ),
    "documents": N_(
        "Here are the cooperative's documents: resolutions, reports, regulations and others.\n"
        "Choose a kind and a year, then press a title. The file comes here. <b>Search</b> finds"
        " a document by a word of its title."
    ),
    "documents_access": N_(
        "Some documents are for everyone, some for residents, some for members only.\n"
        "By law the members of the cooperative may read its resolutions, minutes and reports."
    ),
    "language": N_("Choose the language in which we write. You can change it at any time."),
    "contact": N_("Here is how to reach people in the office. You can also come in person."),
}

# What the tutorial explains, by the words people know it under.
TERMS: dict[str, str] = {
    "address": N_("Address of the flat"),
    "email": N_("E-mail address"),
    "what_bot": N_("Bot"),
    "what_ebok": N_("eBOK"),
    "password": N_("Password"),
    "what_temporary": N_("Temporary password"),
    "what_login": N_("Login"),
    "what_logging_in": N_("What is logging in?"),
    "what_slip": N_("Typing slip"),
    "name": N_("Whose name?"),
    "no_email": N_("I have no e-mail"),
    "what_pdf": N_("PDF file"),
    "pesel": N_("PESEL and NIP"),
    "summary": N_("Summary"),
    "email_twice": N_("Why twice?"),
    "what_registration": N_("What is registration?"),
    "terms": N_("Terms of use"),
    "data_consent": N_("RODO"),
    "what_spam": N_("Spam"),
    "symbol": N_("Client number"),
    "phone": N_("Telephone"),
}
