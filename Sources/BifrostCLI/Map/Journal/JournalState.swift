/// What an output says about its job: which lines need not be asked again, and which batches are under way.
struct JournalState {
    /// Whether lines are asked again whose failure lies in the line itself.
    let retriesFailed: Bool
    private(set) var mark: JobMark?
    /// Lines that need not be asked again.
    private(set) var settled = LineSet()
    /// What the answers that are there have used.
    private(set) var usage = JobUsage()
    private(set) var results = 0
    /// Batches whose answers are not all here, in the order in which they were made.
    private(set) var openBatches: [BatchPart] = []
    /// Requests that were sent as a file of which no batch is known.
    private(set) var openUploads: [BatchPart] = []
    /// Lines that cannot be read.
    private(set) var unreadable = 0

    init(retriesFailed: Bool = false) { self.retriesFailed = retriesFailed }

    mutating func add(_ entry: JournalEntry?) {
        switch entry {
        case .job(let mark): self.mark = self.mark ?? mark
        case .result(let line, let usage): addResult(line, usage)
        case .failure(let line, let kind): addFailure(line, kind)
        case .upload(let part): openUploads.append(part)
        case .batch(let part):
            openUploads.removeAll { $0.file == part.file }
            openBatches.append(part)
        case .collected(let batch): openBatches.removeAll { $0.batch == batch }
        case .other: break
        case nil: unreadable += 1
        }
    }

    private mutating func addResult(_ line: Int, _ usage: JobUsage) {
        guard line > 0 else { return unreadable += 1 }
        settled.insert(line)
        results += 1
        self.usage += usage
    }

    /// A failure that another attempt cannot heal settles a line.
    private mutating func addFailure(_ line: Int, _ kind: String) {
        guard line > 0 else { return unreadable += 1 }
        if !retriesFailed, Self.lastingKinds.contains(kind) { settled.insert(line) }
    }

    /// What lies in the line itself.
    ///
    /// A key, a budget or a model's name that was wrong may have been put right since.
    private static let lastingKinds: Set = ["invalidRequest"]
}
