extension JSONOutput {
    /// The object of a load test.
    static func bench(_ report: BenchReport) -> JSONOutput {
        let tally = report.tally
        return [
            "type": "bench", "model": .string(report.setting.model), "base_url": .string(report.setting.baseURL),
            "load": load(report.setting.load), "streamed": .bool(report.setting.isStreamed),
            "warm_up": .seconds(report.setting.warmUp),
            "expected_interval": .seconds(report.setting.expectedInterval),
            "seconds": .seconds(tally.elapsed), "answered": .integer(tally.answered),
            "failed": .integer(tally.failed), "unfinished": .integer(tally.left), "retries": .integer(tally.retries),
            "errors": .object(
                tally.failures.sorted { $0.key < $1.key }.map { kind, failures in
                    Field(
                        key: kind,
                        value: ["count": .integer(failures.count), "example": .string(failures.example)])
                }),
            "answers_per_second": .number(tally.rate(tally.answered)),
            "output_unit": .string(report.unit), "output": .integer(tally.output),
            "output_per_second": .number(tally.rate(tally.output)), "input_tokens": .integer(tally.inputTokens),
            "latest_start_ms": .milliseconds(tally.latestStart),
            "latency": .object(report.rows.map { Field(key: $0.key, value: latencies($0.latencies)) }),
            "series": series(tally.series),
        ]
    }

    private static func load(_ load: BenchLoad) -> JSONOutput {
        switch load {
        case .closed(let concurrency): ["kind": "closed", "concurrency": .integer(concurrency)]
        case .open(let rate, let pattern, let seed, let maximumRunning):
            [
                "kind": "open", "rate": .number(rate), "arrivals": .string(pattern.rawValue),
                "seed": .integer(Int(truncatingIfNeeded: seed)), "max_running": .integer(maximumRunning),
            ]
        }
    }

    /// Milliseconds by the share of calls that took no longer.
    private static func latencies(_ latencies: Latencies) -> JSONOutput {
        var fields = [Field(key: "count", value: .integer(latencies.count))]
        fields += BenchReport.percentiles.map {
            Field(key: "p" + BenchReport.name(of: $0).dropLast(), value: milliseconds(latencies.percentile($0)))
        }
        fields.append(Field(key: "max", value: milliseconds(latencies.maximum)))
        fields.append(Field(key: "mean", value: milliseconds(latencies.mean)))
        return .object(fields)
    }

    private static func series(_ series: TimeSeries) -> JSONOutput {
        .array(
            series.stretches.enumerated().map { index, stretch in
                [
                    "second": .seconds(series.width * index), "answered": .integer(stretch.answered),
                    "failed": .integer(stretch.failed), "output": .integer(stretch.tokens),
                    "p50": milliseconds(stretch.latencies?.percentile(50)),
                    "p99": milliseconds(stretch.latencies?.percentile(99)),
                    "max": milliseconds(stretch.latencies?.maximum),
                ]
            })
    }

    private static func milliseconds(_ microseconds: Double?) -> JSONOutput {
        microseconds.map { .number($0.rounded() / 1000) } ?? nil
    }
}
