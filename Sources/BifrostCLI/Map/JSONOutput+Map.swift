import LLM

extension JSONOutput {
    /// The line of an answer.
    static func result(_ line: Int, _ id: JSONValue?, _ response: ChatResponse) -> JSONOutput {
        var fields = [
            Field(key: "type", value: "result"), Field(key: "line", value: .integer(line)),
            Field(key: "id", value: json(id)),
        ]
        fields += Self.fields(of: response).map {
            // The answer's own id: the record's is that of the request.
            Field(key: $0.key == "id" ? "response_id" : $0.key, value: $0.value)
        }
        fields.append(Field(key: "cost", value: response.usage?.cost?.total.map { .number($0) } ?? nil))
        return .object(fields)
    }

    /// The line of a failure.
    static func failure(_ line: Int, _ id: JSONValue?, _ error: LLMError, body: JSONValue? = nil) -> JSONOutput {
        var fields = [
            Field(key: "type", value: "error"), Field(key: "line", value: .integer(line)),
            Field(key: "id", value: json(id)),
        ]
        if case .object(let members) = Self.error(error) { fields += members.filter { $0.key != "type" } }
        if let body { fields.append(Field(key: "body", value: json(body))) }
        return .object(fields)
    }

    /// The last line: what became of the lines.
    static func summary(_ totals: MapTotals, elapsed: Duration, isComplete: Bool) -> JSONOutput {
        [
            "type": "summary", "complete": .bool(isComplete), "answered": .integer(totals.answered),
            "failed": .integer(totals.failed), "done_before": .integer(totals.skipped),
            "failures": .object(
                totals.failures.sorted { $0.key < $1.key }.map { Field(key: $0.key, value: .integer($0.value)) }),
            "retries": .integer(totals.retries),
            "usage": ["input": .integer(totals.usage.input), "output": .integer(totals.usage.output)],
            "cost": totals.usage.cost.map { .number($0) } ?? nil, "seconds": .seconds(elapsed),
        ]
    }

    private static func json(_ value: JSONValue?) -> JSONOutput { value.map(JSONOutput.init) ?? nil }
}
