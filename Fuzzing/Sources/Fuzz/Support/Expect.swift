/// Ends the program unless something holds; libFuzzer then keeps the input.
///
/// Neither `assert` nor the message of `precondition` are in an optimized program.
func expect(_ condition: Bool, _ what: @autoclosure () -> String) {
    if !condition { fatalError(what()) }
}

func expectEqual<Value: Equatable>(_ one: Value, _ other: Value, _ what: @autoclosure () -> String) {
    if one != other { fatalError("\(what()):\n  \(String(reflecting: one))\n  \(String(reflecting: other))") }
}
