extension PartialJSONParser {
    mutating func takeToken(_ byte: UInt8) {
        switch (state, byte) {
        case (.beforeElementOrEnd, ASCII.closeBracket), (.beforeNameOrEnd, ASCII.closeBrace): close()
        case (.beforeValue, _), (.beforeElementOrEnd, _): beginValue(byte)
        case (.beforeName, ASCII.quote), (.beforeNameOrEnd, ASCII.quote): beginText(.inName)
        case (.beforeColon, ASCII.colon): advance(to: .beforeValue)
        case (.afterValue, _): takeSeparator(byte)
        default: fail(.syntax)
        }
    }

    private mutating func takeSeparator(_ byte: UInt8) {
        guard let innermost = open.last else { return fail(.syntax) }
        let isObject = document.nodes[innermost].kind == .object
        switch byte {
        case ASCII.comma: advance(to: isObject ? .beforeName : .beforeValue)
        case isObject ? ASCII.closeBrace : ASCII.closeBracket: close()
        default: fail(.syntax)
        }
    }

    private mutating func beginValue(_ byte: UInt8) {
        start = count
        switch byte {
        case ASCII.openBrace: beginContainer(.object)
        case ASCII.openBracket: beginContainer(.array)
        case ASCII.quote:
            open.append(add(.string))
            beginText(.inString)
        case ASCII.minus, ASCII.zero...(ASCII.zero + 9): advance(to: .inNumber)
        case UInt8(ascii: "t"): beginLiteral("true")
        case UInt8(ascii: "f"): beginLiteral("false")
        case UInt8(ascii: "n"): beginLiteral("null")
        default: fail(.syntax)
        }
    }

    private mutating func beginContainer(_ kind: PartialNode.Kind) {
        guard open.count < maximumDepth else { return fail(.tooDeep) }
        open.append(add(kind))
        advance(to: kind == .object ? .beforeNameOrEnd : .beforeElementOrEnd)
    }

    mutating func add(_ kind: PartialNode.Kind, closedAt: Int = .max) -> Int {
        var node = PartialNode(kind: kind, start: start)
        node.closedAt = closedAt
        return document.add(node, to: open.last, name: name)
    }

    private mutating func close() {
        advance(to: .afterValue)
        document.close(open.removeLast(), at: count)
    }
}
