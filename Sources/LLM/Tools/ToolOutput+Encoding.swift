import FoundationEssentials

extension ToolOutput {
    /// Takes an output or a text as it is, and anything else as JSON.
    init<Output: Encodable>(encoding output: Output) throws {
        switch output {
        case let output as ToolOutput: self = output
        case let text as String: self.init(text)
        default: self.init(String(decoding: try JSONEncoder.forModels.encode(output), as: UTF8.self))
        }
    }
}
