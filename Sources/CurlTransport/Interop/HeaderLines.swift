internal import CCurl
internal import HTTPTransport

/// The lines of a request's head as the list that libcurl wants, in memory that is used again for the next request.
@safe
struct HeaderLines {
    /// The lines, each with a zero behind it.
    private var text: [CChar] = []
    private var starts: [Int] = []
    private var nodes: [curl_slist] = unsafe []

    mutating func removeAll() {
        text.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
    }

    /// Keeps libcurl from sending a field of its own.
    mutating func omit(_ name: StaticString) {
        starts.append(text.count)
        name.withUTF8Buffer { unsafe append($0) }
        end(with: ":")
    }

    mutating func add(_ name: String, _ value: String) {
        starts.append(text.count)
        append(name)
        // That is how libcurl is asked for an empty value.
        guard !value.utf8.haveAll({ $0 == 0x20 || $0 == 0x09 }) else { return end(with: ";") }
        text.append(CChar(bitPattern: UInt8(ascii: ":")))
        text.append(CChar(bitPattern: UInt8(ascii: " ")))
        append(value)
        text.append(0)
    }

    /// Hands out the list, which stands until the lines change.
    mutating func withList(_ body: (UnsafeMutablePointer<curl_slist>) -> Void) {
        // Both outlive the closures: the elements of an array stay where they are until it is changed or released.
        unsafe text.withUnsafeMutableBufferPointer { text in
            unsafe nodes.removeAll(keepingCapacity: true)
            for start in starts {
                unsafe nodes.append(curl_slist(data: text.baseAddress.map { unsafe $0 + start }, next: nil))
            }
        }
        unsafe nodes.withUnsafeMutableBufferPointer { nodes in
            guard let first = nodes.baseAddress else { return }
            for position in 1..<max(nodes.count, 1) { unsafe first[position - 1].next = unsafe first + position }
            unsafe body(first)
        }
    }

    private mutating func append(_ part: String) {
        var part = part
        part.withUTF8 { unsafe append($0) }
    }

    private mutating func append(_ part: UnsafeBufferPointer<UInt8>) {
        unsafe part.withMemoryRebound(to: CChar.self) { unsafe text.append(contentsOf: $0) }
    }

    private mutating func end(with mark: Unicode.Scalar) {
        text.append(CChar(bitPattern: UInt8(ascii: mark)))
        text.append(0)
    }
}
