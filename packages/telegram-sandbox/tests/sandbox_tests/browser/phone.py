"""What a person's hand does on the page, in its own words; for journeys through any bot."""

from playwright.async_api import Locator, Page, expect


class PhoneHand:
    """One phone of the page: "a" is the first, "b" the second."""

    def __init__(self, page: Page, slot: str = "a") -> None:
        self.page = page
        self.phone = page.locator(f"section:has(> .phone #title-{slot})")
        self.log = self.phone.get_by_role("log")
        self.box = self.phone.get_by_role("textbox", name="Wiadomość")

    async def choose(self, name: str) -> None:
        await self.phone.locator(".plate").click()
        await self.page.get_by_role("dialog").get_by_role("button", name=name).click()

    async def start(self) -> None:
        await self.phone.get_by_role("button", name="Start", exact=True).click()

    async def type(self, text: str) -> None:
        await self.box.fill(text)
        await self.box.press("Enter")

    async def press(self, label: str) -> None:
        """The newest button with these words, under a message or on the bot's keyboard."""
        await self.button(label).last.click()

    def button(self, label: str) -> Locator:
        return self.phone.locator(".chip, .key").filter(has_text=label)

    async def press_exactly(self, label: str) -> None:
        await self.phone.locator(".chip").get_by_text(label, exact=True).last.click()

    async def type_from_card(self, label: str) -> None:
        """Puts a value of the person's card into the box and sends it."""
        value = self.phone.get_by_role("button", name=f"Wpisz: {label}")
        if not await value.is_visible():
            await self.phone.get_by_text("Dane do wpisania").click()
        await value.click()
        await self.box.press("Enter")

    def message(self, text: str) -> Locator:
        return self.log.locator("article").filter(has_text=text)

    async def sees(self, text: str) -> None:
        await expect(self.message(text).last).to_be_visible()

    async def sees_no(self, text: str) -> None:
        await expect(self.message(text)).to_have_count(0)


class MailHand:
    def __init__(self, page: Page) -> None:
        self.mailbox = page.locator(".mailbox")

    async def open(self, subject: str) -> None:
        await self.mailbox.locator(".mail").filter(has_text=subject).first.click()
        await expect(self.mailbox.locator(".letter-subject")).to_have_text(subject)

    async def use(self, label: str) -> None:
        """Puts a value of the open letter into the box of the phone."""
        await self.mailbox.get_by_role("button", name=f"Wpisz: {label}").click()

    async def value(self, label: str) -> str:
        """A value that stands after its label in the open letter, such as a login."""
        value = self.mailbox.locator(".usable").filter(
            has=self.mailbox.page.get_by_role("button", name=f"Kopiuj: {label}")
        )
        return (await value.locator(".usable-value").inner_text()).strip()
