extension Int {
    /// The value of a `retry` field; `nil` unless it is a number written in ASCII digits alone that fits an `Int`.
    init?(milliseconds digits: ArraySlice<UInt8>) {
        guard !digits.isEmpty else { return nil }
        self = 0
        for digit in digits {
            guard (ASCII.zero...ASCII.nine).contains(digit) else { return nil }
            let (tens, overflow) = multipliedReportingOverflow(by: 10)
            let (sum, carry) = tens.addingReportingOverflow(Int(digit - ASCII.zero))
            guard !overflow, !carry else { return nil }
            self = sum
        }
    }
}
