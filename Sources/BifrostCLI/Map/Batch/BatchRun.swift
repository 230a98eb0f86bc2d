import Bifrost
import LLM

/// Has a provider's own fleet answer an input: files of requests, a batch for each, and the answers into the output.
struct BatchRun {
    /// What a provider takes at most: OpenAI 50 000 requests and 200 MB, a gateway 100 MB unless told otherwise.
    struct Size {
        var lines = 50_000
        var bytes = 90 << 20
    }

    let inputPath: String
    let requestsPath: String
    let journal: Journal
    let form: RequestForm
    let shelf: ModelShelf
    let options: GenerateOptions
    var size = Size()
    let polling: BatchPolling
    let monitor: MapMonitor
    let clock: CallClock

    /// Makes what batches are missing, waits for all, and collects their answers.
    func run(_ state: JournalState) async throws {
        let model = try shelf.model()
        var parts = state.openBatches
        for upload in state.openUploads { parts.append(try await adopted(upload, model)) }
        parts += try await sendNew(state.settled, taken: parts.map(\.lines), model)
        for part in parts { try await collect(part, state.settled, model) }
    }

    /// The batch of a file after whose sending the process was lost: the one that was made all the same, or a new one.
    private func adopted(_ upload: BatchPart, _ model: BifrostModel) async throws -> BatchPart {
        var choice = FileListOptions(limit: 100)
        while true {
            let page = try await model.batches(choice)
            if let batch = page.batches.first(where: { $0.inputFileID == upload.file }) {
                return try note(batch, of: upload)
            }
            guard page.hasMore, let next = page.next, next != choice.after else { break }
            choice.after = next
        }
        return try await make(upload, model)
    }

    private func make(_ upload: BatchPart, _ model: BifrostModel) async throws -> BatchPart {
        try note(await model.createBatch(BatchRequest(inputFileID: upload.file)), of: upload)
    }

    private func note(_ batch: Batch, of upload: BatchPart) throws -> BatchPart {
        var part = upload
        part.batch = batch.id
        try journal.append(.part(part))
        try journal.flush()
        monitor.remark(
            "batch \(batch.id) has lines \(part.lines.lowerBound) to \(part.lines.upperBound); "
                + "it goes on without this command, which collects its answers when it is run again")
        return part
    }
}

// MARK: Sending

extension BatchRun {
    private func sendNew(
        _ settled: LineSet, taken: [ClosedRange<Int>], _ model: BifrostModel
    ) async throws -> [BatchPart] {
        var reader = LineReader(try InputFile(path: inputPath))
        var parts: [BatchPart] = []
        var file = try BatchFile(path: requestsPath)
        while let line = try reader.next() {
            if line.isBlank {
                monitor.count { $0.pass(line) }
            } else if settled.contains(line.number) {
                monitor.count { $0.skip(line) }
            } else if !taken.contains(where: { $0.contains(line.number) }) {
                try add(line, to: &file)
            }
            if file.count >= size.lines || file.size >= size.bytes {
                parts.append(try await send(&file, model))
                try file.clear()
            }
        }
        if file.count > 0 { parts.append(try await send(&file, model)) }
        return parts
    }

    private func add(_ line: LineReader.Line, to file: inout BatchFile) throws {
        var id: JSONValue?
        do {
            guard let bytes = line.bytes else { throw LLMError(.configuration, "the line is too long") }
            let request = try form.request(bytes, id: &id)
            var options = options
            options.extraFields.merge(request.fields) { $1 }
            let text = try shelf.model(request.model).batchLine(
                customID: BatchPart.name(ofLine: line.number), request.messages, options: options)
            try file.add(line, text)
        } catch let error as LLMError {
            try journal.append(.failure(line.number, id, error))
            monitor.count { $0.fail(line, error, wasCalled: false) }
        }
    }

    private func send(_ file: inout BatchFile, _ model: BifrostModel) async throws -> BatchPart {
        try file.flush()
        let stored = try await model.uploadFile(.file(path: file.path, name: "requests.jsonl"), purpose: .batch)
        guard let lines = file.lines else { throw LLMError(.configuration, "the batch has no requests") }
        let upload = BatchPart(file: stored.id, lines: lines, offset: file.offset)
        try journal.append(.part(upload))
        try journal.flush()
        return try await make(upload, model)
    }
}
