public import ClientMeasuring

extension Work {
    /// Where the requests go.
    public func url(port: String) -> String { "http://127.0.0.1:\(port)/\(path)/v1/chat/completions" }

    /// The same body as that of the limit, made once.
    public var body: String {
        let question = #""model":"gpt-4o-mini","messages":[{"role":"user","content":"Tell me of the sea."}]"#
        return isWhole ? "{\(question)}" : "{\(question),\"stream\":true,\"stream_options\":{\"include_usage\":true}}"
    }

    /// Whether the answers come in one piece.
    public var isWhole: Bool {
        if case .answers = self { true } else { false }
    }

    /// How many stamped chunks a stream brings.
    var stamps: Int {
        if case .paced(_, _, let chunks) = self { chunks } else { 0 }
    }
}
