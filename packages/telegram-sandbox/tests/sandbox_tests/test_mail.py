"""The mailbox: what a program sends over SMTP is read back whole."""

from email.message import EmailMessage

import aiosmtplib
import pytest

from telegram_sandbox.client import Sandbox


async def send(sandbox: Sandbox, to: str = "anna@example.com") -> None:
    mail = EmailMessage()
    mail["From"] = "biuro@example.com"
    mail["To"] = to
    mail["Subject"] = "Hasło tymczasowe"
    mail.set_content("Zażółć gęślą jaźń\n")
    mail.add_alternative("<p>Zażółć</p>", subtype="html")
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="../zgoda.pdf")
    await aiosmtplib.send(mail, hostname=sandbox.smtp_host, port=sandbox.smtp_port)


async def test_a_mail_is_kept_with_its_parts(sandbox: Sandbox) -> None:
    await send(sandbox)

    (mail,) = await sandbox.mail(to="Anna@Example.com")
    assert (mail["from"], mail["to"]) == ("biuro@example.com", "anna@example.com")
    assert mail["subject"] == "Hasło tymczasowe"
    assert mail["text"] == "Zażółć gęślą jaźń\n"
    assert mail["html"].strip() == "<p>Zażółć</p>"
    (attachment,) = mail["attachments"]
    assert (attachment["name"], attachment["mime"]) == ("zgoda.pdf", "application/pdf")
    assert await sandbox.download(attachment["url"]) == b"%PDF"


async def test_mails_of_others_are_not_listed(sandbox: Sandbox) -> None:
    await send(sandbox, to="jan@example.com")

    assert await sandbox.mail(to="anna@example.com") == []
    assert len(await sandbox.mail()) == 1


async def test_a_login_is_accepted_whatever_it_is(sandbox: Sandbox) -> None:
    async with aiosmtplib.SMTP(hostname=sandbox.smtp_host, port=sandbox.smtp_port) as smtp:
        await smtp.login("biuro", "anything")
        await smtp.sendmail("a@example.com", ["b@example.com"], "Subject: x\r\n\r\ny\r\n")

    assert (await sandbox.mail())[0]["text"] == "y\n"


async def test_a_mail_to_two_is_listed_for_both_and_the_oldest_go(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("telegram_sandbox.mailbox.KEPT", 2)
    await send(sandbox, to="stary@example.com")
    await send(sandbox, to="anna@example.com, jan@example.com")
    await send(sandbox, to="jan@example.com")

    assert await sandbox.mail(to="stary@example.com") == []
    assert len(await sandbox.mail(to="anna@example.com")) == 1
    assert [mail["id"] for mail in await sandbox.mail(to="jan@example.com")] == [2, 3]
