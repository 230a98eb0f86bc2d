import Bifrost
import BifrostTesting
import LLM
import TestSupport
import Testing

/// Files and batches over real connections, in both flavours.
@Suite(.timeLimit(.minutes(5)))
struct FileSocketTests {
    private static func model(_ gateway: EmbeddedGateway, dropIn: Bool) throws -> BifrostModel {
        try BifrostModel(
            ProviderConfig(
                model: "openai/gpt-4o", baseURL: dropIn ? gateway.dropInBaseURL : gateway.baseURL, retries: .never))
    }

    private static func content(_ model: BifrostModel, _ id: String) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await piece in model.fileContent(id) { bytes += piece }
        return bytes
    }

    @Test(arguments: [false, true])
    func aFileComesBackAsItWent(dropIn: Bool) async throws {
        try await withEmbeddedGateway { gateway in
            let model = try Self.model(gateway, dropIn: dropIn)
            let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) } + Array("\r\n--".utf8)
            let file = try await model.uploadFile(.bytes(bytes, name: "a.bin"), purpose: .userData)
            #expect(file.name == "a.bin" && file.byteCount == bytes.count && file.purpose == .userData)
            #expect(try await Self.content(model, file.id) == bytes)
            #expect(try await model.files().files.map(\.id) == [file.id])
            #expect(try await model.file(file.id).status == "processed")
            #expect(try await model.deleteFile(file.id).isDeleted)
            #expect(await llmError { try await model.file(file.id) }?.code == .notFound)
            #expect(try await model.files().files.isEmpty)
        }
    }

    @Test(arguments: [false, true])
    func aBatchIsAnswered(dropIn: Bool) async throws {
        try await withEmbeddedGateway { gateway in
            let model = try Self.model(gateway, dropIn: dropIn)
            let requests = """
                {"custom_id":"a","method":"POST","url":"/v1/chat/completions","body":{"model":"gpt-4o","messages":[{"role":"user","content":"2 + 2"}]}}
                {"custom_id":"b","method":"POST","url":"/v1/chat/completions","body":{}}

                """
            let input = try await model.uploadFile(.bytes(Array(requests.utf8), name: "in.jsonl"), purpose: .batch)
            let created = try await model.createBatch(BatchRequest(inputFileID: input.id, metadata: ["k": "v"]))
            #expect(created.status == .validating && created.counts?.total == 2)
            let polling = BatchPolling(interval: .milliseconds(1), maximumInterval: .milliseconds(1))
            let done = try await model.waitForBatch(created.id, polling: polling)
            #expect(done.status == .completed && done.outputFileID != nil)
            var answers: [String] = []
            for try await line in model.batchResults(of: done) {
                guard case .result(let result) = line else { continue }
                let text = result.body?["choices"]?[0]?["message"]?["content"]?.stringValue
                answers.append("\(result.customID ?? ""): \(text ?? result.error?["code"]?.stringValue ?? "")")
            }
            #expect(answers == ["a: 2 + 2 = 4", "b: invalid_request"])
            #expect(try await model.batches().batches.map(\.id) == [done.id])
            #expect(try await model.cancelBatch(done.id).status == .cancelled)
        }
    }

    @Test(arguments: [false, true])
    func whatIsNotThereIsNotFound(dropIn: Bool) async throws {
        try await withEmbeddedGateway { gateway in
            let model = try Self.model(gateway, dropIn: dropIn)
            #expect(await llmError { try await model.file("file-9") }?.code == .notFound)
            #expect(await llmError { try await Self.content(model, "file-9") }?.code == .notFound)
            #expect(await llmError { try await model.batch("batch_9") }?.code == .notFound)
            let request = BatchRequest(inputFileID: "file-9")
            #expect(await llmError { try await model.createBatch(request) }?.code == .notFound)
        }
    }

    /// A length that is no multiple of any buffer's.
    private static let pattern = (0..<700_001).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }

    @Test(arguments: [false, true])
    func aFileOnDiskArrivesByteForByte(dropIn: Bool) async throws {
        let disk = try TemporaryFile(Self.pattern)
        let file = MediaFile.file(path: disk.path, name: "talk.wav")
        try await withEmbeddedGateway { gateway in
            let model = try Self.model(gateway, dropIn: dropIn)
            let stored = try await model.uploadFile(file, purpose: .userData)
            #expect(stored.name == "talk.wav" && stored.byteCount == Self.pattern.count)
            let digest = SHA256.hexDigest(of: try await Self.content(model, stored.id))
            #expect(digest == SHA256.hexDigest(of: Self.pattern))
            let text = "This is a recording of \(Self.pattern.count) bytes."
            #expect(try await model.transcribe(file).text == text)
            var deltas = ""
            for try await event in model.streamTranscription(file) {
                if case .delta(let delta, _) = event { deltas += delta }
            }
            #expect(deltas == text)
            #expect(try await model.editImages([file, file], prompt: "a").images.count == 1)
        }
    }

    @Test func aFileIsReadAnewForEachAttempt() async throws {
        let disk = try TemporaryFile(Self.pattern)
        try await withEmbeddedGateway { gateway in
            gateway.enqueue(.fault(.unavailable))
            let config = ProviderConfig(model: "openai/whisper-1", baseURL: gateway.baseURL)
            let whole = try await BifrostModel(config).transcribe(.file(path: disk.path, name: "a.wav"))
            #expect(whole.text == "This is a recording of \(Self.pattern.count) bytes.")
            #expect(whole.metadata.attempts == 2)
        }
    }

    @Test(arguments: ["/nowhere/a.wav", "/tmp"])
    func whatIsNoFileIsRefused(path: String) async throws {
        try await withEmbeddedGateway { gateway in
            let model = try Self.model(gateway, dropIn: false)
            let error = await llmError { try await model.transcribe(.file(path: path)) }
            #expect(error?.code == .configuration)
            #expect(gateway.requests.isEmpty)
        }
    }
}
