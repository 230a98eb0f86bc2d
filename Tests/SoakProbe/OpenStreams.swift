import Synchronization

/// How many streams are open, as their readers see it: content has come, and no end.
final class OpenStreams: Sendable {
    private let counts = Mutex<(now: Int, peak: Int)>((0, 0))

    /// The most at once.
    var peak: Int { counts.withLock { $0.peak } }

    func opened() {
        counts.withLock {
            $0.now += 1
            $0.peak = max($0.peak, $0.now)
        }
    }

    func closed() { counts.withLock { $0.now -= 1 } }
}
