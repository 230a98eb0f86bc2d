import ServerSentEvents

/// The algorithm of the standard, word by word over a whole stream: slow, and with nothing in it to go wrong.
enum ReferenceParser {
    static func outcome(of bytes: [UInt8]) -> Outcome {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        var outcome = Outcome()
        var data: [UInt8] = []
        var type: [UInt8] = []
        var id = ""
        var retry: Int?
        for line in lines(of: bytes.starts(with: mark) ? Array(bytes.dropFirst(3)) : bytes) {
            if line.isEmpty {
                outcome.lastEventID = id
                if !data.isEmpty {
                    let name = type.isEmpty ? "message" : String(decoding: type, as: UTF8.self)
                    let text = String(decoding: data.dropLast(), as: UTF8.self)
                    outcome.events.append(ServerSentEvent(type: name, data: text, id: id, retry: retry))
                }
                (data, type, retry) = ([], [], nil)
                continue
            }
            let name = line.prefix { $0 != UInt8(ascii: ":") }
            var value = line.dropFirst(name.count + 1)
            if value.first == 0x20 { value = value.dropFirst() }
            switch String(decoding: name, as: UTF8.self) {
            case "data": data += value + [0x0A]
            case "event": type = Array(value)
            case "id" where !value.contains(0): id = String(decoding: value, as: UTF8.self)
            case "retry" where value.allSatisfy { (0x30...0x39).contains($0) }:
                guard let time = Int(String(decoding: value, as: UTF8.self)) else { continue }
                (retry, outcome.reconnectionTime) = (time, time)
            default: continue
            }
        }
        return outcome
    }

    private static func lines(of bytes: [UInt8]) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var line: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if byte == 0x0A, index > 0, bytes[index - 1] == 0x0D { continue }
            if byte == 0x0A || byte == 0x0D {
                lines.append(line)
                line = []
            } else {
                line.append(byte)
            }
        }
        return lines
    }
}
