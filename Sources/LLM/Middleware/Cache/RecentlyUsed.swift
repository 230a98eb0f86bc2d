/// Values by key within two limits; the ones not used for longest make room for new ones.
///
/// All operations but removing everything take the same time however many there are.
struct RecentlyUsed<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry {
        let key: Key
        let value: Value
        let size: Int
        var older: Int?
        var newer: Int?
    }

    private let maximumCount: Int
    private let maximumSize: Int
    /// Entries by place; places that are free hold nil.
    private var entries: [Entry?] = []
    private var places: [Key: Int] = [:]
    private var freePlaces: [Int] = []
    private var oldest: Int?
    private var newest: Int?

    /// The sizes of all values together.
    private(set) var size = 0

    init(maximumCount: Int, maximumSize: Int) {
        self.maximumCount = maximumCount
        self.maximumSize = maximumSize
    }

    var count: Int { places.count }

    /// The value of a key, which then counts as just used.
    mutating func use(_ key: Key) -> Value? {
        guard let place = places[key], let entry = entries[place] else { return nil }
        unlink(entry)
        link(entry, at: place)
        return entry.value
    }

    /// Keeps a value in place of one with the same key; one that is too large by itself is not kept.
    mutating func insert(_ value: Value, for key: Key, size: Int) {
        remove(key)
        guard size <= maximumSize, maximumCount > 0 else { return }
        while count >= maximumCount || self.size > maximumSize - size {
            guard let oldest, let entry = entries[oldest] else { break }
            remove(entry.key)
        }
        let place = freePlaces.popLast() ?? entries.endIndex
        if place == entries.endIndex { entries.append(nil) }
        places[key] = place
        self.size += size
        link(Entry(key: key, value: value, size: size), at: place)
    }

    mutating func remove(_ key: Key) {
        guard let place = places.removeValue(forKey: key), let entry = entries[place] else { return }
        unlink(entry)
        entries[place] = nil
        freePlaces.append(place)
        size -= entry.size
    }

    mutating func removeAll() { self = RecentlyUsed(maximumCount: maximumCount, maximumSize: maximumSize) }

    private mutating func link(_ entry: Entry, at place: Int) {
        var entry = entry
        entry.older = newest
        entry.newer = nil
        entries[place] = entry
        if let newest { entries[newest]?.newer = place } else { oldest = place }
        newest = place
    }

    private mutating func unlink(_ entry: Entry) {
        if let older = entry.older { entries[older]?.newer = entry.newer } else { oldest = entry.newer }
        if let newer = entry.newer { entries[newer]?.older = entry.older } else { newest = entry.older }
    }
}
