/// The help of `bifrost respond`; no line is longer than a terminal of 80 columns is wide.
enum RespondHelp {
    static let text = """
        The answer streams to standard output as it comes. With no base URL, an embedded gateway with generated \
        answers is started, so every option can be tried without a key.

        EXAMPLES:
          bifrost respond "What is the capital of France?"
          bifrost respond --instructions "Be brief." --no-stream "Why is it dark?"
          bifrost respond --previous-response resp_1 "And of Norway?"
          git diff | bifrost respond --instructions "Write a commit message." -

        FILES (OpenAI's JSON; - is standard input):
          --tools     [{"type": "function", "function": {"name": …}}, …]
                      or, flat: [{"type": "function", "name": …}, …]

        JSON OUTPUT (--output json), one object per line; absent values are null:
          {"type": "chunk", "delta" or "reasoning" or "refusal" or "arguments"
           or "input", "item_id"}
             as it comes, with only the keys that carry something; then
          {"type": "response", "id", "status", "text", "reasoning", "refusal",
           "tool_calls": [{"id", "name", "arguments", "complete"}],
           "incomplete_reason",
           "usage": {"input", "output", "total", "cached", "reasoning"},
           "model", "previous_response_id", "metrics" (as of `bifrost chat`)}
             or
          {"type": "error", …}, as of `bifrost chat`

        A response that ends early, such as at --max-tokens, is shown with a
        remark and the status "incomplete"; the exit code is 0.

        TIME LIMITS are in seconds, fractions allowed, or `off`. Those not given \
        take --timeout (30), but for --connect-timeout (10) and, when streaming, \
        --total-timeout (off).

        \(HelpText.environment)

        \(HelpText.exitCodes)
        """
}
