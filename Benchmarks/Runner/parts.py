"""Times of the parts of the work in memory, beside what C and JSONDecoder need for the same."""
import json
import subprocess

from .chart import short, svg
from .clients import program
from .process import CLIENT_CORE, start

OURS = "swift-bifrost"
LONGEST = 120
PARTS = {
    "stream": "a chunk through the whole stream in memory: split, decoded, checked, handed to the consumer",
    "collect": "the same, gathered into one answer",
    "accumulate": "a chunk added to an answer",
    "request": "a request, encoded and refused by the transport",
    "message": "one more message of 190 bytes in a request",
    "answer": "a whole answer of 700 bytes, with its request",
}


def measure():
    """The timings, one after the other: part, detail and nanoseconds of each candidate."""
    running = start([program("parts"), "time"], CLIENT_CORE, stdout=subprocess.PIPE)
    out, _ = running.communicate(timeout=LONGEST)
    if running.returncode != 0:
        raise SystemExit(f"parts ended with {running.returncode}\n{out}")
    return [json.loads(line) for line in out.splitlines()]


def of(timings, part):
    return [timing for timing in timings if timing["part"] == part]


def speed(nanoseconds):
    """Megabytes a second, from nanoseconds for a byte."""
    return short(1e3 / nanoseconds)


def split_section(timings):
    lines = [
        "## Splitting an event stream, alone", "",
        "Megabytes a second, by the size of the pieces in bytes. *memchr* and *table* are in C: the one looks for the "
        "ends of lines with `memchr`, the other takes byte by byte through a table of states.", "",
        "| pieces of | swift-bifrost | C, memchr | C, table | ours to memchr | ours to table |",
        "| --- |" + " ---: |" * 5]
    for timing in of(timings, "split"):
        ours, memchr, table = (timing["ns"][name] for name in (OURS, "C, memchr", "C, table"))
        lines.append(
            f"| {timing['detail']} | {speed(ours)} | {speed(memchr)} | {speed(table)} | {memchr / ours:.2f} × | "
            f"{table / ours:.2f} × |")
    short_line, long_line = (timing["ns"][OURS] for timing in of(timings, "line"))
    return lines + [
        "", f"One event of 1 MB in pieces of 1 500 bytes: {short(short_line)} ns/byte; of 4 MB: {short(long_line)} "
        "ns/byte.", ""]


def decode_section(timing):
    ours = timing["ns"][OURS]
    lines = [
        "## Decoding a chunk, alone", "",
        "The JSON of a chunk of 265 bytes, one after the other as they come in a stream. The scan in C looks for the "
        "text and checks nothing; `JSONDecoder` is that of FoundationEssentials.", "",
        "![Decoding a chunk](decode.svg)", "", "| | ns/chunk | to ours |", "| --- | ---: | ---: |"]
    lines += [f"| {name} | {short(time)} | {short(time / ours)} × |" for name, time in timing["ns"].items()]
    return lines + [""]


def rest_section(timings):
    lines = ["## Other parts, in memory", "", "| | ns |", "| --- | ---: |"]
    lines += [
        f"| {title} | {short(timing['ns'][OURS])} |" for part, title in PARTS.items() for timing in of(timings, part)]
    return lines + [""]


def sections(timings):
    return split_section(timings) + decode_section(of(timings, "decode")[0]) + rest_section(timings)


def charts(timings):
    """Names of files, and their charts."""
    return {"decode.svg": svg("Decoding a chunk, alone", "ns/chunk", list(of(timings, "decode")[0]["ns"].items()))}
