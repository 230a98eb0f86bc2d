import BifrostTesting
import Foundation
import Testing

/// `bifrost bench` as scripts see it.
struct BenchProcessTests {
    @Test(arguments: [["--concurrency", "3"], ["--rate", "200", "--arrivals", "constant"]])
    func `So many calls are made, and all that is measured is told`(load: [String]) async throws {
        let gateway = try await EmbeddedGateway.start()
        let command = ["bench", "--requests", "12", "--output", "json", "--prompt", "Hello", "--prompt", "2 + 2"]
        let outcome = try await BifrostProcess(
            command + load + ["--base-url", gateway.baseURL, "--model", "openai/gpt-4o-mini"]
        ).finish()
        #expect(outcome.status == 0, "\(outcome.errors)")
        let report = try #require(try outcome.objects().first)
        #expect(outcome.lines.count == 1 && report["type"] as? String == "bench")
        #expect(report["answered"] as? Int == 12 && report["failed"] as? Int == 0)
        let latency = try #require(report["latency"] as? [String: [String: Any]])
        #expect(latency["call_ms"]?["count"] as? Int == 12 && latency["first_token_ms"]?["count"] as? Int == 12)
        #expect(latency["between_tokens_ms"]?["p99.9"] as? Double ?? -1 > 0)
        #expect(report["output_unit"] as? String == "tokens" && report["output"] as? Int ?? 0 > 12)
        #expect(gateway.requests.count == 12)
        #expect(gateway.requests.count { $0.bodyText.contains("2 + 2") } == 6)
        await gateway.stop()
    }

    @Test
    func `Errors are told by class, and a gateway that only fails is a failure`() async throws {
        let outcome = try await BifrostProcess.run(
            "bench", "--requests", "5", "--model", "openai/overloaded", "--retries", "0", "--output", "json")
        #expect(outcome.status == 4)
        let errors = try #require(try outcome.objects().first?["errors"] as? [String: [String: Any]])
        #expect(errors["overloaded"]?["count"] as? Int == 5)
    }

    @Test
    func `The page needs nothing but itself`() async throws {
        try await withFolder { folder in
            let page = folder.appending(path: "r.html")
            let outcome = try await BifrostProcess.run(
                "bench", "--requests", "20", "--no-stream", "--html", page.path)
            #expect(outcome.status == 0 && outcome.lines.contains { $0.hasPrefix("whole call") }, "\(outcome.errors)")
            let html = try String(contentsOf: page, encoding: .utf8)
            #expect(html.hasPrefix("<!DOCTYPE html>") && html.contains("<svg") && html.hasSuffix("</html>\n"))
            for foreign in ["<script", "<link", "<img", "src=", "href=", "url(", "@import"] {
                #expect(!html.contains(foreign), "\(foreign)")
            }
        }
    }

    @Test
    func `Ctrl-C ends the test with a report`() async throws {
        let gateway = try await EmbeddedGateway.start()
        let process = try BifrostProcess(
            [
                "bench", "--duration", "1000", "--output", "json", "--base-url", gateway.baseURL, "--model",
                "openai/gpt-4o",
            ])
        _ = try await gateway.request(30)
        process.interrupt()
        let outcome = try await process.finish()
        #expect(outcome.status == 130)
        #expect(try outcome.objects().first?["answered"] as? Int ?? 0 > 0)
        await gateway.stop()
    }

    @Test
    func `Prompts come from a file, as JSON or as text`() async throws {
        try await withFolder { folder in
            let file = folder.appending(path: "p")
            try Data("2 + 2\n\"3 + 3\"\n{\"prompt\":\"4 + 4\",\"temperature\":0.5}\n".utf8).write(to: file)
            let gateway = try await EmbeddedGateway.start()
            let outcome = try await BifrostProcess.run(
                "bench", "--requests", "3", "--prompts", file.path, "--base-url", gateway.baseURL, "--model",
                "openai/gpt-4o")
            #expect(outcome.status == 0, "\(outcome.errors)")
            let bodies = gateway.requests.map(\.bodyText)
            #expect(["2 + 2", "3 + 3", "4 + 4"].allSatisfy { text in bodies.contains { $0.contains(text) } })
            #expect(bodies.contains { $0.contains(#""temperature":0.5"#) })
            await gateway.stop()
        }
    }

    @Test(arguments: [
        ["bench", "--rate", "1", "--concurrency", "2"], ["bench", "--rate", "0"], ["bench", "--prompts", "/nowhere"],
        ["bench", "--rate", "1", "--expected-interval", "1"], ["bench", "--arrivals", "never"],
    ])
    func `Wrong usage ends with 2`(arguments: [String]) async throws {
        #expect(try await BifrostProcess(arguments).finish().status == 2)
    }
}
