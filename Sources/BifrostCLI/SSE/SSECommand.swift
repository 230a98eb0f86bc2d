import ArgumentParser
import LLM
import ServerSentEvents

/// Shows what the event-stream parser makes of bytes.
struct SSECommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sse",
        abstract: "Show what the event-stream parser makes of bytes, to debug a gateway or a proxy.",
        discussion: """
            Prints {"event", "data", "id", "retry"} for each event, with "retry" only when the event's own block had a \
            valid one, and at the end {"lastEventId", "reconnectMs"}, null when no reconnection time was set.

            EXAMPLES:
              bifrost sse recorded-stream.txt
              curl -sN -d @request.json http://localhost:8080/v1/chat/completions | bifrost sse
              bifrost sse --chunk 1 recorded-stream.txt
            """
    )

    @Argument(help: "The bytes of the stream; - is standard input.", completion: .file())
    var file = InputFile.standardInputPath

    @Option(help: ArgumentHelp("Feed the parser this many bytes at a time.", valueName: "bytes"))
    var chunk: Int?

    func validate() throws {
        if let chunk, chunk < 1 { throw ValidationError("--chunk must be at least 1") }
    }

    func run() throws {
        OutputFile.ignoreBrokenPipes()
        do {
            try parse()
        } catch is OutputFile.Closed {
            throw ExitStatus.outputClosed.code
        } catch let error as EventStreamError {
            try fail(LLMError(.malformed, "\(error)"))
        } catch {
            try fail(error as? LLMError ?? LLMError(.configuration, "\(error)"))
        }
    }

    private func parse() throws {
        let input = try InputFile(path: file)
        var parser = EventStreamParser()
        while true {
            let bytes = try input.read(atMost: 64 << 10)
            if bytes.isEmpty { break }
            for start in stride(from: 0, to: bytes.count, by: chunk ?? bytes.count) {
                parser.append(Array(bytes[start..<min(start + (chunk ?? bytes.count), bytes.count)]))
                while let event = try parser.next() {
                    try OutputFile.standardOutput.write(JSONOutput.event(event).line)
                }
            }
        }
        try OutputFile.standardOutput.write(JSONOutput.end(of: parser).line)
    }

    private func fail(_ error: LLMError) throws -> Never {
        OutputFile.standardError.writeIfPossible("bifrost: \(error.message)\n")
        throw ExitStatus(error.code).code
    }
}
