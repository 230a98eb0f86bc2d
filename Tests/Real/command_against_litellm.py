"""The command against LiteLLM's proxy: the contract of `--output json` with a server that is not ours."""
import json
from functools import partial
from pathlib import Path

from command import chat
from litellm_proxy import MASTER_KEY, litellm_proxy
from replay import ReplayServer, Reply
from report import expect, expect_equal

WEATHER_TOOL = {
    "type": "function",
    "function": {
        "name": "weather",
        "description": "The weather in a city.",
        "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
    },
}

GREETING = "Hello from LiteLLM."


def event(delta, finish_reason=None):
    chunk = {
        "id": "chatcmpl-relay", "object": "chat.completion.chunk", "created": 1767000000, "model": "relay",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish_reason}],
    }
    return b"data: %b\n\n" % json.dumps(chunk).encode()


def call_delta(index, arguments, **head):
    function = {"arguments": arguments, **({"name": head["name"]} if head else {})}
    return {"tool_calls": [{"index": index, "function": function, **({"id": head["id"], "type": "function"} if head else {})}]}


HALF_ANSWER = event({"role": "assistant", "content": "Half an ans"})

# Two calls whose pieces alternate, one of them cut inside an escape.
INTERLEAVED_CALLS = [
    event({"role": "assistant", "content": None}),
    event(call_delta(0, "", id="call_a", name="weather")),
    event(call_delta(1, "", id="call_b", name="weather")),
    event(call_delta(0, '{"city":"\\ud83d')),
    event(call_delta(1, '{"city":')),
    event(call_delta(0, '\\ude00"}')),
    event(call_delta(1, '"Oslo"}')),
    event({}, "tool_calls"),
    b"data: [DONE]\n\n",
]


def check_generate(ask):
    run = ask("--no-stream", model="plain")
    message = run.message()
    expect_equal("text", message["text"], GREETING)
    expect_equal("finish_reason", message["finish_reason"], "stop")
    expect("no chunk without streaming", not run.chunks, run.chunks)
    expect_equal("usage.total", message["usage"]["total"], message["usage"]["input"] + message["usage"]["output"])
    expect("id", message["id"].startswith("chatcmpl-"), message["id"])
    expect_equal("model", message["model"], "plain")


def check_stream(ask):
    run = ask(model="plain")
    message = run.message()
    expect_equal("text", message["text"], GREETING)
    expect_equal("deltas", run.delta, GREETING)
    expect("several chunks carry text", sum(1 for chunk in run.chunks if chunk.get("delta")) > 1, run.chunks)
    usage = message["usage"]
    expect("the stream's last chunk brought the usage", usage and usage["input"] > 0 and usage["output"] > 0, usage)


def check_tool_call(ask, tools):
    message = ask("--no-stream", "--tools", tools, model="tools").message()
    expected = [{"id": "call_1", "name": "weather", "arguments": '{"city":"Oslo"}', "complete": True}]
    expect_equal("tool_calls", message["tool_calls"], expected)


def check_tools_reach_upstream(ask, server, tools):
    upstream = server.answer("relay", Reply(INTERLEAVED_CALLS))
    run = ask("--tools", tools, "--tool-choice", "auto", model="relay", prompt="Weather?")
    calls = [(call["id"], call["name"], json.loads(call["arguments"]), call["complete"]) for call in run.message()["tool_calls"]]
    expect_equal("calls", calls, [("call_a", "weather", {"city": "😀"}, True), ("call_b", "weather", {"city": "Oslo"}, True)])
    expect_equal("finish_reason", run.last["finish_reason"], "tool_calls")
    expect_equal("requests upstream", len(upstream.requests), 1)
    request = upstream.requests[0]
    expect_equal("tools upstream", request["tools"], [WEATHER_TOOL])
    expect_equal("tool_choice upstream", request["tool_choice"], "auto")
    expect_equal("prompt upstream", request["messages"], [{"role": "user", "content": "Weather?"}])


def check_upstream_dies(ask, server):
    # The pause lets LiteLLM pass the text on: it drops what it has when the reset comes at once.
    server.answer("relay", Reply([HALF_ANSWER], end="reset", pause=1))
    error = ask(model="relay").error("server")
    expect_equal("partial text", error["partial"]["text"], "Half an ans")
    expect_equal("retryable", error["retryable"], True)


def check_upstream_dies_at_once(ask, server):
    server.answer("relay", Reply([HALF_ANSWER], end="reset"))
    # A status of 500, or an error event after the head: LiteLLM does the one or the other.
    expect_equal("retryable", ask(model="relay").error("server")["retryable"], True)


def check_refusal(ask, kind, status, retryable, *arguments, message_contains="", **options):
    error = ask(*arguments, **options).error(kind)
    expect_equal("status", error["status"], status)
    expect_equal("retryable", error["retryable"], retryable)
    expect_equal("attempts", error["attempts"], 1)
    expect(f"message contains {message_contains!r}", message_contains in error["message"], error["message"])
    return error


def check_wrong_key(base_url):
    # Without a database LiteLLM cannot look up a foreign key and says 400, not 401.
    error = check_refusal(
        partial(chat, "--api-key", "sk-not-the-key", base_url=base_url), "invalidRequest", 400, False, model="plain",
        message_contains="No connected db",
    )
    expect("the key is not repeated", "sk-not-the-key" not in json.dumps(error), error)


def check_impatience(ask):
    error = ask("--timeout", "0.5", model="slow").error("timeout")
    expect_equal("phase", error["phase"], "firstByte")


def run(report, folder):
    tools = Path(folder) / "tools.json"
    tools.write_text(json.dumps([WEATHER_TOOL]))
    with ReplayServer() as server, litellm_proxy(folder, server.base_url("relay")) as base_url:
        ask = partial(chat, "--api-key", MASTER_KEY, base_url=base_url)
        checks = {
            "generate": partial(check_generate, ask),
            "stream with usage": partial(check_stream, ask),
            "tool call": partial(check_tool_call, ask, str(tools)),
            "tools through to the upstream": partial(check_tools_reach_upstream, ask, server, str(tools)),
            "upstream dies in mid-stream": partial(check_upstream_dies, ask, server),
            "upstream dies at once": partial(check_upstream_dies_at_once, ask, server),
            "no key": partial(check_refusal, partial(chat, base_url=base_url), "authentication", 401, False, model="plain"),
            "wrong key": partial(check_wrong_key, base_url),
            "unknown model": partial(
                check_refusal, ask, "invalidRequest", 400, False, model="nobody", message_contains="Invalid model name"),
            "context window": partial(
                check_refusal, ask, "invalidRequest", 400, False, model="context-window",
                message_contains="ContextWindowExceededError"),
            "rate limit": partial(check_refusal, ask, "rateLimited", 429, True, model="rate-limited"),
            "rate limit, no stream": partial(
                check_refusal, ask, "rateLimited", 429, True, "--no-stream", model="rate-limited"),
            "server error": partial(check_refusal, ask, "server", 500, True, model="broken"),
            "overloaded, 529 without a reason phrase": partial(
                check_refusal, ask, "overloaded", 529, True, model="overloaded"),
            "upstream timeout, 408": partial(check_refusal, ask, "timeout", 408, True, model="upstream-timeout"),
            "our timeout": partial(check_impatience, ask),
        }
        for name, body in checks.items():
            with report.check(f"litellm: {name}"):
                body()
