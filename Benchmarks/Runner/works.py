"""The works: what a client is told to do, and what is measured meanwhile."""
import json
import subprocess
import time
from dataclasses import dataclass

from . import clients, process
from .counters import Counters
from .process import CLIENT_CORE, ClientFailed, Server

LONGEST_RUN = 180


@dataclass
class Sizes:
    """How much work there is; a scale of 10 makes it a tenth."""

    scale: int = 1

    def of(self, number, least=1):
        return max(least, number // self.scale)


def finish(running, server):
    """Waits for a client's line, and makes sure that it read what the server sent."""
    try:
        out, _ = running.communicate(timeout=LONGEST_RUN)
    except subprocess.TimeoutExpired:
        running.kill()
        running.communicate()
        raise ClientFailed(f"did not end within {LONGEST_RUN} s") from None
    if running.returncode != 0:
        raise ClientFailed(f"ended with {running.returncode}: {out[-200:].strip()}")
    said = json.loads(out.splitlines()[-1])
    sent = Counters(server.port).read()
    if said["characters"] != sent[said["unit"]]:
        raise ClientFailed(f"read {said['characters']} characters of {sent[said['unit']]}")
    said["server"] = sent["cpu"]
    return said


# Columns of a table: heading, key of the sample, factor. Without a factor it is time, told for each chunk.
TIMES = [("user", "user", None), ("sys", "sys", None), ("peak MB", "peak_kb", 1 / 1024)]


class Work:
    """A work; the sample of a run has the number that decides as its `value`."""

    name, title, unit = "", "", ""
    columns = TIMES
    # The client that the ratios are to.
    base = "limit"
    # How many seconds a client may take to open its streams.
    longest_opening = 60
    # The most rounds that are worth their time.
    rounds = 100
    # The names of the clients that can do it; None for all.
    only = None

    def candidates(self, present):
        return [client for client in present if self.only is None or client.name in self.only]

    def run(self, client, sizes):
        """One run on a server of its own: the sample, or what went wrong."""
        try:
            with Server(clients.program("load-server")) as server:
                numbers = self.numbers(client, sizes)
                command = client.command + [self.verb, str(server.port)] + [str(number) for number in numbers]
                running = process.start(command, CLIENT_CORE, stdout=subprocess.PIPE)
                try:
                    return self.watch(running, server, numbers)
                finally:
                    running.kill()
                    running.wait()
                    running.stdout.close()
        except ClientFailed as failure:
            return {"failed": str(failure)}

    @property
    def verb(self):
        return self.name

    def await_opening(self, running, counters, streams):
        end = time.monotonic() + self.longest_opening
        while counters.read()["begun"] < streams:
            if running.poll() is not None:
                said = running.stdout.read()[-200:].strip()
                raise ClientFailed(f"ended with {running.returncode} while it opened streams: {said}")
            if time.monotonic() > end:
                raise ClientFailed(f"did not open {streams} streams within {self.longest_opening} s")
            time.sleep(0.05)


class Burst(Work):
    name, title, unit = "burst", "Throughput: 64 streams × 5 000 chunks, as fast as they go", "µs/chunk"
    explanation = "User and system time of the client for each chunk of about 280 bytes."

    def numbers(self, client, sizes):
        return 64, sizes.of(client.size("burst", 5000))

    def watch(self, running, server, numbers):
        said = finish(running, server)
        if said["chunks"] != numbers[0] * numbers[1]:
            raise ClientFailed(f"counted {said['chunks']} chunks")
        said["value"] = (said["user"] + said["sys"]) / said["chunks"] * 1e6
        return said


class Paced(Work):
    name, title, unit = "paced", "Paced fan-in: 1 000 streams × 20 chunks/s", "µs/chunk"
    explanation = (
        "Processor time of the client for each chunk while all streams are open. The delay is from the server's "
        "sending a chunk until the consumer has its text."
    )

    columns = [
        ("% of a core", "core", 1), ("delay p50 ms", "p50", 1e-3), ("p99 ms", "p99", 1e-3),
        ("peak MB", "peak_kb", 1 / 1024)]
    verb = "paced"

    def numbers(self, client, sizes):
        return client.size("paced", 1000), 50, max(120, sizes.of(160))

    def window(self, seconds):
        """How many of a stream's seconds are looked at, some after its opening and some before its end."""
        return seconds - 4

    def watch(self, running, server, numbers):
        counters = Counters(server.port)
        self.await_opening(running, counters, numbers[0])
        time.sleep(1)
        window = self.window(numbers[1] * numbers[2] / 1000)
        before, times = counters.read()["chunks"], process.processor_times(running.pid)
        time.sleep(window)
        after, used = counters.read()["chunks"], process.used_since(times, running.pid)
        if after == before:
            raise ClientFailed("got no chunk while it was watched")
        said = finish(running, server)
        said["value"] = used / (after - before) * 1e6
        said["core"] = used / window * 100
        return said


class Idle(Work):
    name, title, unit = "idle", "5 000 idle streams with a heartbeat every 15 s", "KB/stream"
    # What is resident differs by a hundredth between runs.
    rounds = 3
    explanation = (
        "Resident memory for each stream beyond the first, and processor time while nothing but heartbeats comes."
    )
    columns = [("% of a core", "core", 1), ("threads", "threads", 1), ("all MB", "rss_kb", 1 / 1024)]
    verb = "idle"

    def numbers(self, client, sizes):
        return client.size("idle", 5000) // sizes.scale, 15000

    def __init__(self):
        # The first stream of each client, which is measured once.
        self.alone = {}

    def run(self, client, sizes):
        if client.name not in self.alone:
            self.alone[client.name] = self.single(client)
        alone = self.alone[client.name]
        sample = super().run(client, sizes)
        if "failed" in alone or "failed" in sample:
            return alone if "failed" in alone else sample
        streams = self.numbers(client, sizes)[0]
        sample["value"] = (sample["rss_kb"] - alone["rss_kb"]) / (streams - 1)
        return sample

    def single(self, client):
        one = Idle()
        one.numbers = lambda client, sizes: (1, 15000)
        return Work.run(one, client, None)

    def watch(self, running, server, numbers):
        counters = Counters(server.port)
        self.await_opening(running, counters, numbers[0])
        time.sleep(1)
        window = 6 if numbers[0] > 1 else 0.1
        times = process.processor_times(running.pid)
        time.sleep(window)
        used = process.used_since(times, running.pid)
        # The one that asks is a connection too.
        if counters.read()["open"] != numbers[0] + 1:
            raise ClientFailed("did not keep all streams open")
        return {
            "rss_kb": process.status(running.pid, "VmRSS"),
            "threads": process.status(running.pid, "Threads"),
            "core": used / window * 100,
        }


class Answers(Work):
    verb = "answers"
    unit = "µs/request"
    explanation = "User and system time of the client for each request, answered with 700 bytes of JSON."

    def __init__(self, connections, requests):
        self.connections, self.requests = connections, requests
        self.name = f"answers-{connections}"
        self.title = (
            "Plain JSON answers, one kept-alive connection" if connections == 1
            else f"Plain JSON answers, {connections} at once")

    def candidates(self, present):
        return [client for client in present if client.reads_answers]

    def numbers(self, client, sizes):
        return self.connections, sizes.of(client.size(self.name, self.requests), least=self.connections)

    def watch(self, running, server, numbers):
        said = finish(running, server)
        if said["chunks"] != numbers[1]:
            raise ClientFailed(f"counted {said['chunks']} answers")
        said["value"] = (said["user"] + said["sys"]) / said["chunks"] * 1e6
        return said
