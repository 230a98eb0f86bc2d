import ArgumentParser
import Bifrost
import BifrostTesting
import Foundation
import LLM
import Testing

@testable import BifrostCLI

/// Batches in this process, with small ones and a clock of the test's.
struct BatchRunTests {
    @Test
    func `A file that is too large for one batch becomes several`() async throws {
        try await withFolder { folder in
            let (input, output) = (folder.appending(path: "i"), folder.appending(path: "o"))
            try Data((1...5).map { "\"\($0) + 1\"\n" }.joined().utf8).write(to: input)
            let gateway = try await EmbeddedGateway.start()
            let run = try run(gateway, input, output, lines: 2)
            var settled = JournalState()
            settled.add(.result(line: 2, usage: JobUsage()))
            try await run.run(settled)
            let batches = try output.records("batch")
            #expect(batches.map { $0["first"] as? Int } == [1, 4] && batches.map { $0["last"] as? Int } == [3, 5])
            let results = try output.records("result").sorted { ($0["line"] as? Int ?? 0) < ($1["line"] as? Int ?? 0) }
            #expect(results.map { $0["text"] as? String } == ["1 + 1 = 2", "3 + 1 = 4", "4 + 1 = 5", "5 + 1 = 6"])
            #expect(run.monitor.totals.answered == 4 && run.monitor.totals.skipped == 1)
            await gateway.stop()
        }
    }

    @Test
    func `Lines that a batch has no answer to are told`() async throws {
        try await withFolder { folder in
            let (input, output) = (folder.appending(path: "i"), folder.appending(path: "o"))
            try Data("\"1\"\n\"2\"\n".utf8).write(to: input)
            let gateway = try await EmbeddedGateway.start()
            gateway.enqueue(
                .json(#"{"id":"f","object":"file"}"#), .json(#"{"id":"b","status":"validating"}"#),
                .json(#"{"id":"b","status":"in_progress"}"#), .error(status: 503, message: "a moment"),
                .json(#"{"id":"b","status":"failed","errors":{"data":[{"message":"no such model"}]}}"#))
            let run = try run(gateway, input, output)
            try await run.run(JournalState())
            let errors = try output.records("error")
            #expect(errors.map { $0["line"] as? Int } == [1, 2])
            #expect(errors.allSatisfy { ($0["message"] as? String)?.contains("no such model") == true })
            #expect(run.monitor.totals.failures == ["server": 2])
            await gateway.stop()
        }
    }

    private func run(_ gateway: EmbeddedGateway, _ input: URL, _ output: URL, lines: Int = 100) throws -> BatchRun {
        let command = try MapCommand.parse(
            [input.path, "-o", output.path, "--batch", "--model", "openai/gpt-4o", "--base-url", gateway.baseURL]
                + ["--retries", "0"])
        let settings = try ModelSettings(command.connection, command.limits, environment: [:])
        return BatchRun(
            inputPath: input.path, requestsPath: output.path + ".requests", journal: try Journal(path: output.path),
            form: RequestForm(), shelf: try ModelShelf(settings), options: GenerateOptions(),
            size: BatchRun.Size(lines: lines, bytes: 1 << 20),
            polling: BatchPolling(interval: .milliseconds(1), maximumInterval: .milliseconds(1)),
            monitor: MapMonitor(MapTotals()), clock: .continuous)
    }
}
