import Bifrost
import HTTPTransport
import LLM
import TestSupport
import Testing

/// The answers of a batch: lines of a file, or the gateway's list.
struct BatchResultTests {
    private static let good = #"{"custom_id":"a","response":{"status_code":200,"body":{"id":"x"}},"error":null}"#
    private static let bad = #"{"custom_id":"b","response":null,"error":{"code":"c","message":"m"}}"#
    private static let anthropic = #"{"custom_id":"c","result":{"type":"succeeded","message":{"id":"y"}}}"#

    private func lines(
        _ text: String, cut: Int = .max, limits: AnswerLimits = AnswerLimits(), dropIn: Bool = false,
        contentType: String = "application/json"
    ) async throws -> [BatchLine] {
        let config = dropIn ? ProviderConfig.minimal.with(\.baseURL, "http://gateway:8080/openai/v1") : .minimal
        let harness = try Harness(config, answerLimits: limits) { _, number in
            guard number > 1 else { return .json(200, #"{"id":"batch_1","status":"completed","output_file_id":"o"}"#) }
            let bytes = Array(text.utf8)
            var answer = ScriptedAnswer.json(200, "")
            answer.fields["content-type"] = contentType
            answer.pieces = stride(from: 0, to: bytes.count, by: min(cut, max(1, bytes.count)))
                .map { .bytes(Array(bytes[$0..<min(bytes.count, $0 + min(cut, bytes.count))])) }
            return answer
        }
        var lines: [BatchLine] = []
        let batch = try await harness.model.batch("batch_1")
        for try await line in harness.model.batchResults(of: batch) { lines.append(line) }
        let path = dropIn ? "/openai/v1/files/o/content" : "/v1/batches/batch_1/results?provider=openai"
        #expect(harness.transport.requests.last?.url == "http://gateway:8080\(path)")
        return lines
    }

    private func names(_ lines: [BatchLine]) -> [String] {
        lines.map { line in
            switch line {
            case .result(let result): result.customID ?? "?"
            case .unreadable(let line): "unreadable \(line.number ?? 0)"
            }
        }
    }

    @Test(arguments: [Int.max, 1, 7], [false, true])
    func linesAreReadHoweverTheyAreCut(cut: Int, dropIn: Bool) async throws {
        // Blank lines, carriage returns, and no end of the last line.
        let text = "\(Self.good)\r\n\n{\"broken\n\(Self.bad)\n\(Self.anthropic)"
        let lines = try await lines(text, cut: cut, dropIn: dropIn)
        #expect(names(lines) == ["a", "unreadable 3", "b", "c"])
        guard case .result(let good) = lines[0], case .result(let bad) = lines[2], case .result(let other) = lines[3],
            case .unreadable(let broken) = lines[1]
        else { throw LLMError(.malformed, "\(lines)") }
        #expect(good.status == 200 && good.body == ["id": "x"] && good.error == nil)
        #expect(bad.body == nil && bad.error?["message"] == "m")
        #expect(other.body == ["id": "y"])
        #expect(broken.text == "{\"broken")
    }

    @Test(
        arguments: [
            "{\"batch_id\":\"b\",\"results\":[\(good),\(bad)],\"parse_errors\":[{\"line\":3,\"error\":\"e\"}],\"extra_fields\":{}}",
            "{\n \"results\": [\n\(good),\n\(bad)\n],\n\"parse_errors\": [{\"line\": 3}]\n}\n",
        ], [Int.max, 3])
    func listsAreRead(text: String, cut: Int) async throws {
        #expect(names(try await lines(text, cut: cut)) == ["a", "b", "unreadable 3"])
    }

    @Test func aBareListIsRead() async throws {
        #expect(names(try await lines("[\(Self.good),\(Self.bad)]")) == ["a", "b"])
        #expect(names(try await lines("[\n\(Self.good)\n]")) == ["a"])
    }

    @Test(arguments: [#"{"results":null}"#, #"{"object":"list","data":null}"#])
    func aListThatIsNullIsEmpty(text: String) async throws {
        #expect(try await lines(text).isEmpty)
    }

    @Test func anEntryMayHaveNoData() async throws {
        #expect(names(try await lines(#"{"custom_id":"a","data":null}"#)) == ["a"])
    }

    @Test(arguments: [Int.max, 1], [false, true])
    func aLineThatIsCutIsNoWholeOne(cut: Int, dropIn: Bool) async throws {
        let text = "\(Self.good)\n\(Self.bad.dropLast(3))"
        #expect(await llmError { try await lines(text, cut: cut, dropIn: dropIn) }?.code == .truncated)
        #expect(names(try await lines(text + "\n", cut: cut, dropIn: dropIn)) == ["a", "unreadable 2"])
    }

    @Test(arguments: [".", ".."])
    func anIDIsNoStepInThePath(id: String) async throws {
        let config = ProviderConfig.minimal.with(\.baseURL, "http://gateway:8080/openai/v1")
        let harness = try Harness(config, .json(200, #"{"id":"b","output_file_id":"\#(id)"}"#))
        let batch = try await harness.model.batch("b")
        #expect(await llmError { for try await _ in harness.model.batchResults(of: batch) {} }?.code == .malformed)
        #expect(harness.transport.requests.count == 1)
    }

    @Test(arguments: ["", "\n \n"])
    func nothingIsNothing(text: String) async throws {
        #expect(try await lines(text).isEmpty)
    }

    @Test func errorsAreErrors() async throws {
        let error = await llmError { try await lines(#"{"status_code":404,"error":{"message":"gone"}}"#) }
        #expect(error?.message == "gone")
        #expect(await llmError { try await lines("{\n\"results\": [\n") }?.code == .malformed)
        #expect(await llmError { try await lines("<html>", contentType: "text/html") }?.code == .malformed)
    }

    @Test(arguments: [false, true])
    func aLineHasALimit(dropIn: Bool) async throws {
        let text = "\(Self.good)\n\(String(repeating: " ", count: 2000))\n"
        let limits = AnswerLimits(body: 1000, line: 1000)
        #expect(await llmError { try await lines(text, limits: limits, dropIn: dropIn) }?.code == .malformed)
        let list = "{\n" + String(repeating: " \n", count: 1000) + "}"
        #expect(await llmError { try await lines(list, limits: limits, dropIn: dropIn) }?.code == .malformed)
    }

    @Test func theDropInNeedsTheFileOfAnswers() async throws {
        let config = ProviderConfig.minimal.with(\.baseURL, "http://gateway:8080/openai/v1")
        let harness = try Harness(config, .json(200, #"{"id":"b","status":"failed"}"#))
        let batch = try await harness.model.batch("b")
        #expect(await llmError { for try await _ in harness.model.batchResults(of: batch) {} }?.code == .configuration)
    }

    @Test func aCutFileIsNoWholeOne() async throws {
        let harness = try Harness(.minimal.with(\.retries, .never)) { _, number in
            var answer = ScriptedAnswer.json(200, number == 1 ? #"{"id":"b"}"# : Self.good)
            if number > 1 { answer.pieces.append(.failure(HTTPTransportError(.connectionLost, "reset"))) }
            return answer
        }
        let batch = try await harness.model.batch("b")
        #expect(await llmError { for try await _ in harness.model.batchResults(of: batch) {} }?.code == .truncated)
    }
}
