"""The programs that are checked, and what is seen of their connections."""
import os
import re
import subprocess
import sys
import time

PATIENCE = 60


class Failure(Exception):
    pass


def expect(condition, what):
    if not condition:
        raise Failure(what)


def eventually(condition, what, within=PATIENCE):
    """Waits until something is so; for what another process does there is nothing else to wait for."""
    end = time.monotonic() + within
    while not condition():
        expect(time.monotonic() < end, what)
        time.sleep(0.02)


def run_checks(checks):
    """Runs each check, tells how it went, and returns the exit status."""
    failed = 0
    for name, check in checks:
        try:
            check()
            print(f"  pass  {name}", flush=True)
        except (Failure, OSError, ValueError, KeyError, subprocess.SubprocessError) as error:
            failed += 1
            print(f"  FAIL  {name}: {type(error).__name__}: {error}", flush=True)
    return 1 if failed else 0


class Program:
    """A server, from its first line that fits a pattern to the end of the block."""

    def __init__(self, *command, ready, environment=None):
        self.command, self.ready = command, re.compile(ready)
        self.environment = {**os.environ, **(environment or {})}

    def __enter__(self):
        self.process = subprocess.Popen(
            self.command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for line in self.process.stdout:
            if match := self.ready.search(line):
                self.address = match[0]
                return self
        raise Failure(f"{self.command[0]} ended with {self.process.wait()} before it was ready")

    def __exit__(self, *_):
        self.process.terminate()
        try:
            status = self.process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise Failure(f"{self.command[0]} does not end") from None
        # 130 is the gateway's, which was interrupted.
        if status not in (0, -15, 130, 143) and sys.exc_info()[0] is None:
            raise Failure(f"{self.command[0]} ended with {status}")


def gateway(command, *options):
    return Program(command, "serve", "--port", "0", *options, ready=r"http://\S+/v1$")


def settings(gateway, model="openai/gpt-4o-mini"):
    return {"BIFROST_BASE_URL": gateway.address, "BIFROST_MODEL": model}


def connections(address):
    """How many connections to a local port are open."""
    port = int(re.search(r":(\d+)", address.split("//")[1])[1])
    rows = [row.split() for row in open("/proc/self/net/tcp").readlines()[1:]]
    return sum(row[2].endswith(f":{port:04X}") and row[3] == "01" for row in rows)
