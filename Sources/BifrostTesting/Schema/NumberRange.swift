/// The numbers that a schema admits.
struct NumberRange {
    let isInteger: Bool
    private let lower: Double?
    private let upper: Double?
    private let excludesLower: Bool
    private let excludesUpper: Bool
    private let multiple: Double?

    init(_ schema: SchemaView) {
        isInteger = schema.type == "integer"
        // Older drafts have a Boolean beside `minimum`, newer ones a number in its place.
        lower = schema["exclusiveMinimum"]?.number ?? schema["minimum"]?.number
        upper = schema["exclusiveMaximum"]?.number ?? schema["maximum"]?.number
        excludesLower = schema["exclusiveMinimum"].map { $0 != .bool(false) } ?? false
        excludesUpper = schema["exclusiveMaximum"].map { $0 != .bool(false) } ?? false
        multiple = schema["multipleOf"]?.number.flatMap { $0 > 0 ? $0 : nil }
    }

    func contains(_ value: Double) -> Bool {
        if isInteger, value != value.rounded() { return false }
        if let lower, excludesLower ? value <= lower : value < lower { return false }
        if let upper, excludesUpper ? value >= upper : value > upper { return false }
        if let multiple { return (value / multiple).rounded() * multiple == value }
        return true
    }

    /// The number 1 or what is nearest to it; other variants follow in steps.
    func value(_ variant: Int) -> JSONValue {
        let step = multiple ?? 1
        let least = lower ?? min(1, upper ?? 1)
        var first = multiple.map { (least / $0).rounded(.up) * $0 } ?? (isInteger ? least.rounded(.up) : least)
        if excludesLower, first == lower { first += step }
        if let upper, !contains(first) {
            first = lower.map { ($0 + upper) / 2 } ?? (excludesUpper ? upper - step : upper)
        }
        let candidate = first + Double(variant) * step
        return json(contains(candidate) ? candidate : first)
    }

    func json(_ value: Double) -> JSONValue {
        Int(exactly: value).map(JSONValue.integer) ?? .number(value)
    }
}
