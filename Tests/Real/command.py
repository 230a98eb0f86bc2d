"""Runs `bifrost chat --output json` and reads its contract: JSON lines and an exit code."""
import json
import os
import subprocess
from dataclasses import dataclass

from report import Failure, expect, expect_equal

COMMAND = os.environ["BIFROST_COMMAND"]

LIMIT = 60
"""Seconds for one run of the command."""

EXIT_CODES = {
    "configuration": 2,
    "invalidRequest": 3, "authentication": 3, "permission": 3, "notFound": 3, "cancelled": 3,
    "budget": 4, "rateLimited": 4, "server": 4, "overloaded": 4,
    "timeout": 5,
    "truncated": 6, "malformed": 6,
    "connect": 7,
}

MESSAGE_KEYS = {"text", "reasoning", "refusal", "tool_calls", "finish_reason", "usage", "id", "model", "provider", "metrics"}
ERROR_KEYS = {
    "kind", "message", "status", "code", "retryable", "retry_after", "phase", "attempts", "request_id", "partial",
}


@dataclass
class Run:
    """One run of the command: its chunks and its last line."""

    exit_code: int
    chunks: list
    last: dict
    diagnostics: str

    @property
    def delta(self):
        return "".join(chunk.get("delta") or "" for chunk in self.chunks)

    def message(self):
        """The message, if that is how the run ended."""
        expect_equal("last line", self.last["type"], "message")
        expect_equal("exit code", self.exit_code, 0)
        expect("message line has all keys", MESSAGE_KEYS <= self.last.keys(), sorted(MESSAGE_KEYS - self.last.keys()))
        return self.last

    def error(self, kind=None):
        """The error, if that is how the run ended, with the exit code that belongs to its kind."""
        expect_equal("last line", self.last["type"], "error")
        expect("error line has all keys", ERROR_KEYS <= self.last.keys(), sorted(ERROR_KEYS - self.last.keys()))
        if kind is not None:
            expect_equal(f"kind ({self.last['message']})", self.last["kind"], kind)
        expect_equal("exit code", self.exit_code, EXIT_CODES[self.last["kind"]])
        return self.last


def chat(*arguments, base_url, model="openai/gpt-4o", prompt="Hello", retries=0):
    """Runs the command with no settings but the given ones."""
    command = [COMMAND, "chat", prompt, "--output", "json", "--base-url", base_url, "--model", model]
    command += ["--retries", str(retries), *arguments]
    environment = {name: value for name, value in os.environ.items() if not name.upper().startswith("BIFROST_")}
    try:
        done = subprocess.run(command, env=environment, capture_output=True, stdin=subprocess.DEVNULL, timeout=LIMIT)
    except subprocess.TimeoutExpired:
        raise Failure(f"the command did not end within {LIMIT} s") from None
    return read(done.returncode, done.stdout.decode(), done.stderr.decode(errors="replace"))


def read(exit_code, output, diagnostics):
    try:
        lines = [json.loads(line) for line in output.split("\n") if line]
    except ValueError as error:
        expect("every line of the output is JSON", False, f"{error} in {output[:500]}")
    expect("the command printed something", lines, f"exit code {exit_code}, {diagnostics[-500:]}")
    *chunks, last = lines
    expect("chunks come before the last line", all(chunk.get("type") == "chunk" for chunk in chunks), output[:500])
    return Run(exit_code, chunks, last, diagnostics)
