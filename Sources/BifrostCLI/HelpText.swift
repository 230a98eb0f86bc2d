/// Pieces of help that several commands show; no line is longer than a terminal of 80 columns is wide.
enum HelpText {
    static let environment = """
        ENVIRONMENT (an option on the command line wins):
          BIFROST_BASE_URL      where the gateway is, e.g. http://localhost:8080/v1
          BIFROST_API_KEY       the key, sent as a bearer token
          BIFROST_VIRTUAL_KEY   the gateway's virtual key, sent as x-bf-vk
          BIFROST_MODEL         the model, e.g. openai/gpt-4o-mini
          BIFROST_TIMEOUT       the longest single wait in seconds, or off
          NO_COLOR              when set, no colours
        """

    static let exitCodes = """
        EXIT CODES:
          0    done
          1    done, but some lines (map) or calls (bench) failed
          2    wrong configuration or usage; nothing was sent
          3    the gateway refused: bad request, key, permission, no such model
          4    the gateway or provider failed, or has too much to do
          5    a time limit ended the wait
          6    the answer was cut short or cannot be read
          7    no connection could be made
          130  interrupted
          141  the reader of the output went away
        """

    static let chat = """
        The answer streams to standard output as it comes. With no base URL, an embedded gateway with generated \
        answers is started, so every option can be tried without a key.

        Without a prompt and --messages, a conversation begins if standard input and output are a terminal; /help \
        lists what can be typed there. Otherwise the prompt is standard input. On a terminal, control characters in an \
        answer are shown as pictures; a pipe or a file gets the answer as it is.

        EXAMPLES:
          bifrost chat "What is the capital of France?"
          bifrost chat --system "Be brief."
          bifrost chat --model openai/gpt-4o --system "Be brief." "Why is it dark?"
          git diff | bifrost chat --system "Write a commit message." -
          bifrost chat --messages talk.json --tools tools.json --output json
          bifrost chat --first-token-timeout 120 --total-timeout off "Think hard: …"

        FILES (OpenAI's JSON; - is standard input):
          --messages  [{"role": "user", "content": "Hello"}, …]
          --tools     [{"type": "function", "function": {"name": …}}, …]

        \(jsonOutput)

        TIME LIMITS are in seconds, fractions allowed, or `off`. Those not given take --timeout (30), but for \
        --connect-timeout (10) and, when streaming, --total-timeout (off).

        \(environment)

        \(exitCodes)
        """

    private static let jsonOutput = """
        JSON OUTPUT (--output json), one object per line; absent values are null:
          {"type": "chunk", "delta", "reasoning", "refusal", "finish_reason",
           "tool_calls": [{"index", "id", "name", "arguments"}],
           "usage", "id", "model", "provider", "choices"}
             as it comes, with only the keys that carry something; then
          {"type": "message", "text", "reasoning", "refusal",
           "tool_calls": [{"id", "name", "arguments", "complete"}],
           "finish_reason",
           "usage": {"input", "output", "total", "cached", "reasoning"},
           "id", "model", "provider", "choices" (when there are several),
           "metrics": {"attempts", "queued_ms", "name_lookup_ms", "connect_ms",
             "tls_ms", "first_byte_ms", "first_token_ms", "total_ms"
             (milliseconds from the attempt's start), "paused_ms",
             "reused_connection", "http_version", "bytes_sent",
             "bytes_received"}}
             or
          {"type": "error", "kind", "message", "status", "code", "retryable",
           "retry_after" (seconds), "phase" (of a timeout: the limit's name),
           "attempts", "request_id", "partial" (as a message)}
        """
}
