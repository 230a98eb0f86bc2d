import LLM

extension JSONOutput {
    /// The line of a check.
    static func check(_ check: Check) -> JSONOutput {
        [
            "type": "check",
            "name": .string(check.name.rawValue),
            "status": .string(check.status.rawValue),
            "message": .string(check.message),
            "details": .object(check.details),
            "advice": .array(check.advice.map { .string($0) }),
        ]
    }

    /// The line after the last check.
    static func diagnosis(_ diagnosis: Diagnosis) -> JSONOutput {
        let counts = [Check.Status.pass, .warn, .fail, .skip].map { status in
            Field(key: status.rawValue, value: .integer(diagnosis.count(status)))
        }
        return [
            "type": "diagnosis",
            "exit_code": .integer(Int(diagnosis.status.rawValue)),
            "counts": .object(counts),
            "limits": .array(diagnosis.limits.map(limit)),
            "advice": .array(diagnosis.advice.map { .string($0) }),
        ]
    }

    private static func limit(_ row: LimitRow) -> JSONOutput {
        ["name": .string(row.limit.rawValue), "seconds": .seconds(row.value), "covers": .string(row.covers)]
    }
}
