internal import LLM

extension AnswerLimits {
    /// The most items of a response's output.
    private var outputItems: Int {
        let product = toolCalls.multipliedReportingOverflow(by: 16)
        return product.overflow ? .max : max(product.partialValue, 16)
    }

    /// Finds an output with more in it than is allowed.
    ///
    /// - Parameters:
    ///   - items: How many items it has.
    ///   - calls: How many of them are calls of tools.
    /// - Throws: ``LLMError/Code/malformed`` with the limit's name.
    func check(items: Int, calls: Int) throws(LLMError) {
        guard calls <= toolCalls else { throw Self.tooMany("\(toolCalls) tool calls") }
        guard items <= outputItems else { throw Self.tooMany("\(outputItems) items") }
    }

    private static func tooMany(_ things: String) -> LLMError {
        LLMError(.malformed, "the answer has more than \(things); AnswerLimits.toolCalls allows no more")
    }
}
