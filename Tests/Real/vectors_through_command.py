"""Replays every chat vector over a real socket to the real command, cut in several ways."""
import base64
import json
import random
import traceback
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from command import chat
from expectations import expect_outcome
from replay import ReplayServer, Reply
from report import Failure, expect_equal

VECTORS = Path(__file__).parent.parent / "Vectors" / "chat-stream.json"

TWO_PIECE_CUTS = 3
SMALL = 2_000
"""Bytes up to which a vector is also sent one byte at a time."""

WORKERS = 4


def input_bytes(entry):
    if "input" in entry:
        return entry["input"].encode()
    if "input_b64" in entry:
        return base64.b64decode(entry["input_b64"])
    return b"".join(part["text"].encode() * part.get("times", 1) for part in entry["input_parts"])


def cuts(entry):
    """Names and pieces of the ways to cut a vector; the random ones are the same in every run."""
    data = input_bytes(entry)
    yield "whole", [data]
    places = random.Random(entry["name"])
    if len(data) > 1:
        for at in sorted(places.randrange(1, len(data)) for _ in range(TWO_PIECE_CUTS)):
            yield f"cut at {at}", [data[:at], data[at:]]
    if 1 < len(data) <= SMALL:
        yield "bytewise", [data[at : at + 1] for at in range(len(data))]


def reply(entry, pieces):
    return Reply(pieces, entry.get("content_type", "text/event-stream"), end=entry.get("end", "eof"))


def run_cut(server, entry, number, pieces):
    name = f"{entry['name']}-{number}"
    exchange = server.answer(name, reply(entry, pieces))
    run = chat(base_url=server.base_url(name))
    expect_outcome(run, entry["expect"])
    expect_equal("requests without retries", len(exchange.requests), 1)


def run_retry(server, entry):
    """With one retry allowed, a second request comes exactly when the vector says so."""
    name = f"{entry['name']}-retry"
    exchange = server.answer(name, reply(entry, [input_bytes(entry)]))
    run = chat(base_url=server.base_url(name), retries=1)
    expected = 2 if entry["expect"]["error"]["auto_retry"] else 1
    expect_equal("requests with one retry", len(exchange.requests), expected)
    expect_equal("attempts", run.error()["attempts"], expected)


def trials(server, entry):
    """Names and bodies of everything that is tried with a vector."""
    for number, (how, pieces) in enumerate(cuts(entry)):
        yield how, partial(run_cut, server, entry, number, pieces)
    if "auto_retry" in entry["expect"].get("error", {}):
        yield "retry", partial(run_retry, server, entry)


def problem_of(server, entry):
    """Returns the first thing that is wrong with a vector, or None."""
    for how, trial in trials(server, entry):
        try:
            trial()
        except Failure as failure:
            return f"{how}: {failure}"
        except Exception:
            return f"{how}: {traceback.format_exc(limit=-3)}"
    return None


def run(report):
    entries = json.loads(VECTORS.read_text())
    with ReplayServer() as server, ThreadPoolExecutor(WORKERS) as workers:
        problems = workers.map(lambda entry: problem_of(server, entry), entries)
        for entry, problem in zip(entries, problems):
            name = f"vector {entry['name']}"
            if problem and entry.get("optional"):
                print(f"note  {name} (optional): {problem}", flush=True)
            else:
                report.record(name, problem)
