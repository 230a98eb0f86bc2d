/// Counts the tokens of texts: a model's own tokenizer, or an ``EstimatingTokenCounter``.
///
/// Only texts are asked for. What a message or a tool takes besides them is in ``TokenCosts``.
public protocol TokenCounter: Sendable {
    /// Counts the tokens of a text, in time linear in its length.
    ///
    /// - Parameter text: The text.
    /// - Returns: The number of tokens, zero or more.
    func count(_ text: String) -> Int
}
