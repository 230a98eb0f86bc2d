"""Instructions, by valgrind, and allocations, by a preloaded library, of one repetition of some work.

Each work is done a few times and more often; the difference is what the repetitions cost, without the start of the
process.
"""
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .clients import program
from .process import Server

LONGEST = 300
# Hashing that is the same in every run, and no time spent on telling of a crash.
ENVIRONMENT = os.environ | {"SWIFT_DETERMINISTIC_HASHING": "1", "SWIFT_BACKTRACE": "enable=no"}
CALLGRIND = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
COUNTER = str(Path(program("libAllocationCounter.so")))


def missing():
    """Why nothing can be counted; None when it can."""
    if not shutil.which("valgrind"):
        return "valgrind is not installed: apt-get install valgrind"
    return next(
        (f"{name} is not built" for name in ("parts", "load-server", "bifrost-client", "libAllocationCounter.so")
         if not Path(program(name)).exists()), None)


def run(command, environment, pattern):
    """Runs a command and returns its last line and the number that the pattern finds in what it says of itself."""
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=LONGEST, check=False)
    found = re.search(pattern, done.stderr)
    if done.returncode != 0 or not found:
        raise SystemExit(f"bench-check: {' '.join(command)} ended with {done.returncode}\n{done.stderr[-2000:]}")
    return done.stdout.splitlines()[-1], int(found[1])


def instructions(command):
    return run(CALLGRIND + command, ENVIRONMENT, r"Collected : (\d+)")


def allocations(command):
    return run(command, ENVIRONMENT | {"LD_PRELOAD": COUNTER}, r"allocations: (\d+)")


@dataclass
class Part:
    """Work in memory, done by the program `parts`."""

    name: str
    unit: str
    few: int = 1
    many: int = 3
    margin: float = 0.03

    def count(self):
        """What one repetition takes."""
        return {
            "instructions": self.difference(instructions),
            "allocations": self.difference(allocations),
        }

    def difference(self, measure):
        (few, small), (many, large) = (self.measured(measure, times) for times in (self.few, self.many))
        return (large - small) / (many - few)

    def measured(self, measure, times):
        line, number = measure([program("parts"), self.name, str(times)])
        return int(line), number


@dataclass
class Socket(Part):
    """Work over a socket, from one client to the load server; how the bytes are cut varies, so does the number."""

    verb: str = ""
    arguments: tuple = ()
    margin: float = 0.15
    runs: int = 1

    def measured(self, measure, times):
        """The least of some runs: what threads do when they meet comes on top of the work."""
        return times, min(self.once(measure, times) for _ in range(self.runs))

    def once(self, measure, times):
        with Server(program("load-server")) as server:
            numbers = [str(number) for number in self.arguments + (times,)]
            command = [program("bifrost-client"), self.verb, str(server.port)] + numbers
            _, number = measure(command)
        return number


PARTS = [
    Part("split", "event, in pieces of 16 KiB"),
    Part("split-bytes", "event, in pieces of one byte"),
    Part("decode", "chunk's JSON, its text of at most 15 bytes"),
    Part("stream", "chunk, split, decoded, checked and taken by the consumer"),
    Part("collect", "chunk, gathered into one answer"),
    # So little that the few instructions by which runs differ would show.
    Part("accumulate", "chunk, added to an answer", many=21),
    Part("request", "request, encoded and refused by the transport"),
    Part("message", "message of a request"),
    Part("answer", "whole answer, with its request"),
    Socket("socket", "chunk, from the server to the consumer", 2000, 10000, verb="burst", arguments=(1,)),
    Socket("hand-over", "chunk that comes alone: a turn of the loop and a wake-up", 50, 150, verb="paced",
           arguments=(1, 20)),
    Socket("request-over-socket", "whole answer over a kept connection", 50, 150, verb="answers", arguments=(1,),
           runs=5),
]
