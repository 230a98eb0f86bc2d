import LLM
import Synchronization

/// Counts how many texts it was asked for.
final class TallyCounter: TokenCounter {
    private let tally = Mutex(0)

    var texts: Int { tally.withLock { $0 } }

    func count(_ text: String) -> Int {
        if !text.isEmpty { tally.withLock { $0 += 1 } }
        return text.utf8.count
    }
}
