"""Processes on a core of their own, and what the kernel says they used."""
import os
import subprocess
from pathlib import Path

CORES = sorted(os.sched_getaffinity(0))
CLIENT_CORE, SERVER_CORE = CORES[0], CORES[-1]


def start(command, core, **options):
    """Starts a command that can run on one core alone."""
    return subprocess.Popen(command, preexec_fn=lambda: os.sched_setaffinity(0, {core}), text=True, **options)


def processor_times(pid):
    """The user and system time of each thread of a process, in seconds."""
    times = {}
    for thread in Path(f"/proc/{pid}/task").iterdir():
        try:
            # In nanoseconds; the columns of `stat` count in hundredths of a second.
            times[thread.name] = int((thread / "schedstat").read_text().split()[0]) / 1e9
        except FileNotFoundError:
            continue
    return times


def used_since(before, pid):
    """The processor time since `processor_times` was taken; threads that have ended meanwhile are not in it."""
    return sum(seconds - before.get(thread, 0) for thread, seconds in processor_times(pid).items())


def status(pid, field):
    """A number of /proc/PID/status, such as VmRSS in KiB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1])
    raise KeyError(field)


class ClientFailed(Exception):
    """A client that ended badly, too late, or without having read everything."""


class Server:
    """The load server; it ends with the block."""

    def __init__(self, program):
        self.program = program

    def __enter__(self):
        self.process = start([self.program], SERVER_CORE, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.port = int(self.process.stdout.readline())
        return self

    def __exit__(self, *failure):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()
