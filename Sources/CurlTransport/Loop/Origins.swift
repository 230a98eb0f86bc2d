internal import HTTPTransport
private import Synchronization

/// The origins of URLs; the last URL's is kept, since that is nearly always the next one's.
final class Origins: Sendable {
    private struct Known {
        var url: String
        var origin: Origin
    }

    private let last = Mutex<Known?>(nil)

    /// The origin of a URL, which is refused unless it is valid.
    func origin(of url: String) throws(HTTPTransportError) -> Origin {
        if let known = last.withLock({ $0 }), known.url == url { return known.origin }
        try HTTPRequest.validate(url: url)
        let origin = Origin(of: url)
        last.withLock { $0 = Known(url: url, origin: origin) }
        return origin
    }
}
