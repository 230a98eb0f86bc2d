internal import HTTPTransport

/// The head of an answer on its way from the loop to its reader.
///
/// Not the reader's own type: whatever holds a `ContinuousClock.Instant` is copied by calls into the runtime.
struct ResponseHead: Hashable, Sendable {
    var status: Int
    var version: String
    var fields: HTTPFields
    var requestSent: MonotonicTime
}

extension HTTPResponseHead {
    init(_ head: ResponseHead) {
        self.init(
            status: head.status, version: head.version, fields: head.fields,
            requestSent: ContinuousClock.Instant(head.requestSent))
    }
}
