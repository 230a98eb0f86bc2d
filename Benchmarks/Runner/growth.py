"""Works that ask how the costs grow: with the streams, with the idle ones beside, with the length of an answer."""
import resource

from .works import Idle, Paced, Work, finish

# It is alone in what it does, or so much alike that peers would only take their time.
OURS = ("swift-bifrost",)
WITH_LIMIT = ("limit",) + OURS
# Of the descriptors that a process may have, these are for other things than streams.
OTHER_DESCRIPTORS = 64


class Steady(Paced):
    """So many streams that together get 8 000 chunks a second."""

    def __init__(self, streams):
        self.streams = streams

    def numbers(self, client, sizes):
        # Those that open first must not end before those that open last were looked at.
        interval, milliseconds = self.streams // 8, 14_000 if self.streams > 1000 else 6000
        return self.streams, interval, milliseconds // interval

    def window(self, seconds):
        return 3


class Beside(Paced):
    """One stream with a chunk every millisecond, and so many that are silent."""

    verb = "beside"

    def __init__(self, silent):
        self.silent = silent

    def numbers(self, client, sizes):
        # It begins when all others have.
        return self.silent, 1, 6000

    def window(self, seconds):
        return 3


class Growth(Work):
    """Does some work twice, on a small and on a large scale."""

    rounds = 3

    def __init__(self, name, title, explanation, small, large, headings, only):
        self.name, self.title, self.explanation, self.only = name, title, explanation, only
        self.small, self.large = small, large
        self.unit = f"µs/chunk {headings[1]}"
        self.columns = [(headings[0], "small", 1), ("growth", "growth", 1)]

    def run(self, client, sizes):
        small, large = self.small.run(client, sizes), self.large.run(client, sizes)
        if "failed" in small or "failed" in large:
            return small if "failed" in small else large
        return large | {"small": small["value"], "growth": large["value"] / small["value"]}


class Many(Idle):
    """As many streams as one process may open, up to 20 000."""

    name, only, rounds = "many", WITH_LIMIT, 1
    # The system looks ever longer for a free port.
    longest_opening = 180
    explanation = (
        "As above, with as many streams as a process of this machine may have descriptors for, up to 20 000.")

    def __init__(self):
        super().__init__()
        descriptors = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        self.streams = min(20_000, descriptors - OTHER_DESCRIPTORS)
        self.title = f"{self.streams:,} idle streams in one process".replace(",", " ")

    def numbers(self, client, sizes):
        return self.streams // sizes.scale, 15000


class Waves(Work):
    """Memory after many streams have ended."""

    name, only, rounds = "waves", OURS, 3
    title, unit = "Memory after 5 000 streams have ended", "kept, %"
    explanation = (
        "5 000 streams open and end, twice. In MB, what malloc has given out: after one stream has ended, with all "
        "open, and after all have ended; and what is resident, which stays where it was, since malloc keeps for the next "
        "streams what it got from the system. The first column is what is kept of that which all of them took.")
    columns = [
        ("one", "base_kb", 1 / 1024), ("open", "open_kb", 1 / 1024), ("ended", "ended_kb", 1 / 1024),
        ("open again", "open_again_kb", 1 / 1024), ("ended again", "ended_again_kb", 1 / 1024),
        ("resident, open", "open_resident_kb", 1 / 1024), ("open again", "open_again_resident_kb", 1 / 1024),
        ("ended again", "ended_again_resident_kb", 1 / 1024)]

    def numbers(self, client, sizes):
        return (sizes.of(5000),)

    def watch(self, running, server, numbers):
        said = finish(running, server)
        said["value"] = (said["ended_again_kb"] - said["base_kb"]) / (said["open_kb"] - said["base_kb"]) * 100
        return said


class LongAnswer(Work):
    """One long answer, gathered."""

    name, only = "long-answer", OURS
    title, unit = "A long answer: 200 000 chunks through collect()", "× the text"
    explanation = (
        "The most memory that was resident, beyond that of an answer of 64 chunks, in lengths of the text. User and "
        "system time for each chunk must not grow with the answer.")
    lengths = (100_000, 200_000, 400_000)
    columns = [("text MB", "megabytes", 1), ("peak MB", "peak_kb", 1 / 1024)] + [
        (f"µs/chunk of {length:,}".replace(",", " "), f"of {length}", 1) for length in lengths]

    def run(self, client, sizes):
        samples = {length: Collected(length).run(client, sizes) for length in (64,) + self.lengths}
        for sample in samples.values():
            if "failed" in sample:
                return sample
        sample = dict(samples[200_000])
        sample["megabytes"] = sample["characters"] / 1e6
        sample["value"] = (sample["peak_kb"] - samples[64]["peak_kb"]) * 1024 / sample["characters"]
        return sample | {f"of {length}": samples[length]["each"] for length in self.lengths}


class Collected(Work):
    verb = "collect"

    def __init__(self, length):
        self.length = length

    def numbers(self, client, sizes):
        return (self.length,)

    def watch(self, running, server, numbers):
        said = finish(running, server)
        said["each"] = (said["user"] + said["sys"]) / self.length * 1e6
        return said


GROWTH = [
    Growth(
        "growth", "Growth with the streams: 8 000 chunks/s over 64 streams and over 5 000",
        "Processor time for each chunk while all streams are open; the chunks come at the same rate.",
        Steady(64), Steady(5000), ("over 64", "over 5 000"), WITH_LIMIT + ("swift-bifrost on the loop",)),
    Growth(
        "wake-ups", "Growth with idle streams: a chunk every ms beside 10 silent streams and beside 10 000",
        "Processor time for each chunk of the one stream that is not silent: each of them is a wake-up, and the "
        "hand-over to the consumer.",
        Beside(10), Beside(10_000), ("beside 10", "beside 10 000"), WITH_LIMIT + ("swift-bifrost on the loop",)),
    Many(), Waves(), LongAnswer(),
]
