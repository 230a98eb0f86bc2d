/// The parts of a URL that say what a request is for.
struct RequestTarget: Hashable {
    struct Item: Hashable {
        var name: String
        var value: String
    }

    /// Scheme and host.
    let origin: String
    /// The path.
    let path: String
    /// The query's items, in order, as they stand there.
    let query: [Item]

    init(_ url: String) {
        let whole = url.prefix { $0 != "#" }
        let address = whole.prefix { $0 != "?" }
        let authority = address.firstRange(of: "://")?.upperBound ?? address.startIndex
        let path = address[authority...].firstIndex(of: "/") ?? address.endIndex
        origin = String(address[..<path])
        self.path = String(address[path...])
        query = whole.dropFirst(address.count + 1).split(separator: "&").map { item in
            let name = item.prefix { $0 != "=" }
            return Item(name: String(name), value: String(item.dropFirst(name.count + 1)))
        }
    }

    /// The URL with the values of some items masked.
    func masking(_ isMasked: (_ name: String) -> Bool) -> String {
        guard !query.isEmpty else { return origin + path }
        let items = query.map { item in "\(item.name)=\(isMasked(item.name) ? Redactor.mask : item.value)" }
        return "\(origin)\(path)?\(items.joined(separator: "&"))"
    }
}
