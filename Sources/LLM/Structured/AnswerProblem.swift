/// Why an answer is not the value that was asked for.
struct AnswerProblem: Error {
    let code: StructuredOutputError.Code
    let message: String
    var violations: [SchemaViolation] = []

    /// Whether the model may do better when it is told.
    var isRepairable: Bool { code == .notJSON || code == .mismatch }

    /// What the model is told.
    var advice: String {
        let places = violations.map { "\n- \($0)" }.joined()
        return "This answer cannot be used: \(message).\(places)\nGive the whole corrected answer, as JSON alone."
    }

    init(_ code: StructuredOutputError.Code, _ message: String) {
        self.code = code
        self.message = message
    }

    init(_ error: JSONError) { self.init(.notJSON, "\(error)") }

    init(_ mismatch: SchemaMismatch) {
        self.init(.mismatch, "the JSON does not keep to the schema")
        violations = mismatch.violations
    }

    /// What is wrong with an element of a list.
    init(_ mismatch: SchemaMismatch, element: Int) {
        self.init(mismatch)
        violations = violations.map { violation in
            let joint = violation.path.isEmpty || violation.path.hasPrefix("[") ? "" : "."
            return SchemaViolation(path: "[\(element)]\(joint)\(violation.path)", message: violation.message)
        }
    }
}
