import ArgumentParser
import Bifrost
import LLM

/// What the commands for sound, images and files share: how they fail, and what they print at the end.
struct MediaRun {
    let output: OutputFormat
    /// Standard output carries the sound itself, so that what is said goes to standard error.
    var isBinary = false

    private var lines: OutputFile { isBinary ? .standardError : .standardOutput }

    /// Runs a call that Ctrl-C ends, reports its failure, and ends the process with the status of it.
    func report(_ call: @escaping @Sendable () async throws -> Void) async throws {
        OutputFile.ignoreBrokenPipes()
        let run = self
        let status = try await cancelledByInterrupt {
            do {
                try await call()
                return ExitStatus.done
            } catch {
                let failure = CallFailure(error)
                run.fail(failure)
                return failure.status
            }
        }
        if status != .done { throw status.code }
    }

    /// Writes a line of JSON, if that is wanted.
    func write(_ record: JSONOutput) throws {
        if output == .json { try lines.write(record.line) }
    }

    private func fail(_ failure: CallFailure) {
        switch (failure, output) {
        case (.outputClosed, _): break
        case (.failed(let error), .json): lines.writeIfPossible(JSONOutput.error(error).line)
        case (.failed(let error), .text): OutputFile.standardError.writeIfPossible(error.line)
        case (.interrupted(let partial, let metadata), .json):
            lines.writeIfPossible(JSONOutput.interrupted(partial: partial, metadata: metadata).line)
        case (.interrupted, .text): break
        }
    }
}
