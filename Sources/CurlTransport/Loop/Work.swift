/// What there is for a turn to do, of what most turns have nothing of.
///
/// Kept beside the lists themselves: to ask a list takes a check at run time that nobody changes it meanwhile, and a turn
/// that brings one chunk would ask ten of them.
struct Work: OptionSet {
    let rawValue: UInt16

    /// Transfers are in libcurl's hands.
    static let handles = Work(rawValue: 1)
    static let resumptions = Work(rawValue: 1 << 1)
    static let deliveries = Work(rawValue: 1 << 2)
    static let releases = Work(rawValue: 1 << 3)
    static let connects = Work(rawValue: 1 << 4)
    static let settling = Work(rawValue: 1 << 5)
    static let earlyAnswers = Work(rawValue: 1 << 6)
    static let resets = Work(rawValue: 1 << 7)
    static let blocks = Work(rawValue: 1 << 8)

    mutating func set(_ kind: Work, _ isThere: Bool) {
        if isThere { insert(kind) } else { remove(kind) }
    }
}
