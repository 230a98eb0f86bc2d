extension PartialJSONParser {
    mutating func beginText(_ next: State) {
        text = PartialText()
        advance(to: next)
        start = count
    }

    mutating func takeText(_ byte: UInt8) {
        guard text.isBetweenEscapes else {
            guard text.escapeReceived(byte) else { return fail(.syntax) }
            return count += 1
        }
        switch byte {
        case ASCII.backslash:
            text.backslashReceived(at: count)
            count += 1
        case ASCII.quote: endText()
        case 0..<ASCII.space: fail(.syntax)
        default:
            text.plainTextReceived()
            count = document.bytes.span.endOfPlainText(from: count)
        }
    }

    private mutating func endText() {
        guard case .inName = state else {
            advance(to: .afterValue)
            return document.close(open.removeLast(), at: count, isEscaped: text.isEscaped)
        }
        name = JSONText(range: start..<count, isEscaped: text.isEscaped).string(in: document.bytes.span)
        advance(to: .beforeColon)
    }

    mutating func takeNumber(_ byte: UInt8) {
        switch byte {
        case ASCII.zero...(ASCII.zero + 9), ASCII.minus, UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"),
            UInt8(ascii: "E"):
            count += 1
        default: endNumber(at: count + 1)
        }
    }

    /// Checks the number's grammar; `closedAt` is after the byte that ended it, which is not taken yet.
    mutating func endNumber(at closedAt: Int) {
        var scanner = JSONScanner(at: start)
        // Only what has been taken is read, so that a number is not taken to go on in the byte that ended it.
        let isNumber = (try? scanner.skipNumber(in: document.bytes.span.extracting(0..<count))) != nil
        guard isNumber, scanner.offset == count else { return fail(.syntax) }
        _ = add(.number, closedAt: closedAt)
        state = .afterValue
    }

    mutating func beginLiteral(_ literal: StaticString) {
        self.literal = literal
        advance(to: .inLiteral)
    }

    mutating func takeLiteral(_ byte: UInt8) {
        guard byte == literal.utf8Start[count - start] else { return fail(.syntax) }
        advance(to: .inLiteral)
        guard count - start == literal.utf8CodeUnitCount else { return }
        _ = add(.literal, closedAt: count)
        state = .afterValue
    }
}
