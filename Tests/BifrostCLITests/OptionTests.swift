import ArgumentParser
import Bifrost
import LLM
import Testing

@testable import BifrostCLI

struct OptionTests {
    private func chat(_ arguments: String...) throws -> ChatCommand { try ChatCommand.parse(arguments) }

    private func settings(
        _ arguments: String..., environment: [String: String] = [:]
    ) throws -> ModelSettings {
        let command = try ChatCommand.parse(arguments)
        return try ModelSettings(command.connection, command.limits, environment: environment)
    }

    @Test(arguments: [
        ("1", TimeLimit.seconds(1)), ("0.25", .milliseconds(250)), ("off", .off), ("1e2", .seconds(100)),
    ])
    func `A limit is seconds or off`(argument: String, expected: TimeLimit) {
        #expect(TimeLimit(argument: argument) == expected)
    }

    @Test(arguments: ["", "0", "-1", "nan", "inf", "1e300", "Off", "1s", "inherit"])
    func `Anything else is no limit`(argument: String) {
        #expect(TimeLimit(argument: argument) == nil)
    }

    @Test
    func `Each limit has its option`() throws {
        let limits = try settings(
            "hi", "--timeout", "9", "--queue-timeout", "1", "--connect-timeout", "2", "--first-byte-timeout", "3",
            "--first-token-timeout", "4", "--idle-timeout", "5", "--stall-timeout", "6", "--total-timeout", "off"
        ).config
        #expect(limits.timeout == .seconds(9))
        #expect(
            limits.limits
                == TimeLimits(
                    queue: .seconds(1), connect: .seconds(2), firstByte: .seconds(3), firstToken: .seconds(4),
                    idle: .seconds(5), stall: .seconds(6), total: .off))
    }

    @Test
    func `Options that are not given inherit`() throws {
        let config = try settings("hi").config
        #expect(config.timeout == .seconds(30))
        #expect(config.limits == TimeLimits())
        #expect(config.retries == RetryPolicy())
    }

    @Test
    func `What is asked of the model`() throws {
        let options = try chat(
            "hi", "--temperature", "0.5", "--max-tokens", "7", "--top-p", "0.9", "--json-object", "--tool-choice", "f"
        ).generation.options
        #expect(
            options
                == GenerateOptions(
                    temperature: 0.5, maxTokens: 7, topP: 0.9, responseFormat: .jsonObject, toolChoice: .tool("f")))
        #expect(try chat("hi").generation.options == GenerateOptions())
    }

    @Test(arguments: [
        ("auto", ToolChoice.auto), ("none", .none), ("required", .required), ("look_up", .tool("look_up")),
    ])
    func `A tool choice is a word or a name`(argument: String, expected: ToolChoice) {
        #expect(ToolChoice(argument: argument) == expected)
    }

    @Test
    func `The command line wins over the environment`() throws {
        let environment = [
            "BIFROST_BASE_URL": "http://a/v1", "BIFROST_MODEL": "a/a", "BIFROST_API_KEY": "a",
            "BIFROST_VIRTUAL_KEY": "a",
            "BIFROST_TIMEOUT": "1",
        ]
        let ours = try settings("hi", environment: environment).config
        #expect(ours.baseURL == "http://a/v1" && ours.model == "a/a" && ours.timeout == .seconds(1))
        #expect(ours.apiKey == "a" && ours.virtualKey == "a")
        let theirs = try settings(
            "hi", "--base-url", "http://b/v1", "--model", "b/b", "--api-key", "b", "--virtual-key", "b", "--timeout",
            "2",
            environment: environment
        ).config
        #expect(theirs.baseURL == "http://b/v1" && theirs.model == "b/b" && theirs.timeout == .seconds(2))
        #expect(theirs.apiKey == "b" && theirs.virtualKey == "b")
    }

    @Test
    func `The embedded gateway has a model of its own, if nobody says otherwise`() throws {
        var settings = try settings("hi")
        #expect(!settings.hasBaseURL)
        settings.useEmbeddedGateway(at: "http://127.0.0.1:1/v1")
        #expect(settings.config.baseURL == "http://127.0.0.1:1/v1")
        #expect(settings.config.model == "openai/gpt-4o-mini")

        var chosen = try self.settings("hi", "--model", "openai/gpt-4o")
        chosen.useEmbeddedGateway(at: "http://127.0.0.1:1/v1")
        #expect(chosen.config.model == "openai/gpt-4o")
    }

    @Test
    func `A gateway that was named, even by an empty word or a socket, is not replaced`() throws {
        #expect(try settings("hi", "--base-url", "").hasBaseURL)
        let socket = try settings("hi", "--unix-socket", "/run/bifrost.sock")
        #expect(socket.hasBaseURL)
        #expect(socket.config.baseURL == "http://localhost/v1")
    }

    @Test
    func `A missing model is named`() throws {
        let settings = try settings("hi", "--base-url", "http://a/v1")
        let error = #expect(throws: LLMError.self) { try settings.model() }
        #expect(error?.code == .configuration)
        #expect(error?.message.contains("--model") == true)
    }

    @Test
    func `Header fields may be repeated`() throws {
        let headers = try settings("hi", "--header", "X-A: 1", "--header", "x-a:2", "--header", "X-B: c:d").config
            .headers
        #expect(headers == ["X-A": "1, 2", "X-B": "c:d"])
    }

    @Test(arguments: ["novalue", ": x", ""])
    func `A header field has a name and a value`(argument: String) {
        #expect(throws: (any Error).self) { try chat("hi", "--header", argument) }
    }

    @Test
    func `Values may look like options where texts are expected`() throws {
        let command = try chat("--system", "- be brief", "--messages", "-", "-")
        #expect(command.system == "- be brief")
        #expect(command.messages == "-")
        #expect(command.prompt == "-")
    }
}
