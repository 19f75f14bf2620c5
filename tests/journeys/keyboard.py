"""Somebody who has no mouse: goes by Tab, types, presses Enter and Space, and sees where they are."""

from pathlib import Path

from playwright.sync_api import Locator, Page

#: So many stops on a page are too many to be gone by anybody.
MOST_STOPS = 150
#: So many pixels around an element belong to its mark of focus.
AROUND = 8


class Keyboard:
    """Nothing but keys, on one page; `unseen` names what was reached without showing it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.unseen: list[str] = []

    def reach(self, target: Locator) -> None:
        """Go on by Tab until the target has the focus."""
        target.wait_for()
        for _stop in range(MOST_STOPS):
            if target.evaluate("element => element === document.activeElement"):
                self._look_at(target)
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"not reached by keyboard: {target}")

    def type(self, target: Locator, text: str) -> None:
        self.reach(target)
        self.page.keyboard.type(text)

    def press(self, target: Locator, key: str = "Enter") -> None:
        self.reach(target)
        self.page.keyboard.press(key)

    def choose_file(self, target: Locator, file: Path) -> None:
        """Reach the field; the window that its key opens is the system's, so the file is given to the field."""
        self.reach(target)
        target.set_input_files(file)

    def _look_at(self, target: Locator) -> None:
        """Note a target whose pixels are the same with the focus and without."""
        target.scroll_into_view_if_needed()
        with_it = self._picture(target)
        target.evaluate("element => element.blur()")
        without = self._picture(target)
        target.evaluate("element => element.focus({focusVisible: true})")
        if with_it == without:
            self.unseen.append(str(target.evaluate("element => element.outerHTML.slice(0, 120)")))

    def _picture(self, target: Locator) -> bytes:
        box = target.bounding_box()
        assert box is not None, f"cannot be seen: {target}"
        clip = {
            "x": max(box["x"] - AROUND, 0),
            "y": max(box["y"] - AROUND, 0),
            "width": box["width"] + 2 * AROUND,
            "height": box["height"] + 2 * AROUND,
        }
        return self.page.screenshot(clip=clip, animations="disabled")  # type: ignore[arg-type]  # a FloatRect
