internal import HTTPTransport
internal import LLM

/// A form with files in it (RFC 7578), which becomes a body of pieces, so that files on disk stay there.
struct MultipartForm {
    private var pieces: [HTTPRequestBody.Piece] = []
    /// The text since the last file.
    private var text: [UInt8] = []
    private let boundary: String

    /// - Parameter generator: Where the boundary comes from. It is drawn after the content was made and has more than
    ///   140 random bits, so that nothing in a file, be it put there on purpose, can be it.
    init(using generator: inout some RandomNumberGenerator) {
        let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
        let random = (0..<24).map { _ in alphabet[Int.random(in: alphabet.indices, using: &generator)] }
        boundary = "bifrost-form-" + String(decoding: random, as: UTF8.self)
    }

    init() {
        var generator = SystemRandomNumberGenerator()
        self.init(using: &generator)
    }

    /// Adds a text as it is: unlike a browser, which makes CR LF of every line break, since a prompt is no typed field.
    mutating func add(_ name: String, _ value: String) {
        beginPart(name, "")
        text += Array("\r\n\(value)\r\n".utf8)
    }

    mutating func add(_ name: String, _ file: MediaFile) throws(LLMError) {
        guard HTTPFieldRules.isValue(file.contentType) else {
            throw LLMError(.configuration, "the content type of a file has a control character in it")
        }
        beginPart(name, "; filename=\"\(file.name.escapedInForm)\"")
        text += Array("Content-Type: \(file.contentType)\r\n\r\n".utf8)
        switch file.content {
        case .bytes(let bytes): pieces += [.bytes(text), .bytes(bytes)]
        case .file(let path): pieces += [.bytes(text), .file(path: path)]
        }
        text = Array("\r\n".utf8)
    }

    /// The form as it is sent.
    var body: EndpointRequest.Body {
        let end = HTTPRequestBody.Piece.bytes(text + Array("--\(boundary)--\r\n".utf8))
        return EndpointRequest.Body(
            contentType: "multipart/form-data; boundary=\(boundary)", content: HTTPRequestBody(pieces: pieces + [end]))
    }

    private mutating func beginPart(_ name: String, _ parameters: String) {
        let name = name.withLineBreaksOfForms.escapedInForm
        text += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\(parameters)\r\n".utf8)
    }
}

extension String {
    /// The text as a name in a form (WHATWG HTML, "multipart/form-data encoding algorithm").
    fileprivate var escapedInForm: String {
        unicodeScalars.reduce(into: "") { escaped, scalar in
            switch scalar {
            case "\n": escaped += "%0A"
            case "\r": escaped += "%0D"
            case "\"": escaped += "%22"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
    }

    /// The text with CR LF for every line break.
    fileprivate var withLineBreaksOfForms: String {
        var result = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in unicodeScalars {
            if scalar == "\r" || scalar == "\n" && previous != "\r" { result += "\r\n".unicodeScalars }
            if scalar != "\r" && scalar != "\n" { result.append(scalar) }
            previous = scalar
        }
        return String(result)
    }
}
