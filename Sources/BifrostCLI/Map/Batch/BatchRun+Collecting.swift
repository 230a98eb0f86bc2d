import Bifrost
import LLM

extension BatchRun {
    /// How many questions in a row may fail before waiting is given up.
    private static let patience = 10

    /// Waits for a batch and writes its answers down.
    func collect(_ part: BatchPart, _ settled: LineSet, _ model: BifrostModel) async throws {
        guard let id = part.batch else { return }
        let batch = try await finished(id, model)
        var open = try names(part, settled)
        if batch.status == .completed || batch.status == .ended || batch.outputFileID != nil {
            for try await line in model.batchResults(of: batch) {
                if case .result(let result) = line { try write(result, &open) }
            }
        }
        let error = Self.missing(batch)
        for (line, id) in open.sorted(by: { $0.key < $1.key }) {
            try journal.append(.failure(line, id, error))
            monitor.count { $0.countFailure(error) }
        }
        try journal.append(.collected(id))
        try journal.flush()
    }

    /// Asks for a batch, ever less often, until nothing more will happen to it.
    private func finished(_ id: String, _ model: BifrostModel) async throws -> Batch {
        let start = clock.now()
        var interval = polling.interval
        var failures = 0
        var last = ""
        while true {
            do {
                let batch = try await model.batch(id)
                failures = 0
                if batch.status.isFinal { return batch }
                let progress = Self.progress(batch)
                if progress != last { monitor.remark(progress) }
                last = progress
            } catch let error as LLMError where error.isRetryable && failures < Self.patience {
                failures += 1
                monitor.remark("batch \(id): \(error)")
            }
            guard start.duration(to: clock.now()) < polling.limit else {
                throw LLMError(.timeout, "batch \(id) was not done within \(polling.limit); run this again to go on")
            }
            try await clock.sleep(interval)
            interval = min(interval * 1.5, polling.maximumInterval)
        }
    }

    private static func progress(_ batch: Batch) -> String {
        let counts = batch.counts.map { ", \($0.completed) of \($0.total) done, \($0.failed) failed" } ?? ""
        return "batch \(batch.id): \(batch.status.rawValue)\(counts)"
    }

    /// The lines that a batch is to answer, with their names.
    ///
    /// A batch is of bounded size, so that its names may be in memory.
    private func names(_ part: BatchPart, _ settled: LineSet) throws -> [Int: JSONValue?] {
        let file = try InputFile(path: inputPath)
        try file.seek(to: part.offset)
        var reader = LineReader(file, from: part.offset, number: part.lines.lowerBound)
        var names: [Int: JSONValue?] = [:]
        while let line = try reader.next(), line.number <= part.lines.upperBound {
            var id: JSONValue?
            guard !line.isBlank, !settled.contains(line.number), let bytes = line.bytes,
                (try? form.request(bytes, id: &id)) != nil
            else { continue }
            names.updateValue(id, forKey: line.number)
        }
        return names
    }

    private func write(_ result: BatchResult, _ open: inout [Int: JSONValue?]) throws {
        guard let line = BatchPart.line(named: result.customID), let id = open.removeValue(forKey: line) else { return }
        let response: ChatResponse
        do throws(LLMError) {
            response = try result.chatResponse()
        } catch {
            // What came is kept, even where it cannot be read.
            try journal.append(.failure(line, id, error, body: error.code == .malformed ? result.json : nil))
            return monitor.count { $0.countFailure(error) }
        }
        try journal.append(.result(line, id, response))
        monitor.count { $0.countAnswer(JobUsage(response.usage)) }
    }

    /// Why a line of a batch that is over has no answer.
    private static func missing(_ batch: Batch) -> LLMError {
        let reason = batch.errors?["data"]?[0]?["message"]?.stringValue.map { ": \($0)" } ?? ""
        let message = "batch \(batch.id) is \(batch.status.rawValue) and has no answer to the line\(reason)"
        switch batch.status {
        case .expired: return LLMError(.timeout, message)
        case .cancelled: return LLMError(.cancelled, message)
        case .failed: return LLMError(.server, message)
        default: return LLMError(.malformed, message)
        }
    }
}
