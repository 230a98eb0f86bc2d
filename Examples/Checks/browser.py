"""Looks at the page of the example `web`, and at a report of `bifrost bench`, in a real browser.

Arguments: the command bifrost, the folder of the examples, and a folder for screenshots.
"""
import contextlib
import os
import subprocess
import sys
import tempfile

from chromium import Chromium
from programs import PATIENCE, Program, connections, eventually, expect, gateway, run_checks, settings

BIFROST, FOLDER, PICTURES = sys.argv[1:]
LONG = "again " * 200
TEXT = "[...document.querySelectorAll('.assistant')].at(-1)?.textContent ?? ''"
REMARK = "[...document.querySelectorAll('.remark')].at(-1)?.textContent"
REMARKS = "document.querySelectorAll('.remark').length"
# The sizes of what is drawn in each chart, without its axes.
DRAWN = """[...document.querySelectorAll('svg')].map(chart => {
    const frame = chart.getBoundingClientRect();
    const boxes = [...chart.querySelectorAll('polyline, rect')].map(shape => shape.getBoundingClientRect());
    return {
        width: Math.max(...boxes.map(box => box.right)) - Math.min(...boxes.map(box => box.left)),
        inside: boxes.every(box => box.left >= frame.left && box.right <= frame.right
            && box.top >= frame.top && box.bottom <= frame.bottom),
    };
})"""
IS_OPEN = "document.querySelector('.assistant.open') !== null"


class Site:
    """The gateway, the service and the page in the browser."""

    def __init__(self, *options, model="openai/gpt-4o-mini"):
        self.options, self.model = options, model

    def __enter__(self):
        with contextlib.ExitStack() as parts:
            self.upstream = parts.enter_context(gateway(BIFROST, *self.options))
            self.web = parts.enter_context(Program(
                f"{FOLDER}/web", "0", ready=r"http://\S+", environment=settings(self.upstream, self.model)))
            self.page = parts.enter_context(Chromium()).open(self.web.address)
            eventually(lambda: self.page.evaluate("document.activeElement?.name") == "prompt", "the page is there")
            self.parts = parts.pop_all()
        return self

    def __exit__(self, *problem):
        self.parts.__exit__(*problem)

    def ask(self, prompt):
        self.page.type(prompt)
        self.page.press_return()
        return self.page

    def get_answer(self, prompt):
        before = self.page.evaluate(REMARKS)
        self.ask(prompt)
        eventually(lambda: self.page.evaluate(REMARKS) > before, "the answer ends")


def picture(page, name):
    page.screenshot(os.path.join(PICTURES, name))


def check_increments():
    with Site("--token-interval", "0.1") as site:
        picture(site.page, "empty.png")
        page, seen = site.ask("Tell me a story about a bridge."), []

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
        expect(" tokens, the first after " in page.evaluate(REMARK), "the usage is shown")
        picture(page, "whole.png")


def check_conversation():
    with Site() as site:
        page = site.page
        page.look_like_a_dark_telephone()
        site.get_answer(LONG * 2)
        site.get_answer("What is the capital of France?")
        expect("Paris" in page.evaluate(TEXT), page.evaluate(TEXT))
        expect(page.evaluate("turns.map(turn => turn.role).join()") == "user,assistant,user,assistant", "all is sent")
        expect(page.evaluate("main.scrollHeight > main.clientHeight"), "it is more than fits")
        expect(page.evaluate("main.scrollHeight - main.scrollTop - main.clientHeight") < 2, "the end is in sight")
        expect(page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it is not too wide")
        picture(page, "conversation.png")
        page.evaluate("again.click()")
        expect(page.evaluate("turns.length + main.children.length") == 0, "another chat begins empty")


def check_closing():
    with Site("--token-interval", "0.1") as site:
        page = site.ask(LONG)
        eventually(lambda: page.evaluate(TEXT), "the answer begins")
        expect(connections(site.upstream.address) == 1, "one call is under way")
        page.close()
        eventually(lambda: connections(site.upstream.address) == 0, "the call goes on without its page", within=5)


def check_stopping():
    with Site("--token-interval", "0.1") as site:
        page = site.ask(LONG)
        eventually(lambda: page.evaluate(TEXT), "the answer begins")
        page.evaluate("button.click()")
        eventually(lambda: connections(site.upstream.address) == 0, "the call goes on after the stop", within=5)
        eventually(lambda: page.evaluate("button.textContent") == "Send", "another question can be asked")
        expect(page.evaluate(REMARK) == "stopped", page.evaluate(REMARK))


def check_cut():
    with Site(model="openai/cut-cleanly") as site:
        site.get_answer("Hello")
        shown = site.page.evaluate("document.querySelector('.error')?.textContent ?? ''")
        expect("cut off" in shown, shown)
        expect(site.page.evaluate(TEXT), "what came is still there")
        picture(site.page, "cut.png")


def check_refusal():
    with Site(model="openai/none") as site:
        site.get_answer("Hello")
        expect(site.page.evaluate("document.querySelector('.error').textContent"), "the refusal is told")
        expect(site.page.evaluate("prompt.value") == "Hello", "the question can be sent again")


def check_report():
    with contextlib.ExitStack() as parts:
        upstream = parts.enter_context(gateway(BIFROST, "--token-interval", "0.005"))
        path = os.path.join(parts.enter_context(tempfile.TemporaryDirectory()), "report.html")
        subprocess.run(
            [BIFROST, "bench", "--requests", "60", "--rate", "40", "--html", path], check=True, capture_output=True,
            timeout=PATIENCE, env={**os.environ, **settings(upstream)})
        page = parts.enter_context(Chromium()).open(f"file://{path}")
        is_there = 'location.protocol + document.readyState === "file:complete"'
        eventually(lambda: page.evaluate(is_there), "the page is there")
        expect("failed of 60" in page.evaluate("document.querySelector('.tiles').textContent"), "each call is counted")
        expect(page.evaluate("performance.getEntriesByType('resource').length") == 0, "it needs nothing but itself")
        drawn = page.evaluate(DRAWN)
        # Calls that take equally long draw a flat line: how high a drawing is says nothing of whether it is right.
        expect(len(drawn) == 4 and all(chart["width"] > 100 and chart["inside"] for chart in drawn), drawn)
        picture(page, "report.png")
        page.look_like_a_dark_telephone()
        expect(page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it is not too wide")
        expect(page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 22, 28)", "it is dark")
        picture(page, "report-dark.png")


os.makedirs(PICTURES, exist_ok=True)
sys.exit(run_checks([
    ("the text arrives piece by piece", check_increments),
    ("the conversation goes on, on a small dark screen", check_conversation),
    ("closing the page ends the call at the gateway", check_closing),
    ("so does the button", check_stopping),
    ("a cut answer is told", check_cut),
    ("a refused question is kept", check_refusal),
    ("the report of a load test shows its charts", check_report),
]))
