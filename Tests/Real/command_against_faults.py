"""The command against servers that are not there, silent, or cut off."""
from command import chat
from replay import ReplayServer, Reply, SilentServer, free_port
from report import expect, expect_equal

HALF = b'data: {"id":"c1","choices":[{"index":0,"delta":{"content":"Half"}}]}\n\n'


def check_unreachable():
    error = chat(base_url=f"http://127.0.0.1:{free_port()}/v1").error("connect")
    expect_equal("status", error["status"], None)
    expect_equal("retryable", error["retryable"], True)


def check_silence():
    with SilentServer() as server:
        error = chat("--timeout", "0.5", base_url=server.base_url).error("timeout")
    expect_equal("phase", error["phase"], "firstByte")


def check_total_limit():
    with SilentServer() as server:
        error = chat("--total-timeout", "0.5", base_url=server.base_url).error("timeout")
    expect_equal("phase", error["phase"], "total")


def check_replay(kind, reply):
    with ReplayServer() as server:
        server.answer("cut", reply)
        error = chat(base_url=server.base_url("cut")).error(kind)
    expect_equal("partial text", error["partial"]["text"], "Half")


def check_configuration():
    run = chat(base_url="not a URL")
    run.error("configuration")


def check_key_stays_secret():
    with ReplayServer() as server:
        server.answer("echo", Reply([b'{"error":{"message":"bad key sk-secret-1234"}}'], "application/json", "401 No"))
        run = chat("--api-key", "sk-secret-1234", base_url=server.base_url("echo"))
    run.error("authentication")
    expect("the key appears nowhere", "sk-secret-1234" not in f"{run.last}{run.diagnostics}", run.last)


def run(report):
    with report.check("server not reachable"):
        check_unreachable()
    with report.check("silent server: first byte limit"):
        check_silence()
    with report.check("silent server: total limit"):
        check_total_limit()
    with report.check("stream cut by a clean end"):
        check_replay("truncated", Reply([HALF]))
    with report.check("stream cut by a reset"):
        check_replay("truncated", Reply([HALF], end="reset"))
    with report.check("stream with a line that is not JSON"):
        check_replay("malformed", Reply([HALF, b"data: {oops\n\n"]))
    with report.check("base URL that is none"):
        check_configuration()
    with report.check("a key that the server repeats"):
        check_key_stays_secret()
