import BifrostTesting
import Foundation
import Testing

/// `bifrost map` as scripts see it.
struct MapProcessTests {
    private static func input(_ count: Int, at url: URL) throws {
        let lines = (1...count).map { #"{"custom_id":"id-\#($0)","prompt":"\#($0) + 1000"}"# + "\n" }
        try Data(lines.joined().utf8).write(to: url)
    }

    private static func at(_ gateway: EmbeddedGateway) -> [String] {
        ["--base-url", gateway.baseURL, "--model", "openai/gpt-4o-mini"]
    }

    /// How often each line was asked, by the number in its prompt.
    private static func asked(_ gateway: EmbeddedGateway) throws -> [Int: Int] {
        try gateway.requests.reduce(into: [:]) { counts, request in
            let number = try #require(request.bodyText.firstMatch(of: /(\d+) \+ 1000/)?.1)
            counts[try #require(Int(number)), default: 0] += 1
        }
    }

    @Test
    func `Answers and errors stand on lines of their own`() async throws {
        try await withFolder { folder in
            let (input, output) = (folder.appending(path: "i"), folder.appending(path: "o"))
            let lines = [
                #"{"custom_id":"a","body":{"model":"gpt-4o","messages":[{"role":"user","content":"2 + 2"}]}}"#, "",
                "nonsense", #"{"id":"b","prompt":"Hi","model":"openai/rate-limited"}"#, #""3 + 3""#,
            ]
            try Data(lines.joined(separator: "\n").utf8).write(to: input)
            let gateway = try await EmbeddedGateway.start()
            let outcome = try await BifrostProcess(
                ["map", input.path, "-o", output.path, "--output", "json", "--retries", "0"] + Self.at(gateway)
            ).finish()
            #expect(outcome.status == 1, "\(outcome.errors)")
            let results = try output.records("result").reduce(into: [:]) { $0[$1["line"] as? Int] = $1 }
            #expect(results.keys.compactMap(\.self).sorted() == [1, 5])
            #expect(results[1]?["id"] as? String == "a" && results[1]?["text"] as? String == "2 + 2 = 4")
            #expect(results[5]?["id"] is NSNull && results[5]?["text"] as? String == "3 + 3 = 6")
            let errors = try output.records("error").reduce(into: [:]) { $0[$1["line"] as? Int] = $1 }
            #expect(errors[3]?["kind"] as? String == "configuration")
            #expect(errors[4]?["kind"] as? String == "rateLimited" && errors[4]?["id"] as? String == "b")
            let summary = try #require(try outcome.objects().last)
            #expect(summary["answered"] as? Int == 2 && summary["failed"] as? Int == 2)
            #expect(summary["complete"] as? Bool == true)
            #expect(gateway.requests.contains { $0.bodyText.contains(#""model":"openai/gpt-4o""#) })
            await gateway.stop()
        }
    }

    @Test
    func `Without a file, answers go down the pipe`() async throws {
        let outcome = try await BifrostProcess.run(
            "map", "-", "--prompt", "What is the capital of {{text}}?", input: "\"France\"\n\"Norway\"\n")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(
            Set(try outcome.objects().compactMap { $0["text"] as? String })
                == ["The capital of France is Paris.", "The capital of Norway is Oslo."])
        #expect(outcome.errors.contains("bifrost: 2 answered"))
    }

    @Test
    func `What was answered is never asked again, however often the command is killed`() async throws {
        try await withFolder { folder in
            let (input, output) = (folder.appending(path: "i"), folder.appending(path: "o"))
            try Self.input(80, at: input)
            var configuration = EmbeddedGateway.Configuration()
            configuration.headDelay = .milliseconds(20)
            let gateway = try await EmbeddedGateway.start(configuration)
            let command = ["map", input.path, "-o", output.path, "--concurrency", "4"] + Self.at(gateway)
            var answeredAtKill: [Int: Int] = [:]
            for round in 1...3 {
                let process = try BifrostProcess(command)
                _ = try await gateway.request(20 * round)
                process.kill()
                _ = try await process.finish()
                // A record that was torn by the kill does not count as written.
                let whole = try String(contentsOf: output, encoding: .utf8).split(separator: "\n").compactMap {
                    try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
                }
                let asked = try Self.asked(gateway)
                for case let line as Int in whole.map({ $0["line"] as Any }) {
                    answeredAtKill[line] = answeredAtKill[line] ?? asked[line]
                }
            }
            let outcome = try await BifrostProcess(command).finish()
            #expect(outcome.status == 0, "\(outcome.errors)")
            let lines = try output.records("result").compactMap { $0["line"] as? Int }
            #expect(lines.sorted() == Array(1...80))
            let asked = try Self.asked(gateway)
            #expect(answeredAtKill.count >= 40)
            #expect(answeredAtKill.allSatisfy { asked[$0.key] == $0.value })
            // Only the calls under way at a kill were made twice.
            #expect(asked.values.reduce(0, +) <= 80 + 3 * 4)
            await gateway.stop()
        }
    }

    @Test
    func `Ctrl-C lets the calls under way end, and the next run goes on`() async throws {
        try await withFolder { folder in
            let (input, output) = (folder.appending(path: "i"), folder.appending(path: "o"))
            try Self.input(40, at: input)
            var configuration = EmbeddedGateway.Configuration()
            configuration.headDelay = .milliseconds(50)
            let gateway = try await EmbeddedGateway.start(configuration)
            let command = ["map", input.path, "-o", output.path, "--concurrency", "4"] + Self.at(gateway)
            let process = try BifrostProcess(command)
            _ = try await gateway.request(5)
            process.interrupt()
            let outcome = try await process.finish()
            #expect(outcome.status == 130)
            let done = try output.records("result").count
            #expect(done == gateway.requests.count && done < 40)
            #expect(outcome.errors.contains("goes on with"))
            #expect(try await BifrostProcess(command).finish().status == 0)
            #expect(gateway.requests.count == 40)
            await gateway.stop()
        }
    }

    @Test
    func `A second Ctrl-C does not wait, and what it cut off is asked again`() async throws {
        try await withFolder { folder in
            let (input, output) = (folder.appending(path: "i"), folder.appending(path: "o"))
            try Self.input(3, at: input)
            let gateway = try await EmbeddedGateway.start()
            gateway.enqueue(.fault(.silentAfterAccept), .fault(.silentAfterAccept), .fault(.silentAfterAccept))
            let command = ["map", input.path, "-o", output.path] + Self.at(gateway)
            let process = try BifrostProcess(command)
            _ = try await gateway.request(2)
            process.interrupt()
            _ = await process.errors(containing: "Ctrl-C again")
            process.interrupt()
            #expect(try await process.finish().status == 130)
            #expect(try output.records("error").isEmpty)
            #expect(try await BifrostProcess(command).finish().status == 0)
            #expect(try output.records("result").count == 3)
            await gateway.stop()
        }
    }

    @Test
    func `Answers do not wait for the next line of a pipe`() async throws {
        let process = try BifrostProcess(["map", "-"], input: "\"2 + 2\"\n", keepsInputOpen: true)
        #expect(await process.output(containing: "\n").contains("2 + 2 = 4"))
        process.interrupt()
        #expect(try await process.finish().status == 130)
    }

    @Test
    func `A pipe can be gone on from, too`() async throws {
        try await withFolder { folder in
            let output = folder.appending(path: "o")
            let gateway = try await EmbeddedGateway.start()
            let command = ["map", "-", "-o", output.path] + Self.at(gateway)
            let process = try BifrostProcess(command, input: "\"2 + 2\"\n", keepsInputOpen: true)
            _ = try await gateway.request(0)
            process.interrupt()
            #expect(try await process.finish().status == 130)
            let whole = try BifrostProcess(command, input: "\"2 + 2\"\n\"3 + 3\"\n")
            #expect(try await whole.finish().status == 0)
            #expect(Set(try output.records("result").map { $0["text"] as? String }) == ["2 + 2 = 4", "3 + 3 = 6"])
            #expect(gateway.requests.count == 2)
            await gateway.stop()
        }
    }

    @Test
    func `A file that is something else stays as it is`() async throws {
        try await withFolder { folder in
            let (input, output) = (folder.appending(path: "i"), folder.appending(path: "o"))
            try Self.input(2, at: input)
            try Data("my diary\n".utf8).write(to: output)
            let outcome = try await BifrostProcess.run("map", input.path, "-o", output.path)
            #expect(outcome.status == 2 && outcome.errors.contains("no output of bifrost map"))
            #expect(try String(contentsOf: output, encoding: .utf8) == "my diary\n")
        }
    }

    @Test
    func `An output of another input is refused`() async throws {
        try await withFolder { folder in
            let (input, output) = (folder.appending(path: "i"), folder.appending(path: "o"))
            try Self.input(2, at: input)
            #expect(try await BifrostProcess.run("map", input.path, "-o", output.path).status == 0)
            try Data(#""other""#.utf8).write(to: input)
            let outcome = try await BifrostProcess.run("map", input.path, "-o", output.path)
            #expect(outcome.status == 2 && outcome.errors.contains("another input"))
        }
    }

    @Test(arguments: [
        ["map", "-", "--batch", "-o", "x"], ["map", "x", "--batch"], ["map", "/nowhere"],
        ["map", "-", "--concurrency", "0"], ["map", "-", "--prompt", "{{"], ["map", "-", "--rpm", "0"],
    ])
    func `Wrong usage ends with 2`(arguments: [String]) async throws {
        #expect(try await BifrostProcess(arguments).finish().status == 2)
    }
}
