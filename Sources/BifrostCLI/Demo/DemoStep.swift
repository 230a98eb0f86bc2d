/// One thing that the demo shows.
protocol DemoStep: Sendable {
    /// What it is about.
    var title: String { get }
    /// The lines of `run` that matter; a test keeps them true.
    var code: String { get }
    var baseURL: String { get }
    var stage: DemoStage { get }

    func run() async throws
}

extension DemoStep {
    /// Stands in for the standard library's `print`, whose buffer would hold a stream back.
    func print(_ text: String, terminator: String = "\n") throws {
        try stage.print(text, terminator: terminator)
    }
}
