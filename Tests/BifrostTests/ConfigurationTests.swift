import Bifrost
import HTTPTransport
import TestSupport
import Testing

struct ConfigurationTests {
    private func problem(_ config: ProviderConfig) -> LLMError? {
        do {
            _ = try BifrostModel(config, transport: ScriptedTransport(.hello))
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        ("", "is required"), ("localhost:8080/v1", "http://"), ("ftp://host/v1", "http://"), ("//host/v1", "http://"),
        ("http://", "host"), ("http:///v1", "host"), ("http://:8080/v1", "host"), ("http://[::1/v1", "host"),
        ("http://[]/v1", "host"), ("http://a]b/v1", "host"), ("http://user:hush@host/v1", "user"),
        ("http://user@host/v1", "user"), ("http://host/v1?key=1", "query"), ("http://host/v1#top", "fragment"),
        ("http://host\r\nx: y/v1", "character"), ("http://ho st/v1", "character"), ("http://host/\u{0}", "character"),
        (" http://host/v1", "character"), (#"http://host\@evil/v1"#, "character"), ("http://höst/v1", "character"),
        ("http://host:/v1", "port"), ("http://host:0/v1", "port"), ("http://host:65536/v1", "port"),
        ("http://host:80a/v1", "port"), ("http://host:-1/v1", "port"), ("http://[::1]80/v1", "port"),
        ("http://host:99999999999999999999/v1", "port"),
    ])
    func refusesBaseURL(_ url: String, _ word: String) throws {
        let error = try #require(problem(.minimal.with(\.baseURL, url)))
        #expect(error.code == .configuration)
        #expect(error.message.contains("baseURL"))
        #expect(error.message.contains(word))
        #expect(!error.message.contains("hush"))
    }

    @Test(arguments: [
        ("http://host", "http://host/v1/chat/completions"), ("http://host/", "http://host/v1/chat/completions"),
        ("http://host:8080/v1", "http://host:8080/v1/chat/completions"),
        ("https://host/v1/", "https://host/v1/chat/completions"),
        ("HTTPS://Host/gate/v1//", "HTTPS://Host/gate/v1/chat/completions"),
        ("http://[::1]:80", "http://[::1]:80/v1/chat/completions"),
        ("http://host/openai/v1", "http://host/openai/v1/chat/completions"),
        ("http://host:65535/a%20b", "http://host:65535/a%20b/chat/completions"),
    ])
    func sendsToEndpoint(of baseURL: String, _ endpoint: String) async throws {
        let harness = try Harness(.minimal.with(\.baseURL, baseURL), .helloAtOnce)
        _ = try await harness.model.generate(.hello)
        #expect(harness.transport.requests.map(\.url) == [endpoint])
        #expect(harness.transport.requests.first?.method == "POST")
    }

    @Test(arguments: ["", " \n"])
    func requiresModel(_ model: String) {
        #expect(problem(.minimal.with(\.model, model))?.message.contains("model is required") == true)
    }

    @Test(arguments: ["", "sk\r\nx: y", "sk\u{0}", "sk\u{1b}", "sk\u{7f}"])
    func refusesKey(_ key: String) throws {
        for path in [\ProviderConfig.apiKey, \ProviderConfig.virtualKey] {
            let error = try #require(problem(.minimal.with(path, Secret(key))))
            #expect(error.code == .configuration)
            #expect(!error.message.contains("sk"))
        }
    }

    @Test(arguments: [
        ("", "v"), ("a b", "v"), ("a:b", "v"), ("naïve", "v"), ("a\r\n", "v"), ("Host", "v"), ("content-length", "1"),
        ("Transfer-Encoding", "chunked"), ("x-note", "a\nb"), ("x-note", "a\u{0}"), ("x-note", "hush\r"),
    ])
    func refusesHeader(_ name: String, _ value: String) throws {
        let error = try #require(problem(.minimal.with(\.headers, [name: Secret(value)])))
        #expect(error.code == .configuration)
        #expect(!error.message.contains("hush"))
    }

    @Test func refusesNegativeAnswerLimits() {
        let limits = AnswerLimits(errorBody: -1)
        let error = #expect(throws: LLMError.self) { try BifrostModel(.minimal, answerLimits: limits) }
        #expect(error?.message.contains("AnswerLimits.errorBody") == true)
    }

    @Test func refusesHeaderTwice() {
        #expect(problem(.minimal.with(\.headers, ["X-A": "1", "x-a": "2"]))?.message.contains("twice") == true)
    }

    @Test(arguments: [
        TimeLimits(queue: .after(.zero)), TimeLimits(connect: .seconds(-1)), TimeLimits(firstByte: .after(.zero)),
        TimeLimits(firstToken: .after(.zero)), TimeLimits(idle: .after(.zero)), TimeLimits(stall: .after(.zero)),
        TimeLimits(total: .milliseconds(-5)),
    ])
    func refusesLimit(_ limits: TimeLimits) async throws {
        #expect(problem(.minimal.with(\.limits, limits))?.code == .configuration)
        let harness = try Harness(.minimal, .hello)
        let call = await llmError { try await harness.model.generate(.hello, options: GenerateOptions(limits: limits)) }
        #expect(call?.code == .configuration)
        #expect(harness.transport.requests.isEmpty)
    }

    @Test func refusesTimeoutAndRetries() {
        #expect(problem(.minimal.with(\.timeout, .after(.zero)))?.message.contains("timeout") == true)
        #expect(problem(.minimal.with(\.timeout, .seconds(-1)))?.message.contains("timeout") == true)
        #expect(problem(.minimal.with(\.retries.maximumRetries, -1))?.message.contains("maximumRetries") == true)
        #expect(problem(.minimal.with(\.retries.initialDelay, .seconds(-1)))?.message.contains("delay") == true)
        #expect(problem(.minimal.with(\.timeout, .off)) == nil)
    }
}
