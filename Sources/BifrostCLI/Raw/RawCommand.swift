import ArgumentParser
import Bifrost
import LLM

/// Sends any request to the gateway.
struct RawCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "raw",
        abstract: "Send any request to the gateway and show its answer.",
        discussion: """
            The request goes below the base URL, with keys, headers, limits and retries as every other call. The \
            answer's body goes to standard output as it is, with --stream each event as one object. An error status, \
            and a body that reports an error, end with an error. With no base URL, an embedded gateway is asked.

            EXAMPLES:
              bifrost raw GET /models --query provider=openai
              bifrost raw GET /health --root
              bifrost raw POST /chat/completions --stream --data @request.json

            JSON OUTPUT (--output json), one object per line:
              {"type": "response", "status", "request_id", "body"}
                 the body as JSON if it is that, or as a text
              {"type": "event", "event", "data"}
                 for each event, with --stream, whatever --output says
                 or {"type": "error", …} as of `bifrost chat`.

            \(HelpText.environment)

            \(HelpText.exitCodes)
            """
    )

    @Argument(help: "The method, such as GET.")
    var method: String

    @Argument(help: "The path, with a slash at its beginning, percent-encoded.")
    var path: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The body: JSON, @FILE, or - for standard input.", valueName: "json"))
    var data: String?

    @Option(help: ArgumentHelp("A part of the query; may be repeated.", valueName: "name=value"))
    var query: [QueryArgument] = []

    @Flag(name: .customLong("stream"), help: "Read the answer as a stream of events; the body must ask for it.")
    var isStream = false

    @Flag(name: .customLong("root"), help: "Go above the base URL's interface, where /health and /api are.")
    var isRoot = false

    @Option(help: ArgumentHelp("What standard output carries.", valueName: "format"))
    var output = OutputFormat.text

    @OptionGroup(title: "Connection")
    var connection: ConnectionOptions

    @OptionGroup(title: "Time limits and retries")
    var limits: LimitOptions

    func run() async throws {
        // Before Ctrl-C is caught, so that it also ends a wait for standard input.
        let request = Result { try makeRequest() }
        try await CallRun(connection: connection, limits: limits, output: output, needsModel: false).run { model in
            let request = try request.get()
            if isStream { try await show(model.rawEvents(request)) } else { try await show(model.raw(request)) }
        }
    }

    private func makeRequest() throws -> RawRequest {
        RawRequest(
            method, path, base: isRoot ? .root : .configured,
            query: Dictionary(query.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }),
            body: try data.map { .bytes(try Self.json($0), contentType: "application/json") })
    }

    /// The bytes of the body as they are, once it is clear that they are JSON.
    private static func json(_ data: String) throws -> [UInt8] {
        let bytes =
            if data == InputFile.standardInputPath {
                try InputFile.contents(of: data)
            } else if data.hasPrefix("@") {
                try InputFile.contents(of: String(data.dropFirst()))
            } else {
                Array(data.utf8)
            }
        do throws(JSONError) {
            _ = try JSONValue(parsing: bytes)
        } catch {
            throw LLMError(.configuration, "--data: \(error)", cause: error)
        }
        return bytes
    }

    private func show(_ response: RawResponse) throws {
        let file = OutputFile.standardOutput
        if output == .json { return try file.write(JSONOutput.response(response).line) }
        try file.isTerminal ? file.show(String(decoding: response.body, as: UTF8.self)) : file.write(response.body)
    }

    private func show(_ events: GatewayStream<RawEvent>) async throws {
        for try await event in events {
            try OutputFile.standardOutput.write(JSONOutput.event(event).line)
        }
    }
}

/// A part of a query as `name=value`.
struct QueryArgument: ExpressibleByArgument {
    var name: String
    var value: String

    init?(argument: String) {
        guard let sign = argument.firstIndex(of: "="), sign != argument.startIndex else { return nil }
        name = String(argument[..<sign])
        value = String(argument[argument.index(after: sign)...])
    }
}
