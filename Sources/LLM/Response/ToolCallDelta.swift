/// A piece of a tool call.
public struct ToolCallDelta: Hashable, Sendable {
    /// The label under which the server numbers its calls, never an array position.
    ///
    /// Nil when it sent none.
    public var index: Int?
    /// The call's id, when this piece has one.
    public var id: String?
    /// A piece of the tool's name, when this piece has one.
    public var name: String?
    /// A piece of the arguments, or of a custom tool's input; empty when there is none.
    public var arguments: String
    /// Whether a custom tool is called, as far as this piece says.
    public var isCustom: Bool

    /// Makes a piece of a tool call.
    ///
    /// - Parameters:
    ///   - index: The server's label.
    ///   - id: The call's id.
    ///   - name: A piece of the tool's name.
    ///   - arguments: A piece of the arguments.
    ///   - isCustom: Whether a custom tool is called.
    public init(
        index: Int? = nil,
        id: String? = nil,
        name: String? = nil,
        arguments: String = "",
        isCustom: Bool = false
    ) {
        self.index = index
        self.id = id
        self.name = name
        self.arguments = arguments
        self.isCustom = isCustom
    }
}
