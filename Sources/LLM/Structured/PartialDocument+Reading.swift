extension PartialDocument {
    /// The outermost value; nil when none has begun.
    func root(at cut: PartialCut) -> Int? { visible(nodes.isEmpty ? nil : 0, at: cut) }

    /// An object's member; nil when there is none yet, or when this is no object.
    func member(_ name: String, of position: Int, at cut: PartialCut) -> Int? {
        guard nodes[position].kind == .object else { return nil }
        return visible(container(of: position).members[name], at: cut)
    }

    /// How many elements of a list have begun; zero for everything else.
    func count(of position: Int, at cut: PartialCut) -> Int {
        guard nodes[position].kind == .array else { return 0 }
        let elements = container(of: position).elements
        guard let last = elements.last, !isVisible(last, at: cut) else { return elements.count }
        var range = 0..<elements.count
        while !range.isEmpty {
            let middle = (range.lowerBound + range.upperBound) / 2
            range = isVisible(elements[middle], at: cut) ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return range.lowerBound
    }

    /// A list's element, which must have begun.
    func element(_ index: Int, of position: Int) -> Int { container(of: position).elements[index] }

    /// Whether nothing of the value is missing.
    func isComplete(_ position: Int, at cut: PartialCut) -> Bool { nodes[position].closedAt <= cut.count }

    /// The text that a value was written as; nil while something of it is missing.
    ///
    /// It is a copy: a slice that somebody kept would have the next piece of the document copy all of it.
    func source(of position: Int, at cut: PartialCut) -> [UInt8]? {
        guard isComplete(position, at: cut) else { return nil }
        return Array(bytes[nodes[position].start..<end(of: nodes[position])])
    }

    /// A string as far as it is known; nil for a value of another kind.
    func text(of position: Int, at cut: PartialCut) -> String? {
        let node = nodes[position]
        guard node.kind == .string else { return nil }
        let text =
            isComplete(position, at: cut)
            ? JSONText(range: node.start + 1..<end(of: node) - 1, isEscaped: node.isEscaped)
            // A parser that has failed in a text no longer tells where the text ends.
            : JSONText(range: node.start + 1..<max(node.start + 1, cut.textEnd), isEscaped: cut.isEscaped)
        return text.string(in: bytes.span)
    }

    /// A value as far as it is known.
    func json(of position: Int, at cut: PartialCut) -> JSONValue {
        let node = nodes[position]
        switch node.kind {
        case .string: return .string(text(of: position, at: cut) ?? "")
        case .array:
            return .array((0..<count(of: position, at: cut)).map { json(of: element($0, of: position), at: cut) })
        case .object:
            return .object(
                container(of: position).members.compactMapValues { member in
                    visible(member, at: cut).map { json(of: $0, at: cut) }
                })
        case .number, .literal:
            var scanner = JSONScanner(at: node.start)
            return (try? scanner.value(in: bytes.span, depth: 0)) ?? .null
        }
    }

    private func container(of position: Int) -> PartialContainer { containers[nodes[position].container] }

    /// A number is whole only when the byte after it is known.
    private func end(of node: PartialNode) -> Int { node.kind == .number ? node.closedAt - 1 : node.closedAt }

    private func isVisible(_ position: Int, at cut: PartialCut) -> Bool { nodes[position].knownAt <= cut.count }

    /// The value, or the one of the same name that could be seen before it had begun.
    private func visible(_ position: Int?, at cut: PartialCut) -> Int? {
        var position = position
        while let candidate = position, !isVisible(candidate, at: cut) { position = nodes[candidate].shadowed }
        return position
    }
}
