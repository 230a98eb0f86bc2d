/// Takes an input apart into numbers and texts, for subjects whose input is not a run of bytes.
struct InputReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var isEmpty: Bool { rest.isEmpty }

    /// The next byte; zero after the end.
    mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

    /// A number below `limit`.
    mutating func number(below limit: Int) -> Int { Int(byte()) % limit }

    mutating func flag() -> Bool { byte() & 1 == 1 }

    mutating func element<Element>(of elements: [Element]) -> Element { elements[number(below: elements.count)] }

    /// A text: its length, then its bytes, repaired where they are not UTF-8.
    mutating func text() -> String {
        let bytes = rest.prefix(number(below: 32))
        rest = rest.dropFirst(bytes.count)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// All that is left.
    mutating func remainder() -> [UInt8] {
        defer { rest = [] }
        return Array(rest)
    }
}
