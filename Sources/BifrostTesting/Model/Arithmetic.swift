/// Sums such as "what is 2 + 2?".
enum Arithmetic {
    static func answer(to prompt: String) -> String? {
        // A minus needs spaces: 2026-01 is a date.
        let sum = /(\d{1,9})( ?[+*×] ?| - )(\d{1,9})/
        guard let match = prompt.firstMatch(of: sum), let left = Int(match.1), let right = Int(match.3) else {
            return nil
        }
        let sign = match.2.filter { $0 != " " }
        let result =
            switch sign {
            case "+": left + right
            case "-": left - right
            default: left * right
            }
        return "\(left) \(sign) \(right) = \(result)"
    }
}
