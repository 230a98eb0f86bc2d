/// The parts of a form (RFC 7578), as the gateway's parser finds them.
struct MultipartBody: Sendable {
    struct Part: Sendable {
        var name: String
        var filename: String?
        var contentType: String?
        var content: [UInt8]
    }

    let parts: [Part]

    /// - Parameters:
    ///   - bytes: The body.
    ///   - contentType: The field `Content-Type`, which names the boundary.
    /// - Throws: The gateway's refusal of what is no form.
    init(_ bytes: [UInt8], contentType: String?) throws(GatewayFailure) {
        guard let boundary = Self.boundary(contentType ?? "") else {
            throw Self.unreadable("request Content-Type has bad boundary or is not multipart/form-data")
        }
        let marks = bytes.lineStarts(with: Array("--\(boundary)".utf8))
        guard marks.count > 1 else { throw Self.unreadable("unexpected end of the form") }
        var parts: [Part] = []
        for (start, end) in zip(marks, marks.dropFirst()) {
            // Two dashes and the mark itself before, a line break after: what is between is the part.
            let range = start + boundary.utf8.count + 4..<max(start + boundary.utf8.count + 4, end - 2)
            guard let part = Part(bytes[range]) else { throw Self.unreadable("malformed part of the form") }
            parts.append(part)
        }
        let last = marks[marks.count - 1] + boundary.utf8.count + 2
        guard bytes[last...].starts(with: Array("--".utf8)) else { throw Self.unreadable("the form has no end") }
        self.parts = parts
    }

    func texts(_ name: String) -> [String] {
        parts.filter { $0.name == name && $0.filename == nil }.map { String(decoding: $0.content, as: UTF8.self) }
    }

    func text(_ name: String) -> String? { texts(name).first }

    func files(_ name: String) -> [Part] { parts.filter { $0.name == name && $0.filename != nil } }

    private static func unreadable(_ detail: String) -> GatewayFailure {
        GatewayFailure(status: 400, message: "failed to parse multipart form: \(detail)")
    }

    private static func boundary(_ contentType: String) -> String? {
        guard contentType.lowercased().hasPrefix("multipart/form-data"),
            let parameter = contentType.split(separator: ";").lazy.map({ $0.drop { $0 == " " } })
                .first(where: { $0.lowercased().hasPrefix("boundary=") })
        else { return nil }
        let value = parameter.dropFirst("boundary=".count).filter { $0 != "\"" }
        return value.isEmpty ? nil : value
    }
}

extension MultipartBody.Part {
    /// Nil without a name.
    fileprivate init?(_ bytes: ArraySlice<UInt8>) {
        var head: [String: String] = [:]
        var rest = bytes
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let line = String(decoding: rest[..<end], as: UTF8.self).filter { $0 != "\r" && $0 != "\r\n" }
            rest = rest[(end + 1)...]
            guard !line.isEmpty else { break }
            let halves = line.split(separator: ":", maxSplits: 1)
            guard halves.count == 2 else { return nil }
            head[halves[0].lowercased()] = String(halves[1].drop { $0 == " " })
        }
        guard let disposition = head["content-disposition"],
            let name = Self.parameter("name", of: disposition)
        else { return nil }
        self.name = name
        filename = Self.parameter("filename", of: disposition)
        contentType = head["content-type"]
        content = Array(rest)
    }

    private static func parameter(_ name: String, of disposition: String) -> String? {
        guard let start = disposition.firstRange(of: " \(name)=\"") else { return nil }
        return String(disposition[start.upperBound...].prefix { $0 != "\"" })
    }
}
