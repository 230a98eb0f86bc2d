import LLM

/// What an output belongs to: the beginning of its input, and what was asked.
struct JobMark: Equatable, Sendable {
    /// How much of the input is compared: enough to tell one file from another.
    static let prefixLength = 64 << 10

    /// The length of the compared beginning; the input may have grown since.
    var prefixBytes: Int
    /// A hash of the beginning.
    var prefixHash: String
    /// A hash of the model and the options.
    var settingsHash: String

    /// Whether an input begins as the one did that the output was made of.
    func matches(prefix: [UInt8]) -> Bool {
        prefix.count >= prefixBytes && Self.hash(prefix.prefix(prefixBytes)) == prefixHash
    }

    /// FNV-1a with 64 bits: no defence against malice, but against mistakes.
    static func hash(_ bytes: some Sequence<UInt8>) -> String {
        let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension JobMark {
    init(prefix: [UInt8], settings: String) {
        prefixBytes = prefix.count
        prefixHash = Self.hash(prefix)
        settingsHash = Self.hash(settings.utf8)
    }

    init?(_ json: JSONValue) {
        guard let bytes = json["input_bytes"]?.integerValue, bytes >= 0, let hash = json["input_hash"]?.stringValue
        else { return nil }
        self.init(prefixBytes: bytes, prefixHash: hash, settingsHash: json["settings_hash"]?.stringValue ?? "")
    }
}

extension JSONOutput {
    /// The first line of an output.
    static func job(_ mark: JobMark) -> JSONOutput {
        [
            "type": "job", "version": .integer(1), "input_bytes": .integer(mark.prefixBytes),
            "input_hash": .string(mark.prefixHash), "settings_hash": .string(mark.settingsHash),
        ]
    }
}
