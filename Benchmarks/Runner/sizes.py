"""How large a program is that streams one chat, and what it takes to start."""
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from statistics import median

from .clients import BENCHMARKS, PEERS, Client, program
from .counters import Counters
from .process import CORES, Server
from .works import Work

# The standard library inside, and built for size.
STATIC = BENCHMARKS / ".build-static"
BUILD = [
    "swift", "build", "--package-path", str(BENCHMARKS), "--scratch-path", str(STATIC), "--configuration", "release",
    "--static-swift-stdlib", "-Xswiftc", "-Osize", "-debug-info-format", "none"]
BARE = "bare program"
# The peers are built once, for speed, since BoringSSL takes minutes.
PROGRAMS = {
    BARE: STATIC / "release" / "bare-chat",
    "swift-bifrost": STATIC / "release" / "bifrost-chat",
    "async-http-client": Path(program("async-http-client-chat", PEERS)),
    "URLSession": Path(program("urlsession-chat", PEERS)),
}
STARTS = 31
CHUNKS = 100


def build():
    """Builds the programs that are not built for the other works."""
    for name in (BARE, "swift-bifrost"):
        subprocess.run(BUILD + ["--product", PROGRAMS[name].name], check=True)


class Static(Work):
    """A work of the programs that are linked statically."""

    base, rounds = BARE, 1

    def candidates(self, present):
        return [Client(name, [str(path)], "") for name, path in PROGRAMS.items() if path.exists()]


class Size(Static):
    name, title, unit = "size", "Size of a program that streams one chat", "MB"
    explanation = (
        "With a static standard library, and stripped; the first two are built with `-Osize`, the peers with `-O`, which "
        "makes async-http-client a tenth larger. The bare program is libcurl, FoundationEssentials and a loop by hand. "
        "libcurl is the system's; async-http-client brings BoringSSL with it.")
    columns = [("before strip MB", "whole", 1), ("shared libraries", "libraries", 1)]

    def run(self, client, sizes):
        path = client.command[0]
        libraries = subprocess.run(["ldd", path], capture_output=True, text=True, check=True).stdout
        return {
            "value": stripped_size(path) / 1e6, "whole": os.path.getsize(path) / 1e6,
            "libraries": libraries.count("=>")}


def stripped_size(path):
    with tempfile.TemporaryDirectory() as place:
        copy = shutil.copy(path, place)
        subprocess.run(["strip", copy], check=True)
        return os.path.getsize(copy)


class StartUp(Static):
    name, title, unit = "start-up", "Start-up of the same program", "ms of processor time"
    explanation = (
        f"Until the client stands ready and the program ends, median of {STARTS} starts; and with a chat of {CHUNKS} "
        "chunks streamed between. Each must have printed how long the text is that was sent.")
    columns = [("least", "least", 1), ("with a chat", "chat", 1)]

    def run(self, client, sizes):
        path = client.command[0]
        ready = sorted(processor_milliseconds([path])[0] for _ in range(STARTS))
        with Server(program("load-server")) as server:
            url = f"http://127.0.0.1:{server.port}/burst/{CHUNKS}/v1"
            chats = [processor_milliseconds([path, url]) for _ in range(STARTS)]
            sent = Counters(server.port).read()["utf8"]
        if any(int(said or -1) * STARTS != sent for _, said in chats):
            return {"failed": "did not read the whole chat"}
        return {"value": median(ready), "least": ready[0], "chat": median(used for used, _ in chats)}


def processor_milliseconds(command):
    """What a process needed from its start to its end, and what it printed."""
    read, write = os.pipe()
    os.sched_setaffinity(0, {CORES[0]})
    # Spawned, not forked: copying this process would be in its time.
    pid = os.posix_spawn(
        command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, write, 1)])
    os.sched_setaffinity(0, set(CORES))
    os.close(write)
    with open(read, encoding="ascii") as output:
        said = output.read()
    _, status, used = os.wait4(pid, 0)
    if status != 0:
        raise SystemExit(f"{command[0]} ended with {status}")
    return (used.ru_utime + used.ru_stime) * 1e3, said.strip()


SIZES = [Size(), StartUp()]
