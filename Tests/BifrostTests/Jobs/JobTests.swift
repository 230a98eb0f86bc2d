import Bifrost
import HTTPTransport
import LLM
import TestSupport
import Testing

/// Submitting, asking, and what a job can end in.
struct JobTests {
    private static let submitted = ScriptedAnswer.json(
        202, #"{"id":"job/1","status":"pending","created_at":"2026-01-01T00:00:00.123456789Z"}"#)
    private static let processing = ScriptedAnswer.json(202, #"{"id":"job/1","status":"processing"}"#)
    private static let chat = completed(
        #"{"id":"c","choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}],"#
            + #""extra_fields":{"provider":"groq"}}"#)

    private static func completed(_ result: String) -> ScriptedAnswer {
        .json(
            200,
            #"{"id":"job/1","status":"completed","created_at":"2026-01-01T00:00:00.5Z","completed_at":"#
                + #""2026-01-01T00:00:02+00:00","expires_at":"2026-01-01T01:00:00.000000001Z","error":null,"#
                + #""result":\#(result)}"#)
    }

    private static let dropIn = ProviderConfig(model: "openai/gpt-4o", baseURL: "http://gateway:8080/openai/v1")
    private static let job = AsyncJob<ChatResponse>(id: "job/1", kind: .chat)

    @Test(arguments: [ProviderConfig.minimal, dropIn])
    func isSubmittedToTheNativeInterface(config: ProviderConfig) async throws {
        let harness = try Harness(config, Self.submitted)
        let options = GenerateOptions(extraFields: ["top_k": 4])
        let job = try await harness.model.bindTools([ToolDefinition(name: "f")])
            .submit(.chat([.user("Hi")], options: options), resultLifetime: .seconds(90))
        #expect(job == Self.job)
        let request = try #require(harness.transport.requests.first)
        #expect(request.method == "POST")
        #expect(request.url == "http://gateway:8080/v1/async/chat/completions")
        #expect(request.fields["x-bf-async-job-result-ttl"] == "90")
        #expect(request.fields["x-bf-passthrough-extra-params"] == "true")
        let body = try JSONValue(parsing: request.body?.bytes ?? [])
        #expect(body["top_k"] == 4)
        #expect(body["stream"] == nil)
        #expect(body["tools"]?.arrayValue?.count == 1)
    }

    @Test func everyKindHasItsPath() async throws {
        let harness = try Harness(.minimal, Self.submitted)
        _ = try await harness.model.submit(.response("Hi"))
        _ = try await harness.model.submit(.json(.imageGeneration, ["prompt": "a cat"]))
        let requests = harness.transport.requests
        #expect(
            requests.map(\.url) == ["responses", "images/generations"].map { "http://gateway:8080/v1/async/\($0)" })
        #expect(requests[1].body?.bytes == Array(#"{"prompt":"a cat"}"#.utf8))
        #expect(requests[0].fields["x-bf-async-job-result-ttl"] == nil)
    }

    @Test func isAskedForWithGrowingWaits() async throws {
        let harness = try Harness(
            .minimal, Self.processing, Self.processing, Self.processing, Self.processing, Self.chat)
        let response = try await harness.model.result(
            of: Self.job, polling: JobPolling(maximumDelay: .seconds(1)))
        #expect(response.text == "Hi")
        #expect(response.metadata.gateway.routing.provider == "groq")
        #expect(response.metadata.status == 200)
        #expect(harness.clock.sleeps == [.milliseconds(500), .milliseconds(750), .seconds(1), .seconds(1)])
        #expect(
            harness.transport.requests.allSatisfy { $0.url == "http://gateway:8080/v1/async/chat/completions/job%2F1" })
        #expect(harness.transport.requests.allSatisfy { $0.method == "GET" && $0.body == nil })
    }

    @Test func isWaitedForUntilTheTotalIsOver() async throws {
        let harness = try Harness(.minimal, Self.processing)
        let error = await llmError {
            try await harness.model.result(of: Self.job, polling: JobPolling(total: .seconds(2)))
        }
        #expect(error?.code == .timeout)
        #expect(error?.timeout?.limit == .total)
        #expect(error?.timeout?.value == .seconds(2))
        #expect(harness.clock.sleeps.reduce(.zero, +) == .seconds(2))
        #expect(harness.transport.requests.last?.limits.total ?? .seconds(2) < .seconds(2))
    }

    @Test func theStatusHasItsTimes() async throws {
        let harness = try Harness(.minimal, Self.processing, Self.chat)
        let before = try await harness.model.status(of: Self.job)
        #expect(before.state == .processing)
        #expect(!before.isFinished)
        let after = try await harness.model.status(of: Self.job)
        #expect(after.isFinished)
        #expect(after.created == 1_767_225_600.5)
        #expect(after.completed == 1_767_225_602)
        #expect(after.expires?.rounded() == 1_767_229_200)
        #expect(after.failure == nil)
    }

    @Test func resultsHaveTheTypeOfTheirKind() async throws {
        let body = #"{"status":"completed","output":[{"type":"message","content":"Hi"}]}"#
        let harness = try Harness(.minimal, Self.completed(body))
        #expect(try await harness.model.result(of: AsyncJob<Response>(id: "1", kind: .response)).outputText == "Hi")
        let json = try await harness.model.result(of: AsyncJob<JSONValue>(id: "1", kind: .rerank))
        #expect(try json == JSONValue(parsing: body))
    }

    struct Failing: CustomTestStringConvertible, Sendable {
        var status = 200
        var body: String
        var code: LLMError.Code
        var message: String?
        var errorStatus: Int?

        var testDescription: String { body }
    }

    static let failures = [
        Failing(
            body: #"{"id":"1","status":"failed","status_code":429,"error":{"is_bifrost_error":false,"status_code":429,"#
                + #""error":{"type":"requests","code":"rate_limit_exceeded","message":"Slow down"},"#
                + #""extra_fields":{"provider":"openai"}}}"#, code: .rateLimited, message: "Slow down", errorStatus: 429
        ),
        Failing(
            body: #"{"status":"failed","status_code":404,"error":{"error":{"message":"Gone"}}}"#, code: .notFound,
            message: "Gone", errorStatus: 404),
        Failing(
            body: #"{"status":"failed","status_code":503,"error":{"message":"Busy"}}"#, code: .overloaded,
            message: "Busy",
            errorStatus: 503),
        Failing(body: #"{"status":"failed","error":"Broken"}"#, code: .server, message: "Broken"),
        Failing(body: #"{"status":"failed"}"#, code: .server),
        Failing(
            status: 404, body: #"{"error":{"message":"Job not found"}}"#, code: .notFound, message: "Job not found"),
        Failing(
            body: #"{"status":"completed","result":null}"#, code: .malformed,
            message: "the job is completed without a result"),
        Failing(body: #"{"status":"completed","result":{"x":1}}"#, code: .malformed),
        Failing(body: "{}", code: .malformed), Failing(body: "<html>", code: .malformed),
    ]

    @Test(arguments: failures)
    func aFailureIsTheUsualError(failing: Failing) async throws {
        let harness = try Harness(.minimal.with(\.retries, .never), .json(failing.status, failing.body))
        let error = await llmError { try await harness.model.result(of: Self.job) }
        #expect(error?.code == failing.code)
        if let message = failing.message { #expect(error?.message == message) }
        if let status = failing.errorStatus { #expect(error?.status == status) }
    }

    @Test func aFailedJobIsNoErrorOfItsStatus() async throws {
        let harness = try Harness(
            .minimal, .json(200, #"{"status":"failed","error":{"error":{"code":"insufficient_quota","message":"No"}}}"#)
        )
        let status = try await harness.model.status(of: Self.job)
        #expect(status.state == .failed)
        #expect(status.failure?.code == .budget)
        #expect(status.failure?.requestID == harness.transport.requests[0].fields["x-request-id"])
        #expect(status.failure?.metadata?.status == 200)
    }

    @Test func aFailedResponseFailsItsJobWithoutTellingKeys() async throws {
        let result = #"{"status":"failed","error":{"code":"rate_limit_exceeded","message":"Slow down, sk-secret-1"}}"#
        let harness = try Harness(.minimal.with(\.apiKey, "sk-secret-1"), Self.completed(result))
        let job = AsyncJob<Response>(id: "1", kind: .response)
        let error = await llmError { try await harness.model.result(of: job) }
        #expect(error?.code == .rateLimited)
        #expect(error?.message.contains("Slow down") == true)
        #expect(error?.message.contains("sk-secret-1") == false)
    }

    @Test func aQuestionThatHangsIsBoundedByTheTotal() async throws {
        let harness = try Harness(.minimal.with(\.retries, .never)) { _, number in
            if number == 1 { return Self.processing }
            var error = HTTPTransportError(.timeout, "over")
            error.limit = .total
            var answer = ScriptedAnswer.failing(error)
            answer.headDelay = .seconds(5)
            return answer
        }
        let error = await llmError {
            try await harness.model.result(of: Self.job, polling: JobPolling(total: .seconds(3)))
        }
        #expect(error?.message.contains("JobPolling.total") == true)
    }

    @Test func anUnknownStateIsWaitedOut() async throws {
        let harness = try Harness(.minimal, .json(202, #"{"status":"warming_up"}"#), Self.chat)
        #expect(try await harness.model.result(of: Self.job).text == "Hi")
        #expect(harness.clock.sleeps.count == 1)
    }

    @Test func aSubmissionNeedsAnID() async throws {
        let harness = try Harness(.minimal, .json(202, #"{"status":"pending"}"#))
        #expect(await llmError { try await harness.model.submit(.response("Hi")) }?.code == .malformed)
    }

    @Test func whatCannotBeIsRefusedBeforeAnythingIsSent() async throws {
        let harness = try Harness(.minimal, Self.submitted)
        let model = harness.model
        let errors = [
            await llmError { try await model.submit(.chat([])) },
            await llmError { try await model.submit(.response("Hi"), resultLifetime: .milliseconds(10)) },
            await llmError { try await model.submit(.json(.embedding, ["stream": true])) },
            await llmError { try await model.submit(.json(JobKind(rawValue: "a/../b"), [:])) },
            await llmError { try await model.status(of: AsyncJob<JSONValue>(id: "", kind: .chat)) },
            await llmError { try await model.result(of: Self.job, polling: JobPolling(factor: 0.5)) },
            await llmError { try await model.result(of: Self.job, polling: JobPolling(total: .zero)) },
        ]
        #expect(errors.map { $0?.code } == Array(repeating: .configuration, count: errors.count))
        #expect(harness.transport.requests.isEmpty)
    }
}
