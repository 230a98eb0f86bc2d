/// The long help of `bifrost bench`.
enum BenchHelp {
    static let text = """
        Asks over and over, and tells how long it took: until the first token, between tokens, and for the whole call. \
        With no base URL, an embedded gateway is asked, which shows what this machine can do. Ctrl-C ends the test \
        early, with a report.

        EXAMPLES:
          bifrost bench --concurrency 32 --duration 60 --model openai/gpt-4o-mini
          bifrost bench --rate 20 --arrivals constant --warm-up 5 --html report.html
          bifrost bench --requests 1000 --no-stream --prompts prompts.jsonl
          bifrost bench --rate 5 --output json | jq .latency.first_token_ms

        KINDS OF TEST:
          --concurrency N   a closed loop: N callers, each waits for its answer. It
                            tells how much goes through; while the gateway stalls
                            nobody asks, so that stalls count too little.
          --rate R          an open loop: calls begin as planned, and latency counts
                            from when a call was to begin, even if it had to wait.
                            It tells what users see at that load.

        JSON OUTPUT (--output json), one object; times in milliseconds:
          {"type": "bench", "model", "base_url", "load", "streamed", "warm_up",
           "expected_interval", "seconds", "answered", "failed", "unfinished",
           "retries", "errors": {kind: {"count", "example"}},
           "answers_per_second", "output_unit" ("tokens" or "chunks"), "output",
           "output_per_second", "input_tokens", "latest_start_ms",
           "latency": {"first_token_ms", "between_tokens_ms", "call_ms":
             {"count", "p50", "p90", "p95", "p99", "p99.9", "max", "mean"}},
           "series": [{"second", "answered", "failed", "output", "p50", "p99",
             "max"}]}
             or {"type": "error", …} as of `bifrost chat`.

        \(HelpText.environment)

        \(HelpText.exitCodes)
        """
}
