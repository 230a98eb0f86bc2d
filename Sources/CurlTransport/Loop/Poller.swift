internal import CLinux
internal import Glibc
internal import HTTPTransport

/// epoll, and what libcurl and we want of each descriptor.
///
/// Changes are gathered during a turn and applied at its end; the last word on a descriptor counts. A
/// descriptor's number may be reused within a turn, so that events carry a generation with it.
@safe
struct Poller: ~Copyable {
    private struct Entry {
        var generation: UInt32
        var events: UInt32 = 0
        /// Not watched although libcurl wants it: its transfer is paused.
        var isMasked = false
        var isRegistered = false
        var isRemoved = false
        /// Nil until the descriptor is first registered.
        var isSocket: Bool?

        var effectiveEvents: UInt32 { isMasked || isRemoved ? 0 : events }
    }

    struct Event {
        var descriptor: Int32
        var readable: Bool
        var writable: Bool
        fileprivate var generation: UInt32
    }

    private static let capacity = 512
    /// Whether libcurl asks to watch descriptors that are no sockets.
    private let mayWatchOthers: Bool
    private let epoll: Int32
    /// By their descriptors, which the kernel keeps low; a dictionary would have to be searched for each event.
    private var entries: [Entry?] = []
    private var changed: Set<Int32> = []
    private var nextGeneration: UInt32 = 1
    private let buffer: UnsafeMutablePointer<epoll_event>

    init(mayWatchOthers: Bool) throws(HTTPTransportError) {
        self.mayWatchOthers = mayWatchOthers
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard epoll >= 0 else {
            throw HTTPTransportError(.internalFailure, "no epoll descriptor could be made (errno \(errno))")
        }
        unsafe buffer = .allocate(capacity: Self.capacity)
    }

    deinit {
        close(epoll)
        unsafe buffer.deallocate()
    }

    /// Watches an event descriptor for as long as the poller lives; its events have its own number.
    ///
    /// Each write to it is an event, so that it need not be read.
    func watchForever(_ descriptor: Int32) {
        _ = control(EPOLL_CTL_ADD, descriptor, events: EPOLLIN.rawValue | EPOLLET.rawValue, generation: 0)
    }

    mutating func want(_ descriptor: Int32, read: Bool, write: Bool) {
        var entry = entry(of: descriptor) ?? newEntry()
        if entry.isRemoved {
            // The number came back within the turn: whatever was masked or pending was the old socket's.
            let wasRegistered = entry.isRegistered
            entry = newEntry()
            entry.isRegistered = wasRegistered
        }
        entry.events = (read ? EPOLLIN.rawValue : 0) | (write ? EPOLLOUT.rawValue : 0)
        let missing = Int(descriptor) + 1 - entries.count
        if missing > 0 { entries.append(contentsOf: repeatElement(nil, count: missing)) }
        entries[Int(descriptor)] = entry
        changed.insert(descriptor)
    }

    mutating func forget(_ descriptor: Int32) {
        guard entry(of: descriptor) != nil else { return }
        entries[Int(descriptor)]?.isRemoved = true
        changed.insert(descriptor)
    }

    mutating func mask(_ descriptor: Int32, _ isMasked: Bool) {
        guard entry(of: descriptor) != nil else { return }
        entries[Int(descriptor)]?.isMasked = isMasked
        changed.insert(descriptor)
    }

    /// Waits for events; nil waits without an end.
    ///
    /// - Returns: How many there are, to be looked at with ``currentEvent(_:)`` until the next wait.
    func wait(milliseconds: Int32?) -> Int {
        max(0, Int(unsafe epoll_wait(epoll, buffer, Int32(Self.capacity), milliseconds ?? -1)))
    }

    /// An event of the last wait; nil when it no longer speaks of the descriptor that it was read for.
    func currentEvent(_ index: Int) -> Event? {
        let event = event(index)
        guard let entry = entry(of: event.descriptor) else { return nil }
        return !entry.isRemoved && !entry.isMasked && entry.generation == event.generation ? event : nil
    }

    private func event(_ index: Int) -> Event {
        precondition((0..<Self.capacity).contains(index))
        let event = unsafe buffer[index]
        let tag = unsafe event.data.u64  // a union; this member is the one we set
        let bits = unsafe event.events
        let failed = bits & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0
        return Event(
            descriptor: Int32(truncatingIfNeeded: tag),
            readable: failed || bits & EPOLLIN.rawValue != 0,
            writable: bits & EPOLLOUT.rawValue != 0,
            generation: UInt32(truncatingIfNeeded: tag >> 32)
        )
    }

    /// Forgets every descriptor but those watched forever.
    mutating func forgetAll() {
        for descriptor in entries.indices { forget(Int32(descriptor)) }
        applyChanges()
    }

    /// How many sockets libcurl has in hand.
    var socketCount: Int { entries.lazy.compactMap(\.self).count { $0.isSocket ?? true } }

    /// Does nothing for a millisecond, whatever happens.
    func rest() {
        var time = timespec(tv_sec: 0, tv_nsec: 1_000_000)
        _ = unsafe nanosleep(&time, nil)
    }

    /// Tells epoll what has changed since the last call.
    mutating func applyChanges() {
        guard !changed.isEmpty else { return }
        for descriptor in changed {
            guard var entry = entry(of: descriptor) else { continue }
            apply(&entry, descriptor)
            entries[Int(descriptor)] = entry.isRemoved ? nil : entry
        }
        changed.removeAll(keepingCapacity: true)
    }

    private func apply(_ entry: inout Entry, _ descriptor: Int32) {
        let events = entry.effectiveEvents
        if events == 0 {
            // A masked descriptor leaves epoll altogether, since errors and hang-ups cannot be masked in it.
            if entry.isRegistered { _ = control(EPOLL_CTL_DEL, descriptor, events: 0, generation: 0) }
            entry.isRegistered = false
            return
        }
        let isSocket = entry.isSocket ?? (!mayWatchOthers || isSocket(descriptor))
        entry.isSocket = isSocket
        let wanted = events | (isSocket ? 0 : EPOLLET.rawValue)
        let first = entry.isRegistered ? EPOLL_CTL_MOD : EPOLL_CTL_ADD
        let other = entry.isRegistered ? EPOLL_CTL_ADD : EPOLL_CTL_MOD
        entry.isRegistered =
            control(first, descriptor, events: wanted, generation: entry.generation)
            || control(other, descriptor, events: wanted, generation: entry.generation)
    }

    private func entry(of descriptor: Int32) -> Entry? {
        entries.indices.contains(Int(descriptor)) ? entries[Int(descriptor)] : nil
    }

    private mutating func newEntry() -> Entry {
        defer { nextGeneration &+= 1 }
        return Entry(generation: nextGeneration)
    }

    /// libcurl 8.20 hands out an event descriptor that it never drains; watched for edges it is harmless.
    private func isSocket(_ descriptor: Int32) -> Bool {
        var type: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        return unsafe getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &size) == 0
    }

    private func control(_ operation: Int32, _ descriptor: Int32, events: UInt32, generation: UInt32) -> Bool {
        var event = unsafe epoll_event()
        unsafe event.events = events
        unsafe event.data.u64 = UInt64(generation) << 32 | UInt64(UInt32(bitPattern: descriptor))
        return unsafe epoll_ctl(epoll, operation, descriptor, &event) == 0
    }
}
