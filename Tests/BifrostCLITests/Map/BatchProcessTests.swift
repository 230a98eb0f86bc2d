import BifrostTesting
import Foundation
import Testing

/// `bifrost map --batch`: a provider's fleet does the work.
struct BatchProcessTests {
    private static func at(_ gateway: EmbeddedGateway, isDropIn: Bool = false) -> [String] {
        ["--base-url", isDropIn ? gateway.dropInBaseURL : gateway.baseURL, "--model", "openai/gpt-4o-mini"]
            + ["--batch", "--poll-interval", "0.01"]
    }

    private static func write(_ input: URL) throws {
        let lines = [
            #"{"custom_id":"a","prompt":"2 + 2"}"#, "nonsense", "",
            #"{"id":["b"],"messages":[{"role":"user","content":"3 + 3"}],"model":"openai/gpt-4o"}"#, #""4 + 4""#,
        ]
        try Data(lines.joined(separator: "\n").utf8).write(to: input)
    }

    private func check(_ output: URL) throws {
        let results = try output.records("result").sorted { ($0["line"] as? Int ?? 0) < ($1["line"] as? Int ?? 0) }
        #expect(results.map { $0["line"] as? Int } == [1, 4, 5])
        #expect(results.map { $0["text"] as? String } == ["2 + 2 = 4", "3 + 3 = 6", "4 + 4 = 8"])
        #expect(results[0]["id"] as? String == "a" && results[1]["id"] as? [String] == ["b"])
        #expect((results[0]["usage"] as? [String: Any])?["output"] as? Int ?? 0 > 0)
        #expect(try output.records("error").map { $0["line"] as? Int } == [2])
        #expect(try output.records("collected").count == 1)
    }

    private static func creations(_ gateway: EmbeddedGateway) -> Int {
        gateway.requests.count { $0.method == "POST" && $0.path.hasSuffix("/batches") }
    }

    @Test(arguments: [false, true])
    func `A file becomes a batch, and its answers look like all others`(isDropIn: Bool) async throws {
        try await withFolder { folder in
            let (input, output) = (folder.appending(path: "i"), folder.appending(path: "o"))
            try Self.write(input)
            let gateway = try await EmbeddedGateway.start()
            let command = ["map", input.path, "-o", output.path] + Self.at(gateway, isDropIn: isDropIn)
            let outcome = try await BifrostProcess(command).finish()
            #expect(outcome.status == 1, "\(outcome.errors)")
            try check(output)
            let upload = try #require(gateway.requests.first { $0.path.contains("/files") }).bodyText
            #expect(upload.contains(#""custom_id":"line-1""#) && upload.contains(#""model":"gpt-4o-mini""#))
            #expect(upload.contains(#""model":"gpt-4o","#))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["i", "o"])
            // All is done: nothing is asked again.
            let requests = gateway.requests.count
            _ = try await BifrostProcess(command).finish()
            #expect(gateway.requests.count == requests)
            await gateway.stop()
        }
    }

    @Test
    func `A command that was killed collects the batch that it had made`() async throws {
        try await withFolder { folder in
            let (input, output) = (folder.appending(path: "i"), folder.appending(path: "o"))
            try Self.write(input)
            let gateway = try await EmbeddedGateway.start()
            let command = ["map", input.path, "-o", output.path] + Self.at(gateway)
            let process = try BifrostProcess(command + ["--poll-interval", "1000"])
            // The upload, the creation, and the first look at it.
            _ = try await gateway.request(2)
            process.kill()
            _ = try await process.finish()
            #expect(try output.records("batch").count == 1)
            // Without --batch its lines would be paid twice.
            let single = try await BifrostProcess(command.filter { $0 != "--batch" }).finish()
            #expect(single.status == 2 && single.errors.contains("batch under way"))
            #expect(try await BifrostProcess(command).finish().status == 0)
            try check(output)
            #expect(Self.creations(gateway) == 1)
            await gateway.stop()
        }
    }

    @Test
    func `A batch of which nothing was written down is found by its file`() async throws {
        try await withFolder { folder in
            let (input, output) = (folder.appending(path: "i"), folder.appending(path: "o"))
            try Self.write(input)
            let gateway = try await EmbeddedGateway.start()
            let command = ["map", input.path, "-o", output.path] + Self.at(gateway)
            let process = try BifrostProcess(command + ["--poll-interval", "1000"])
            _ = try await gateway.request(2)
            process.kill()
            _ = try await process.finish()
            // As if the kill had come between the answer and the journal.
            let text = try String(contentsOf: output, encoding: .utf8)
            let lines = text.split(separator: "\n").filter { !$0.contains(#""type":"batch""#) }
            try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: output)
            #expect(try await BifrostProcess(command).finish().status == 0)
            try check(output)
            #expect(Self.creations(gateway) == 1)
            await gateway.stop()
        }
    }
}
