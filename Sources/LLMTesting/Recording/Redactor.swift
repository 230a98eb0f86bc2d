import HTTPTransport
import LLM

/// Masks what is secret in one exchange.
struct Redactor {
    static let mask = "***"
    /// Shorter parts of a credential, such as its scheme, are no secrets.
    private static let shortestSecret = 8

    private let rules: Redaction
    /// What is masked wherever it stands, longest first, so that no part of another is left.
    private let secrets: [[UInt8]]

    init(_ rules: Redaction, for exchange: Recording.Exchange) {
        self.rules = rules
        let fields = exchange.request.fields.all + (exchange.response?.fields.all ?? [])
        let values =
            fields.filter { Redaction.isCredential($0.name) }.map(\.value)
            + RequestTarget(exchange.request.url).query.filter { Redaction.isCredential($0.name) }.map(\.value)
        let found = values.flatMap(Self.secrets(in:)) + rules.secrets.map { $0.reveal() }
        // As some servers write it in JSON.
        let slashed = found.map { $0.replacing("/", with: "\\/") }
        secrets = Set(found + slashed).map { Array($0.utf8) }.filter { !$0.isEmpty }.sorted { $0.count > $1.count }
    }

    func redacted(_ exchange: Recording.Exchange) -> Recording.Exchange {
        var exchange = exchange
        exchange.request = redacted(exchange.request)
        if let response = exchange.response { exchange.response = redacted(response) }
        if let error = exchange.error { exchange.error = redacted(error) }
        return exchange
    }

    func redacted(_ request: Recording.Request) -> Recording.Request {
        var request = request
        request.url = masked(RequestTarget(request.url).masking { !rules.allows(queryItem: $0) })
        request.fields = redacted(request.fields)
        if let body = request.body { request.body = masked(body) }
        return request
    }

    private func redacted(_ response: Recording.Response) -> Recording.Response {
        var response = response
        response.fields = redacted(response.fields)
        // A secret may be cut in two: it is looked for in the whole, and masked without moving the cuts.
        var whole = response.pieces.flatMap(\.bytes)
        for secret in secrets { whole.mask(secret) }
        var start = 0
        for position in response.pieces.indices {
            let end = start + response.pieces[position].bytes.count
            response.pieces[position].bytes = Array(whole[start..<end])
            start = end
        }
        if case .failed(let error) = response.ending { response.ending = .failed(redacted(error)) }
        return response
    }

    private func redacted(_ error: Recording.Failure) -> Recording.Failure {
        var error = error
        error.message = masked(error.message)
        return error
    }

    private func redacted(_ fields: HTTPFields) -> HTTPFields {
        HTTPFields(
            fields.all.map { field in
                let value = rules.allows(field: field.name) ? masked(field.value) : Self.mask
                return HTTPFields.Field(name: field.name, value: value)
            })
    }

    private func masked(_ text: String) -> String { String(decoding: masked(Array(text.utf8)), as: UTF8.self) }

    /// The mask is the same for every secret, so that a request with another key is the same request.
    private func masked(_ bytes: [UInt8]) -> [UInt8] {
        secrets.reduce(bytes) { $0.replacing($1, with: Self.mask.utf8) }
    }

    /// The value and those of its parts that are long enough, such as the key behind `Bearer` or in a cookie.
    private static func secrets(in value: String) -> [String] {
        ([value] + value.split { " ;,=".contains($0) }.map(String.init)).filter { $0.utf8.count >= shortestSecret }
    }
}

extension [UInt8] {
    /// Overwrites every place of a text with as many stars.
    fileprivate mutating func mask(_ secret: [UInt8]) {
        var position = 0
        while position + secret.count <= count {
            if self[position] == secret[0], self[position..<position + secret.count].elementsEqual(secret) {
                for place in position..<position + secret.count { self[place] = UInt8(ascii: "*") }
                position += secret.count
            } else {
                position += 1
            }
        }
    }
}
