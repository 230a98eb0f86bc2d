/// What the doctor found, all in all.
struct Diagnosis {
    var checks: [Check] = []
    var limits: [LimitRow] = []

    /// What to do, failures first, then in the order of the checks; nothing twice.
    var advice: [String] {
        var seen: Set<String> = []
        return [Check.Status.fail, .warn, .pass, .skip].flatMap { status in
            checks.filter { $0.status == status }.flatMap(\.advice)
        }.filter { seen.insert($0).inserted }
    }

    /// What the process ends with: that of the first failure.
    var status: ExitStatus { checks.lazy.compactMap(\.failure).first ?? .done }

    func count(_ status: Check.Status) -> Int { checks.count { $0.status == status } }
}
