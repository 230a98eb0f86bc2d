import Testing

@testable import BifrostCLI

@Suite("Bytes of a keyboard")
struct KeyDecoderTests {
    private static func keys(_ bytes: some Sequence<UInt8>, atATime size: Int) -> [Key] {
        var decoder = KeyDecoder()
        var keys: [Key] = []
        let bytes = Array(bytes)
        for start in stride(from: 0, to: bytes.count, by: size) {
            decoder.append(Array(bytes[start..<min(start + size, bytes.count)]))
            while let key = decoder.next() { keys.append(key) }
        }
        return keys
    }

    private static let sequences: [(String, [Key])] = [
        ("aé你", [.text("a"), .text("é"), .text("你")]),
        ("\r", [.enter]), ("\n", [.newline]), ("\u{1B}\r", [.newline]),
        ("\u{7F}\u{08}", [.backspace, .backspace]),
        ("\u{01}\u{03}\u{04}\u{1A}", [.control("a"), .control("c"), .control("d"), .control("z")]),
        ("\u{1B}[A\u{1B}[B\u{1B}[C\u{1B}[D", [.up, .down, .right, .left]),
        ("\u{1B}OA\u{1B}OH\u{1B}OF", [.up, .home, .end]),
        ("\u{1B}[1;5C\u{1B}[1;3D\u{1B}b\u{1B}f", [.wordRight, .wordLeft, .wordLeft, .wordRight]),
        ("\u{1B}[H\u{1B}[F\u{1B}[1~\u{1B}[4~\u{1B}[3~", [.home, .end, .home, .end, .delete]),
        ("\u{1B}[15~x\u{1B}[?1;2cy", [.unknown, .text("x"), .unknown, .text("y")]),
        ("\u{1B}[200~a\r\nb\u{1B}[A\rc\u{1B}[201~d", [.paste("a\nb\u{1B}[A\nc"), .text("d")]),
        ("\u{1B}[200~\u{1B}[201~", [.paste("")]),
    ]

    @Test(arguments: sequences, [1, 2, 3, 1000])
    func `Keys are found however the bytes are cut`(sequence: (bytes: String, keys: [Key]), size: Int) {
        #expect(Self.keys(sequence.bytes.utf8, atATime: size) == sequence.keys)
    }

    @Test
    func `Bytes that are no UTF-8 do not stop what follows`() {
        #expect(Self.keys([0xff, 0xe4, 0x41, 0x42, 0x43, 0x80], atATime: 1).contains(.text("C")))
    }

    @Test
    func `A lone Escape is given up`() {
        var decoder = KeyDecoder()
        decoder.append([0x1b])
        #expect(decoder.next() == nil)
        #expect(decoder.isPending)
        #expect(decoder.flush() == .unknown)
        decoder.append(Array("a".utf8))
        #expect(decoder.next() == .text("a"))
    }

    @Test
    func `A paste that does not end is bounded and nothing of it is a key`() {
        var decoder = KeyDecoder()
        decoder.append(Array("\u{1B}[200~".utf8))
        for _ in 0..<9 {
            decoder.append([UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20))
            #expect(decoder.next() == nil)
        }
        decoder.append(Array("\u{1B}[201~".utf8))
        #expect(decoder.next() == .paste(String(repeating: "x", count: KeyDecoder.maximumPaste)))
    }
}
