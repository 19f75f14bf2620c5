"""What an officer does with an idea at the desk, in the language they read."""

from playwright.sync_api import Page, expect

from tests.journeys.words import Say


def assign(page: Page, say: Say, office: str) -> None:
    page.get_by_label(say("Office")).select_option(label=office)
    page.get_by_role("button", name=say("Assign"), exact=True).click()
    expect(page.get_by_text(say("The idea is assigned as you said."))).to_be_visible()


def ask_back(page: Page, say: Say, question: str, remark: str) -> None:
    """A question to the sender, and a remark for the offices that the sender never reads."""
    page.get_by_label(say("Message to the sender")).fill(question)
    page.get_by_role("button", name=say("Send to the sender")).click()
    expect(page.locator(".gw-said__ours")).to_contain_text(question)
    page.get_by_role("textbox", name=say("Inner remark"), exact=True).fill(remark)
    page.get_by_role("button", name=say("Note it for the offices")).click()
    expect(page.locator(".gw-inner")).to_contain_text(remark)


def judge(page: Page, say: Say, reason: str = "We looked at it.") -> None:
    page.get_by_role("link", name=say("Answer the questions")).click()
    for question, answer in (("competent", "Yes"), ("lawful", "Yes"), ("already_done", "In part")):
        page.locator(f"#id_{question}_group").get_by_label(say(answer), exact=True).check()
        page.locator(f"#id_{question}_reason").fill(reason)
    page.get_by_role("button", name=say("Save"), exact=True).click()
    expect(page.get_by_text(say("The questions are answered as you said."))).to_be_visible()


def accept(page: Page, say: Say, organisation: str, reason: str) -> None:
    page.get_by_role("link", name=say("Make a deal of it")).click()
    expect(page.get_by_label(say("Or a new organisation"))).to_have_value(organisation)
    page.get_by_label(say("Reason"), exact=True).fill(reason)
    page.get_by_role("button", name=say("Decide and tell the sender")).click()
    expect(page.get_by_text(say("Decided. The sender is told by mail."))).to_be_visible()


def publish(page: Page, say: Say, **texts: str) -> None:
    """From the deal's page: a goal and a commitment of the first party, then it goes public."""
    deal = page.url
    for kind, text in texts.items():
        page.goto(f"{deal}clauses/new/{kind}/")
        page.locator(f"#id_text_{say.language}").fill(text)
        if kind == "commitment":
            page.locator("#id_party").select_option(index=1)
        page.get_by_role("button", name=say("Save"), exact=True).last.click()
        expect(page.get_by_text(text)).to_be_visible()
    page.goto(f"{deal}publish/")
    page.get_by_role("button", name=say("Publish"), exact=True).click()
    expect(page.get_by_text(say("The deal is public now. Everybody can read it."))).to_be_visible()
