"""Compares what the command said with the `expect` object of a vector; the contract is Tests/Vectors/README.md."""
from report import expect, expect_equal

NOT_PRINTED = {"role", "reasoning_signature", "logprob_tokens"}
"""What a vector may expect of a message and the command's contract does not carry."""


def matches(actual, expected):
    """Whether a value is the expected one; `anyOf` and `prefix` with `length` stand for several."""
    match expected:
        case {"anyOf": values}:
            return any(matches(actual, value) for value in values)
        case {"prefix": prefix, "length": length}:
            return isinstance(actual, str) and actual.startswith(prefix) and len(actual) == length
        case list():
            same_length = isinstance(actual, list) and len(actual) == len(expected)
            return same_length and all(map(matches, actual, expected))
        case dict():
            return isinstance(actual, dict) and all(matches(actual.get(key), value) for key, value in expected.items())
        case _:
            return actual == expected and isinstance(actual, bool) == isinstance(expected, bool)


def expect_match(what, actual, expected):
    expect(f"{what}: expected {expected!r}, got", matches(actual, expected), actual)


def expect_tool_calls(what, actual, expected):
    """Tool calls in order; the id `*` is any that is not empty and not another call's."""
    if isinstance(expected, dict):
        expected = next((each for each in expected["anyOf"] if tool_calls_match(actual, each)), expected["anyOf"][0])
    expect(f"{what}: expected {expected!r}, got", tool_calls_match(actual, expected), actual)


def tool_calls_match(actual, expected):
    if not isinstance(actual, list) or len(actual) != len(expected):
        return False
    ids = [call.get("id") for call in actual]
    wanted = [{key: value for key, value in call.items() if (key, value) != ("id", "*")} for call in expected]
    return all(ids) and len(set(ids)) == len(ids) and all(map(matches, actual, wanted))


def expect_content(what, actual, expected):
    """A message or a partial one: every listed key, and of choices and usage every listed key in them."""
    for key, value in expected.items():
        if key in NOT_PRINTED - actual.keys():
            continue
        if key == "tool_calls":
            expect_tool_calls(f"{what}.tool_calls", actual.get(key), value)
        else:
            expect_match(f"{what}.{key}", actual.get(key), value)


def expect_error(error, expected):
    for key in ("kind", "retryable", "code"):
        if key in expected:
            expect_match(f"error.{key}", error[key], expected[key])
    if "message_contains" in expected:
        part = expected["message_contains"].lower()
        expect(f"error.message contains {part!r}", part in error["message"].lower(), error["message"])


def expect_outcome(run, expected):
    """One run of the command against the whole `expect` object."""
    if expected["outcome"] == "message":
        expect_content("message", run.message(), expected["message"])
    else:
        error = run.error()
        expect_error(error, expected["error"])
        expect_content("partial", error["partial"] or {"text": "", "tool_calls": []}, expected.get("partial", {}))
    expect_deltas(run, expected)


def expect_deltas(run, expected):
    """What was streamed to the terminal is what the end says, unless choices were mixed in it."""
    content = run.last if expected["outcome"] == "message" else run.last["partial"]
    if content and not content.get("choices"):
        expect_equal("the chunks' deltas together", run.delta, content["text"] or "")
