private import Synchronization

/// The keys in JSON of the properties that key paths lead to.
enum PropertyKeys {
    /// A stored property of a struct; nothing else of its type lies at its offset.
    private struct Property: Hashable {
        let root: ObjectIdentifier
        let type: ObjectIdentifier
        let offset: Int

        init?<Root, Value>(_ path: KeyPath<Root, Value>) {
            guard let offset = MemoryLayout<Root>.offset(of: path) else { return nil }
            root = ObjectIdentifier(Root.self)
            type = ObjectIdentifier(Value.self)
            self.offset = offset
        }
    }

    // To read a key path's name takes microseconds, and partial values are asked for the same few properties again and
    // again.
    private static let known = Mutex<[Property: String?]>([:])

    /// The key of a stored property; nil for any other key path, and where it cannot be told.
    static func key<Root, Value>(of path: KeyPath<Root, Value>) -> String? {
        // Properties that take no room may lie at the same offset, and their key paths have the same name then.
        guard MemoryLayout<Value>.size > 0 else { return nil }
        guard let property = Property(path) else { return readKey(of: path) }
        if let key = known.withLock({ $0[property] }) { return key }
        let key = readKey(of: path)
        known.withLock { $0[property] = .some(key) }
        return key
    }

    private static func readKey<Root, Value>(of path: KeyPath<Root, Value>) -> String? {
        guard let name = SchemaProperty(path).key else { return nil }
        guard let type = Root.self as? any Decodable.Type else { return name }
        return PropertyMatcher(type)?.key(of: name) ?? name
    }
}
