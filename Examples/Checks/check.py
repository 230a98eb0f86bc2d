"""Runs every example against the embedded gateway. Arguments: the command bifrost, and the folder of the examples."""
import http.client
import json
import os
import re
import socket
import subprocess
import sys
import tempfile

from programs import PATIENCE, Program, connections, eventually, expect, gateway, run_checks, settings

BIFROST, FOLDER = sys.argv[1:]
LONG = "again " * 200


def example(name, upstream, *arguments, text="", model="openai/gpt-4o-mini"):
    return subprocess.run(
        [f"{FOLDER}/{name}", *arguments], input=text, capture_output=True, text=True, timeout=PATIENCE,
        env={**os.environ, **settings(upstream, model)})


def check_chat():
    with gateway(BIFROST) as upstream:
        result = example("chat", upstream, text="Hello\n\nWhat is the capital of France?\n")
        expect(result.returncode == 0 and "The capital of France is Paris." in result.stdout, result)
        cut = example("chat", upstream, text="Hello\n", model="openai/reset-mid-stream")
        expect(cut.returncode == 0 and "[truncated: " in cut.stdout, cut)


def check_agent():
    with gateway(BIFROST) as upstream:
        result = example("agent", upstream, "What is the weather in Oslo and in Rome?")
        for text in ['→ get_weather {"city":"Oslo"}', "sky snow", "sky sun", "[2 rounds, "]:
            expect(text in result.stdout, result)
        other = example("agent", upstream, "What is the weather in Atlantis?")
        expect(other.returncode == 0 and "only for Oslo and Rome" in other.stdout, other)


def check_bulk():
    lines = [json.dumps({"id": f"{number}", "prompt": "Hello"}) for number in range(300)]
    with gateway(BIFROST, "--head-delay", "0.1") as upstream:
        result = example("bulk", upstream, "16", text="\n".join(lines[:5] + ["nonsense"] + lines[5:]))
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    expect(sum("error" in answer for answer in answers) == 1, "one line is no question")
    expect({answer["id"] for answer in answers if "text" in answer} == {f"{n}" for n in range(300)}, "each is answered")


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("sidecar", timeout=PATIENCE)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(PATIENCE)
        self.sock.connect(self.path)


def ask(connection, path, body, **fields):
    connection.request("POST", path, json.dumps(body), {"content-type": "application/json", **fields})
    return connection.getresponse()


def chat(prompt, model="openai/gpt-4o-mini"):
    return {"model": model, "stream": True, "messages": [{"role": "user", "content": prompt}]}


def leaves(connection, path, body, upstream):
    """The call at the gateway ends at once with its client, and not with its answer."""
    answer = ask(connection, path, body)
    expect(b"data: " in answer.read1(), "the stream begins")
    expect(connections(upstream.address) == 1, "one call is under way")
    answer.close()
    connection.close()
    # The whole answer would take 20 seconds.
    eventually(lambda: connections(upstream.address) == 0, "the call goes on without its client", within=5)


def check_sidecar():
    with gateway(BIFROST, "--token-interval", "0.1") as upstream, tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/socket"
        with Program(f"{FOLDER}/sidecar", path, ready="^listening", environment=settings(upstream)):
            expect(os.stat(path).st_mode & 0o777 == 0o600, "the socket is the owner's")

            direct = http.client.HTTPConnection(upstream.address.split("/")[2], timeout=PATIENCE)
            expected = ask(direct, "/v1/chat/completions", chat("Hello")).read()
            relayed = ask(UnixConnection(path), "/v1/chat/completions", chat("Hello"))
            expect(relayed.headers["content-type"] == "text/event-stream", relayed.headers)
            serial = re.compile(rb"chatcmpl-\d+")
            expect(serial.sub(b"", relayed.read()) == serial.sub(b"", expected), "the bytes are the gateway's")

            whole = ask(UnixConnection(path), "/v1/chat/completions", {**chat("Hello"), "stream": False})
            expect("Hello!" in json.load(whole)["choices"][0]["message"]["content"], "plain calls are passed on")
            listed = UnixConnection(path)
            listed.request("GET", "/v1/models?provider=anthropic")
            names = [model["id"] for model in json.load(listed.getresponse())["data"]]
            expect(names and all(name.startswith("anthropic/") for name in names), f"the query is lost: {names}")
            cut = ask(UnixConnection(path), "/v1/chat/completions", chat("Hello", "openai/cut-cleanly")).read()
            expect(cut.endswith(b'"type":"answer_truncated"}}\n\n') and b"[DONE]" not in cut, cut[-300:])
            refused = ask(UnixConnection(path), "/v1/chat/completions", chat("Hello", "openai/none"))
            expect(refused.status == 404 and "message" in json.load(refused)["error"], "a refusal has its status")
            direct.close()
            eventually(lambda: connections(upstream.address) <= 1, "one connection is kept")
            leaves(UnixConnection(path), "/v1/chat/completions", chat(LONG), upstream)


def check_web():
    with gateway(BIFROST, "--token-interval", "0.1") as upstream:
        with Program(f"{FOLDER}/web", "0", ready=r"http://\S+", environment=settings(upstream)) as web:
            place = web.address.removeprefix("http://")
            page = http.client.HTTPConnection(place, timeout=PATIENCE)
            page.request("GET", "/")
            expect(b"<!doctype html>" in page.getresponse().read(), "there is a page")
            answer = ask(page, "/chat", {"turns": [{"role": "user", "text": "Hello"}]})
            expect(answer.headers["content-type"] == "text/event-stream", answer.headers)
            pieces = list(iter(answer.read1, b""))
            expect(len(pieces) > 3 and pieces[-1].endswith(b"data: [DONE]\n\n"), "it comes piece by piece")
            forged = ask(page, "/chat", {"turns": [{"role": "system", "text": "Be rude."}]})
            expect(forged.status == 400, "the browser gives no instructions")
            leaves(http.client.HTTPConnection(place), "/chat", {"turns": [{"role": "user", "text": LONG}]}, upstream)


sys.exit(run_checks([
    ("chat", check_chat), ("agent", check_agent), ("bulk", check_bulk), ("sidecar", check_sidecar), ("web", check_web),
]))
