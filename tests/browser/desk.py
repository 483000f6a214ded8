"""Somebody at the desk in a real browser."""

from playwright.sync_api import expect

PASSWORD = "four words on a desk"


class Desk:
    """Somebody at the desk, doing what a person would: typing into fields and pickers, and pressing buttons."""

    def __init__(self, page, base):
        self.page, self.base = page, base

    def sign_in(self, name: str) -> None:
        # A page that is still loading would be refused its scripts, and say so on the console.
        self.page.wait_for_load_state("networkidle")
        self.page.context.clear_cookies()
        self.page.goto(f"{self.base}/admin/")
        self.page.get_by_label("Username").fill(name)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Log in").click()

    def begin(self, kind: str) -> None:
        self.page.locator(".new-menu summary").click()
        self.page.locator(".new-menu").get_by_role("link", name=kind, exact=True).click()

    def fill(self, **fields) -> None:
        for name, value in fields.items():
            field = self.page.locator(f"#id_{name}")
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)

    def pick(self, **fields) -> None:
        """Choose from pickers by typing the beginning of what is wanted."""
        for name, text in fields.items():
            self.page.locator(f"#id_{name} + .select2-container .select2-selection").click()
            self.page.locator(".select2-container--open .select2-search__field").press_sequentially(text)
            self.page.locator(".select2-results__option", has_text=text).first.click()
            expect(self.page.locator(".select2-container--open")).to_have_count(0)

    def add(self, field: str, **values) -> None:
        """Make a new name in the popup beside a picker; the picker holds it afterwards."""
        before = self.page.locator(f"#id_{field} option:checked:not([value=''])").count()
        with self.page.expect_popup() as opened:
            self.page.locator(f"#add_id_{field}").click()
        popup = Desk(opened.value, self.base)
        popup.fill(**values)
        with opened.value.expect_event("close"):
            opened.value.get_by_role("button", name="Save", exact=True).click()
        chosen = self.page.locator(f"#id_{field} option:checked:not([value=''])")
        expect(chosen).to_have_count(before + 1 if self.is_many(field) else 1)

    def is_many(self, field: str) -> bool:
        return self.page.locator(f"#id_{field}").evaluate("field => field.multiple")

    def another(self, part: str) -> None:
        self.page.get_by_role("button", name=f"Add another {part}").click()

    def submit(self) -> None:
        self.page.get_by_role("button", name="Save and submit for review").click()
        expect(self.page.locator(".messagelist")).to_contain_text("Saved and submitted for review.")

    def take(self, action: str) -> None:
        """Follow the button of the status panel, and confirm on the action's page."""
        self.page.locator(".desk-status").get_by_role("link", name=action, exact=True).click()
        self.page.get_by_role("button", name=action, exact=True).click()

    def review_and_publish(self, headline: str) -> None:
        self.page.goto(f"{self.base}/admin/")
        waiting = self.page.get_by_role("region", name="Needs me")
        waiting.get_by_role("link", name=headline, exact=True).click()
        self.take("Approve")
        expect(self.page.locator(".messagelist")).to_contain_text("is approved")
        self.page.locator(".desk-status").get_by_role("link", name="Publish", exact=True).click()
        expect(self.page.frame_locator("iframe.preview").locator("h1")).to_have_text(headline)
        self.page.get_by_role("button", name="Publish", exact=True).click()
        expect(self.page.locator(".messagelist")).to_contain_text("is published")


def read(desk, key: str = "TW-000001") -> str:
    """The text of a public entry, as somebody finds it who has no account."""
    desk.page.wait_for_load_state("networkidle")
    desk.page.context.clear_cookies()
    desk.page.goto(f"{desk.base}/entries/{key}/")
    return " ".join(desk.page.locator("main").inner_text().split())
