import LLM

extension BaseURL {
    /// The URL of an endpoint, with its query.
    func url(_ request: EndpointRequest) -> String {
        let base =
            switch request.base {
            case .configured: text
            case .native: root + "/v1"
            case .root: root
            }
        guard !request.query.isEmpty else { return base + request.path }
        let query = request.query.map { "\($0.name.percentEncoded)=\($0.value.percentEncoded)" }
        return base + request.path + "?" + query.joined(separator: "&")
    }
}

extension String {
    private static let hexadecimalDigits = Array("0123456789ABCDEF".utf8)

    /// The text with all but unreserved characters percent-encoded (RFC 3986 sections 2.1 and 2.3), for a part of a
    /// path or of a query.
    var percentEncoded: String {
        var bytes: [UInt8] = []
        for byte in utf8 {
            if byte.isUnreserved {
                bytes.append(byte)
            } else {
                bytes += [
                    UInt8(ascii: "%"), Self.hexadecimalDigits[Int(byte >> 4)], Self.hexadecimalDigits[Int(byte & 15)],
                ]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension StringProtocol {
    /// Whether it names something in a path, rather than being a step in it, which no encoding hides (RFC 3986 section
    /// 5.2.4).
    var isPathComponent: Bool { self != "." && self != ".." }
}

extension UInt8 {
    fileprivate var isUnreserved: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
