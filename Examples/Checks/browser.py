"""Looks at the page of the example `web` in a real browser.

Arguments: the command bifrost, the folder of the examples, and a folder for screenshots.
"""
import os
import sys

from chromium import Chromium
from programs import Program, connections, eventually, expect, gateway, run_checks, settings

BIFROST, FOLDER, PICTURES = sys.argv[1:]
LONG = "again " * 200
TEXT = "[...document.querySelectorAll('.assistant')].at(-1)?.textContent ?? ''"
IS_OPEN = "document.querySelector('.assistant.open') !== null"


class Site:
    """The gateway, the service and the browser."""

    def __enter__(self):
        self.upstream = gateway(BIFROST, "--token-interval", "0.1").__enter__()
        self.web = Program(
            f"{FOLDER}/web", "0", ready=r"http://\S+", environment=settings(self.upstream)).__enter__()
        self.browser = Chromium().__enter__()
        return self

    def __exit__(self, *problem):
        for part in (self.browser, self.web, self.upstream):
            part.__exit__(*problem)

    def ask(self, prompt):
        page = self.browser.open(self.web.address)
        eventually(lambda: page.evaluate("document.activeElement?.name") == "prompt", "the page is there")
        page.type(prompt)
        page.press_return()
        return page


def picture(page, name):
    page.screenshot(os.path.join(PICTURES, name))


def check_increments():
    with Site() as site:
        page = site.ask("Tell me a story about a bridge.")
        seen = []

        def is_whole():
            seen.append(page.evaluate(TEXT))
            if len(set(seen)) == 8:
                picture(page, "streaming.png")
            return seen[-1] and not page.evaluate(IS_OPEN)

        eventually(is_whole, "the answer is whole")
        seen.append(page.evaluate(TEXT))
        expect(len(set(seen)) > 8, f"the text grew {len(set(seen))} times only")
        expect(all(later.startswith(earlier) for earlier, later in zip(seen, seen[1:])), "it only grows")
        expect(page.evaluate("document.querySelector('.error')") is None, "no error is shown")
        expect(" tokens, the first after " in page.evaluate("output.textContent"), "the usage is shown")
        picture(page, "whole.png")


def check_closing():
    with Site() as site:
        page = site.ask(LONG)
        eventually(lambda: page.evaluate(TEXT), "the answer begins")
        expect(connections(site.upstream.address) == 1, "one call is under way")
        page.close()
        eventually(lambda: connections(site.upstream.address) == 0, "the call goes on without its page", within=5)


def check_stopping():
    with Site() as site:
        page = site.ask(LONG)
        eventually(lambda: page.evaluate(TEXT), "the answer begins")
        page.evaluate("form.elements[1].click()")
        eventually(lambda: connections(site.upstream.address) == 0, "the call goes on after the stop", within=5)
        expect(page.evaluate("form.elements[1].textContent") == "Send", "another question can be asked")


def check_cut():
    with gateway(BIFROST) as upstream, Chromium() as browser:
        service = Program(
            f"{FOLDER}/web", "0", ready=r"http://\S+", environment=settings(upstream, "openai/cut-cleanly"))
        with service as web:
            page = browser.open(web.address)
            eventually(lambda: page.evaluate("document.activeElement?.name") == "prompt", "the page is there")
            page.type("Hello")
            page.press_return()
            shown = "document.querySelector('.error')?.textContent ?? ''"
            eventually(lambda: page.evaluate(shown), "the failure is shown")
            expect("cut off" in page.evaluate(shown), page.evaluate(shown))
            picture(page, "cut.png")


os.makedirs(PICTURES, exist_ok=True)
sys.exit(run_checks([
    ("the text arrives piece by piece", check_increments),
    ("closing the page ends the call at the gateway", check_closing),
    ("so does the button", check_stopping),
    ("a cut answer is told", check_cut),
]))
