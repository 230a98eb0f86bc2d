"""A headless Chromium, spoken to in the DevTools protocol over a pair of pipes: no driver, no packages."""
import base64
import json
import os
import select
import shutil
import subprocess
import tempfile

from programs import PATIENCE, Failure, expect


def program():
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise Failure("chromium is not installed: run scripts/install-deps browser")


class Chromium:
    def __enter__(self):
        self.profile = tempfile.TemporaryDirectory(prefix="bifrost-browser-", ignore_cleanup_errors=True)
        commands, self.commands = os.pipe()
        self.answers, answers = os.pipe()
        options = ["--headless=new", "--remote-debugging-pipe", "--disable-gpu", "--disable-dev-shm-usage",
                   "--no-first-run", f"--user-data-dir={self.profile.name}", "--window-size=900,700"]
        # Its sandbox refuses to be root's, and here it opens one page of our own.
        if os.geteuid() == 0:
            options.append("--no-sandbox")
        # It reads commands from descriptor 3 and answers on 4.
        script = f'exec "$0" "$@" 3<&{commands} 4>&{answers}'
        self.process = subprocess.Popen(
            ["bash", "-c", script, program(), *options, "about:blank"], pass_fds=(commands, answers),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(commands)
        os.close(answers)
        self.serial, self.rest = 0, b""
        return self

    def __exit__(self, *_):
        os.close(self.commands)
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.answers)
        self.profile.cleanup()

    def call(self, method, session=None, **parameters):
        self.serial += 1
        command = {"id": self.serial, "method": method, "params": parameters}
        if session:
            command["sessionId"] = session
        os.write(self.commands, json.dumps(command).encode() + b"\0")
        while (answer := self.message()).get("id") != self.serial:
            pass
        expect("error" not in answer, answer)
        return answer["result"]

    def message(self):
        while b"\0" not in self.rest:
            expect(select.select([self.answers], [], [], PATIENCE)[0], "the browser does not answer")
            piece = os.read(self.answers, 1 << 16)
            expect(piece, "the browser has ended")
            self.rest += piece
        text, self.rest = self.rest.split(b"\0", 1)
        return json.loads(text)

    def open(self, address):
        return Page(self, address)


class Page:
    def __init__(self, browser, address):
        self.browser = browser
        self.target = browser.call("Target.createTarget", url=address)["targetId"]
        self.session = browser.call("Target.attachToTarget", targetId=self.target, flatten=True)["sessionId"]

    def evaluate(self, expression):
        """The value of an expression in the page; a promise is waited for."""
        result = self.browser.call("Runtime.evaluate", self.session, expression=expression, returnByValue=True,
                                   awaitPromise=True)
        expect("exceptionDetails" not in result, result)
        return result["result"].get("value")

    def type(self, text):
        self.browser.call("Input.insertText", self.session, text=text)

    def press_return(self):
        for kind in ("keyDown", "keyUp"):
            self.browser.call("Input.dispatchKeyEvent", self.session, type=kind, key="Enter", code="Enter",
                              windowsVirtualKeyCode=13, text="\r")

    def look_like_a_dark_telephone(self):
        self.browser.call("Emulation.setDeviceMetricsOverride", self.session, width=390, height=760,
                          deviceScaleFactor=2, mobile=True)
        self.browser.call("Emulation.setEmulatedMedia", self.session,
                          features=[{"name": "prefers-color-scheme", "value": "dark"}])

    def screenshot(self, path):
        data = self.browser.call("Page.captureScreenshot", self.session, format="png")["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def close(self):
        self.browser.call("Target.closeTarget", targetId=self.target)
