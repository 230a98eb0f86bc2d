/// A JSON text as far as it came, and the values in it.
///
/// It only grows: what was seen at a ``PartialCut`` can be seen again later, so that a state of the document is the
/// cut alone and costs nothing to keep.
struct PartialDocument: Sendable {
    var bytes: [UInt8] = []
    /// The values in the order of their beginnings; numbers and literals are added when they are whole.
    private(set) var nodes: [PartialNode] = []
    private(set) var containers: [PartialContainer] = []

    /// Adds a value.
    ///
    /// - Parameters:
    ///   - node: The value.
    ///   - parent: The position of the list or object that it stands in; nil for the outermost value.
    ///   - name: Its name in an object.
    /// - Returns: Its position.
    mutating func add(_ node: PartialNode, to parent: Int?, name: String) -> Int {
        var node = node
        let position = nodes.count
        if let parent { node.shadowed = link(position, to: nodes[parent], name: name) }
        if node.kind == .object || node.kind == .array {
            node.container = containers.count
            containers.append(PartialContainer())
        }
        nodes.append(node)
        return position
    }

    mutating func close(_ position: Int, at count: Int, isEscaped: Bool = false) {
        nodes[position].closedAt = count
        nodes[position].isEscaped = isEscaped
    }

    private mutating func link(_ position: Int, to parent: PartialNode, name: String) -> Int? {
        guard parent.kind == .object else {
            containers[parent.container].elements.append(position)
            return nil
        }
        return containers[parent.container].members.updateValue(position, forKey: name)
    }
}
