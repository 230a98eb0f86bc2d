/// The long help of `bifrost map`.
enum MapHelp {
    static let text = """
        Each line of the input is a request, each line of the output an answer or an error. The output is also the \
        journal: run the same command again, after a crash too, and it goes on where it stopped, without asking again \
        what was answered. Memory does not grow with the file. With no base URL, an embedded gateway is asked.

        EXAMPLES:
          bifrost map prompts.jsonl -o answers.jsonl --model openai/gpt-4o-mini
          bifrost map reviews.jsonl -o moods.jsonl --prompt "One word: {{text}}"
          bifrost map big.jsonl -o out.jsonl --concurrency 64 --rpm 3000 --tpm 200000
          bifrost map big.jsonl -o out.jsonl --batch
          jq -R . < lines.txt | bifrost map - > answers.jsonl

        INPUT, one JSON value per line; empty lines are passed over:
          {"custom_id": "a", "body": {"messages": […], …}}   as in OpenAI's batches
          {"id": "a", "messages": […], "temperature": 0, …}  a request as it is
          {"id": "a", "prompt": "Hello"}                     one message
          "Hello"                                            a text alone
          With --prompt any object: {{name}} stands for its value, {{text}} for a
          text alone.

        OUTPUT, one JSON object per line, in the order in which the answers come:
          {"type": "job", …}      the first line: what the file belongs to
          {"type": "result", "line", "id", "text", "reasoning", "refusal",
           "tool_calls", "finish_reason", "usage", "response_id", "model",
           "provider", "choices" (when there are several), "metrics", "cost"}
          {"type": "error", "line", "id", "kind", "message", "status", "code",
           "retryable", "retry_after", "phase", "attempts", "request_id",
           "partial", "body" (an answer of a batch that cannot be read)}
          {"type": "upload" or "batch" or "collected", …}  what --batch remembers
        "line" is the line's number in the input; of several records for a line the
        last one counts.

        JSON OUTPUT (--output json), at the end:
          {"type": "summary", "complete", "answered", "failed", "done_before",
           "failures": {kind: count}, "retries", "usage": {"input", "output"},
           "cost" (null unless it was reported), "seconds"}

        GOING ON: lines with an answer are not asked again; failed ones are, but for \
        those of kind invalidRequest, unless --retry-failed is given.

        \(HelpText.environment)

        \(HelpText.exitCodes)
        """
}
