"""What the clients in Python share: what they are told, what they count, and what they print.

See `Sources/BifrostClient/Client.swift`.
"""
import asyncio
import json
import resource
import sys
import time

QUESTION = {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "Tell me of the sea."}]}
WORK, PORT, *NUMBERS = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:])
STREAMS = NUMBERS[0]
PATHS = {
    "burst": "burst/{1}", "paced": "paced/{1}/{2}", "idle": "beats/{1}", "answers": "answer",
}
BASE = f"http://127.0.0.1:{PORT}/{PATHS[WORK].format(*NUMBERS)}/v1"

chunks = characters = 0
delays = []


def take(text):
    """Counts a text."""
    global chunks, characters
    if not text:
        return
    chunks += 1
    characters += len(text)
    if WORK == "paced":
        delays.append(time.monotonic_ns() // 1000 - int(text))


def requests_of(place):
    """How many answers one of the connections asks for."""
    return (NUMBERS[1] + STREAMS - 1 - place) // STREAMS


def peak():
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))


def report(before, begun):
    used = resource.getrusage(resource.RUSAGE_SELF)
    line = {
        "user": used.ru_utime - before.ru_utime, "sys": used.ru_stime - before.ru_stime,
        "wall": time.monotonic() - begun, "chunks": chunks, "characters": characters, "unit": "scalars",
        "peak_kb": peak()}
    counted = sorted(delays[len(delays) // 5:])
    if counted:
        line |= {"p50": counted[(len(counted) - 1) // 2], "p99": counted[(len(counted) - 1) * 99 // 100]}
    print(json.dumps(line))


async def run(one):
    """Runs `one(place)` for each stream or connection, and prints what it took."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    before, begun = resource.getrusage(resource.RUSAGE_SELF), time.monotonic()
    await asyncio.gather(*(one(place) for place in range(STREAMS)))
    report(before, begun)
