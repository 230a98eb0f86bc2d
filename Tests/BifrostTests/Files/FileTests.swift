import Bifrost
import HTTPTransport
import LLM
import TestSupport
import Testing

/// What is sent about files and batches, and what is read, on a scripted transport.
struct FileTests {
    private static let file = MediaFile.bytes([1], name: "a.jsonl")
    private static let entry =
        #"{"id":"file-1","filename":"a.jsonl","bytes":"1","purpose":"batch","z":1,"extra_fields":{}}"#

    private func urls(_ harness: Harness) -> [String] {
        harness.transport.requests.map { "\($0.method) \($0.url.dropFirst("http://gateway:8080".count))" }
    }

    @Test func nativeCallsNameTheProviderInQueryAndBody() async throws {
        let harness = try Harness(.minimal, .json(200, Self.entry))
        let model = harness.model
        _ = try await model.uploadFile(Self.file, purpose: .batch, extraFields: ["storage": "s3"])
        _ = try await model.file("a/b c")
        _ = try await model.deleteFile("file-1", options: FileOptions(provider: "azure"))
        for try await _ in model.fileContent("file-1") {}
        _ = try await model.createBatch(BatchRequest(inputFileID: "file-1", metadata: ["k": "v"]))
        _ = try await model.cancelBatch("batch_1")
        #expect(
            urls(harness) == [
                "POST /v1/files", "GET /v1/files/a%2Fb%20c?provider=openai", "DELETE /v1/files/file-1?provider=azure",
                "GET /v1/files/file-1/content?provider=openai", "POST /v1/batches",
                "POST /v1/batches/batch_1/cancel?provider=openai",
            ])
        let form = String(decoding: harness.transport.requests[0].body?.bytes ?? [], as: UTF8.self)
        for (name, value) in ["provider": "openai", "purpose": "batch", "storage": "s3"] {
            #expect(form.contains("name=\"\(name)\"\r\n\r\n\(value)\r\n"))
        }
        #expect(
            try JSONValue(parsing: harness.transport.requests[4].body?.bytes ?? []) == [
                "input_file_id": "file-1", "endpoint": "/v1/chat/completions", "completion_window": "24h",
                "metadata": ["k": "v"], "provider": "openai",
            ])
        #expect(harness.transport.requests.allSatisfy { $0.fields["x-model-provider"] == nil })
    }

    @Test func theDropInNamesTheProviderInAField() async throws {
        let config = ProviderConfig.minimal.with(\.baseURL, "http://gateway:8080/openai/v1")
        let harness = try Harness(config, .json(200, Self.entry))
        _ = try await harness.model.uploadFile(Self.file, purpose: .batch)
        _ = try await harness.model.file("file-1", options: FileOptions(provider: "gemini"))
        #expect(urls(harness) == ["POST /openai/v1/files", "GET /openai/v1/files/file-1"])
        #expect(harness.transport.requests.map { $0.fields["x-model-provider"] } == ["openai", "gemini"])
        let form = String(decoding: harness.transport.requests[0].body?.bytes ?? [], as: UTF8.self)
        #expect(!form.contains("provider"))
    }

    @Test func withoutAPrefixNoProviderIsNamed() async throws {
        let harness = try Harness(.minimal.with(\.model, "gpt-4o"), .json(200, Self.entry))
        _ = try await harness.model.file("file-1")
        #expect(urls(harness) == ["GET /v1/files/file-1"])
    }

    @Test func everythingIsRead() async throws {
        let page = #"{"data":[\#(Self.entry),7],"has_more":true,"x":1,"extra_fields":{}}"#
        let batch = #"""
            {"id":"b","status":"in_progress","endpoint":"/v1/e","input_file_id":"i","output_file_id":null,
             "request_counts":{"total":3,"completed":2,"failed":1},"created_at":5,"errors":{"data":[]},"q":1}
            """#
        let harness = try Harness(
            .minimal, .json(200, page), .json(200, Self.entry), .json(200, #"{"id":"file-1","deleted":true}"#),
            .json(200, batch), .json(200, #"{"data":[\#(batch)],"last_id":"b"}"#))
        let choice = FileListOptions(purpose: .batch, limit: 2, after: "file 0", order: "asc")
        let files = try await harness.model.files(choice)
        #expect(urls(harness) == ["GET /v1/files?purpose=batch&limit=2&after=file%200&order=asc&provider=openai"])
        #expect(files.files.map(\.id) == ["file-1"] && files.hasMore && files.next == "file-1")
        #expect(files.additionalFields == ["x": 1])
        let file = try await harness.model.file("file-1")
        #expect(file.name == "a.jsonl" && file.byteCount == 1 && file.purpose == .batch)
        #expect(file.additionalFields == ["z": 1] && file.metadata.status == 200)
        #expect(try await harness.model.deleteFile("file-1").isDeleted)
        let told = try await harness.model.batch("b")
        #expect(told.status == .inProgress && !told.status.isFinal && told.outputFileID == nil)
        #expect([told.counts?.total, told.counts?.completed, told.counts?.failed] == [3, 2, 1])
        #expect(told.errors == ["data": []] && told.additionalFields == ["q": 1])
        #expect(try await harness.model.batches().next == "b")
    }

    @Test(
        arguments: [
            (#""data":null"#, nil), (#""data":[],"last_id":"a""#, "a"), (#""data":[],"last_id":"""#, nil),
            (#""data":[],"last_id":"a","has_more":false"#, nil), (#""data":[{"id":""}],"has_more":true"#, nil),
            (#""data":[{"id":"z"}],"has_more":true"#, "z"), (#""data":[{"id":"z"}],"last_id":"","has_more":true"#, "z"),
        ] as [(String, String?)])
    func pagesTellWhatIsNext(members: String, next: String?) async throws {
        let harness = try Harness(.minimal, .json(200, "{\(members)}"))
        let files = try await harness.model.files()
        let batches = try await harness.model.batches()
        #expect(files.next == next && batches.next == next)
        #expect(files.files.map(\.id) == batches.batches.map(\.id) && !files.files.contains { $0.id.isEmpty })
    }

    @Test func emptyIDsAreAbsent() async throws {
        let batch = #"{"id":"b","input_file_id":"","output_file_id":"","error_file_id":""}"#
        let harness = try Harness(.minimal, .json(200, batch), .json(200, #"{"id":""}"#))
        let told = try await harness.model.batch("b")
        #expect([told.inputFileID, told.outputFileID, told.errorFileID] == [nil, nil, nil])
        #expect(await llmError { try await harness.model.batch("b") }?.code == .malformed)
        #expect(await llmError { try await harness.model.file("f") }?.code == .malformed)
        #expect(await llmError { try await harness.model.deleteFile("f") }?.code == .malformed)
    }

    @Test func whatCannotBeSentIsRefused() async throws {
        let harness = try Harness(.minimal, .json(200, Self.entry))
        let model = harness.model
        for id in ["", ".", ".."] {
            #expect(await llmError { try await model.file(id) }?.code == .configuration)
            #expect(await llmError { try await model.cancelBatch(id) }?.code == .configuration)
            #expect(await llmError { for try await _ in model.fileContent(id) {} }?.code == .configuration)
        }
        #expect(
            await llmError { try await model.uploadFile(Self.file, purpose: .init(rawValue: "")) }?.code
                == .configuration)
        #expect(
            await llmError { try await model.file("a", options: FileOptions(provider: "")) }?.code == .configuration)
        #expect(
            await llmError { try await model.file("a", options: FileOptions(provider: "a\nb")) }?.code == .configuration
        )
        #expect(await llmError { try await model.createBatch(BatchRequest(inputFileID: "")) }?.code == .configuration)
        let polling = BatchPolling(interval: .zero)
        #expect(await llmError { try await model.waitForBatch("a", polling: polling) }?.code == .configuration)
        #expect(harness.transport.requests.isEmpty)
    }

    @Test func aBatchIsAskedForLessAndLessOften() async throws {
        let harness = try Harness(.minimal) { _, number in
            .json(200, #"{"id":"b","status":"\#(number < 5 ? "in_progress" : "completed")"}"#)
        }
        let start = harness.clock.now
        let polling = BatchPolling(interval: .seconds(2), maximumInterval: .seconds(4), limit: .seconds(100))
        #expect(try await harness.model.waitForBatch("b", polling: polling).status == .completed)
        // 2 + 3 + 4 + 4
        #expect(start.duration(to: harness.clock.now) == .seconds(13))
        #expect(harness.transport.requests.count == 5)
    }

    @Test func theWaitForABatchEnds() async throws {
        let harness = try Harness(.minimal, .json(200, #"{"id":"b","status":"in_progress"}"#))
        let polling = BatchPolling(interval: .seconds(2), maximumInterval: .seconds(2), limit: .seconds(5))
        let error = await llmError { try await harness.model.waitForBatch("b", polling: polling) }
        #expect(error?.timeout?.limit == .total && error?.timeout?.value == .seconds(5))
        #expect(error?.timeout?.elapsed == .seconds(4))
    }
}
