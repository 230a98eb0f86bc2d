"""Starts a server process, waits until it is ready, and always stops it."""
import os
import signal
import subprocess
import time
from contextlib import contextmanager


@contextmanager
def running(command, environment, log):
    """Runs a command in a process group of its own; the whole group ends with the block."""
    with open(log, "wb") as output:
        process = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        stop(process)


def stop(process):
    for number in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is None:
            os.killpg(process.pid, number)
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                continue


def wait_until(ready, process, seconds, what, log):
    """Polls `ready` until it returns something; fails with the end of the log if the process ends or time runs out."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        if result := ready():
            return result
        time.sleep(0.1)
    with open(log, encoding="utf-8", errors="replace") as output:
        raise RuntimeError(f"{what} was not ready within {seconds} s; its output ends:\n{output.read()[-3000:]}")
