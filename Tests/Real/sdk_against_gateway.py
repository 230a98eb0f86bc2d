"""The official openai SDK against `bifrost serve`: the embedded gateway is a gateway to others too."""
import json
import os
import re
from functools import partial
from pathlib import Path

import openai

from command import COMMAND
from processes import running, wait_until
from report import Failure, expect, expect_equal

KEY = "sk-gateway-test"

START_LIMIT = 30

MODEL = "openai/gpt-4o"

QUESTION = [{"role": "user", "content": "What is the capital of France?"}]

WEATHER_TOOL = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "description": "The weather in a city.",
        "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
    },
}

CITY_SCHEMA = {
    "type": "object",
    "properties": {"city": {"type": "string"}, "population": {"type": "integer"}},
    "required": ["city", "population"],
    "additionalProperties": False,
}


def check_chat(client):
    completion = client.chat.completions.create(model=MODEL, messages=QUESTION)
    expect("text", "Paris" in completion.choices[0].message.content, completion)
    expect_equal("finish_reason", completion.choices[0].finish_reason, "stop")
    usage = completion.usage
    expect_equal("usage total", usage.total_tokens, usage.prompt_tokens + usage.completion_tokens)


def check_stream(client):
    options = {"include_usage": True}
    stream = client.chat.completions.create(model=MODEL, messages=QUESTION, stream=True, stream_options=options)
    chunks = list(stream)
    choices = [choice for chunk in chunks for choice in chunk.choices]
    expect("text", "Paris" in "".join(choice.delta.content or "" for choice in choices), chunks)
    expect("several chunks", len(chunks) > 2, chunks)
    expect_equal("finish reasons", [choice.finish_reason for choice in choices if choice.finish_reason], ["stop"])
    expect("usage", any(chunk.usage and chunk.usage.total_tokens > 0 for chunk in chunks), chunks)


def weather_call(client, **options):
    messages = [{"role": "user", "content": "What is the weather in Oslo?"}]
    return client.chat.completions.create(
        model=MODEL, messages=messages, tools=[WEATHER_TOOL], tool_choice="required", **options)


def check_tools(client):
    choice = weather_call(client).choices[0]
    expect_equal("finish_reason", choice.finish_reason, "tool_calls")
    call = choice.message.tool_calls[0]
    expect_equal("name", call.function.name, "get_weather")
    expect("arguments have the city", "city" in json.loads(call.function.arguments), call)
    check_tool_result(client, choice.message, call)


def check_tool_result(client, message, call):
    messages = [
        {"role": "user", "content": "What is the weather in Oslo?"},
        message.model_dump(exclude_none=True, include={"role", "content", "tool_calls"}),
        {"role": "tool", "tool_call_id": call.id, "content": '{"celsius": 4}'},
    ]
    answer = client.chat.completions.create(model=MODEL, messages=messages, tools=[WEATHER_TOOL])
    expect_equal("finish_reason after the result", answer.choices[0].finish_reason, "stop")
    expect("text after the result", answer.choices[0].message.content, answer)


def check_tools_streamed(client):
    deltas = [
        call for chunk in weather_call(client, stream=True) for choice in chunk.choices
        for call in choice.delta.tool_calls or []
    ]
    expect_equal("first delta's name", deltas[0].function.name, "get_weather")
    expect("first delta's id", deltas[0].id, deltas)
    arguments = "".join(call.function.arguments or "" for call in deltas if call.function)
    expect("arguments have the city", "city" in json.loads(arguments), arguments)


def check_json_mode(client):
    messages = [{"role": "user", "content": "Name a city, as JSON."}]
    completion = client.chat.completions.create(
        model=MODEL, messages=messages, response_format={"type": "json_object"})
    expect("an object", isinstance(json.loads(completion.choices[0].message.content), dict), completion)


def check_json_schema(client):
    response_format = {"type": "json_schema", "json_schema": {"name": "city", "schema": CITY_SCHEMA, "strict": True}}
    completion = client.chat.completions.create(model=MODEL, messages=QUESTION, response_format=response_format)
    city = json.loads(completion.choices[0].message.content)
    expect_equal("keys", sorted(city), ["city", "population"])
    expect("types", isinstance(city["city"], str) and isinstance(city["population"], int), city)


def check_models(client):
    models = [model.id for model in client.models.list()]
    expect("some models", models, models)
    expect("models are named PROVIDER/MODEL", all("/" in model for model in models), models)


def check_refused(error, call):
    """The SDK maps the answer's status to one of its error classes."""
    try:
        call()
    except error as refused:
        expect("the SDK finds the message", str(refused.message), refused)
    else:
        raise Failure(f"no {error.__name__}")


def ask(client, model=MODEL, **options):
    return client.chat.completions.create(model=model, messages=QUESTION, **options)


def checks(client, stranger):
    yield "chat", partial(check_chat, client)
    yield "stream", partial(check_stream, client)
    yield "tools, there and back", partial(check_tools, client)
    yield "tools, streamed", partial(check_tools_streamed, client)
    yield "JSON mode", partial(check_json_mode, client)
    yield "JSON schema", partial(check_json_schema, client)
    yield "models", partial(check_models, client)
    yield "wrong key", partial(check_refused, openai.AuthenticationError, partial(ask, stranger))
    yield "rate limit", partial(check_refused, openai.RateLimitError, partial(ask, client, "openai/rate-limited"))
    yield "rate limit, streamed", partial(
        check_refused, openai.RateLimitError, partial(ask, client, "openai/rate-limited", stream=True))
    yield "unknown model", partial(check_refused, openai.NotFoundError, partial(ask, client, "openai/no-such-model"))
    yield "bad request", partial(
        check_refused, openai.BadRequestError,
        partial(ask, client, reasoning_effort="low", extra_body={"reasoning": {"effort": "high"}}))


def sdk(base_url, key):
    return openai.OpenAI(base_url=base_url, api_key=key, max_retries=0, timeout=20)


def printed_url(log):
    found = re.search(r"http://[^\s/]+", Path(log).read_text(errors="replace"))
    return found and found[0]


def run(report, folder):
    log = Path(folder) / "serve.log"
    environment = {name: value for name, value in os.environ.items() if not name.upper().startswith("BIFROST_")}
    with running([COMMAND, "serve", "--port", "0", "--api-key", KEY], environment, log) as process:
        origin = wait_until(lambda: printed_url(log), process, START_LIMIT, "bifrost serve", log)
        for base_path in ("/v1", "/openai/v1"):
            client, stranger = (sdk(origin + base_path, key) for key in (KEY, "sk-stranger"))
            for name, body in checks(client, stranger):
                with report.check(f"openai SDK at {base_path}: {name}"):
                    body()
