extension RateLimiter {
    /// Who waits, first come, first served; anybody may leave at a constant cost.
    struct WaitingLine<Element> {
        private var elements: [UInt64: Element] = [:]
        /// The ids in the order of arrival; those without an element have left.
        private var order: [UInt64] = []
        /// Where the first one in `order` stands who has not left.
        private var first = 0

        var count: Int { elements.count }

        /// The one whose turn is next.
        var head: (id: UInt64, element: Element)? {
            guard first < order.count else { return nil }
            return elements[order[first]].map { (order[first], $0) }
        }

        /// All who wait, in the order of arrival.
        var all: [(id: UInt64, element: Element)] {
            order[first...].compactMap { id in elements[id].map { (id, $0) } }
        }

        mutating func append(_ element: Element, as id: UInt64) {
            elements[id] = element
            order.append(id)
        }

        mutating func remove(_ id: UInt64) -> Element? {
            let element = elements.removeValue(forKey: id)
            while first < order.count, elements[order[first]] == nil { first += 1 }
            tidy()
            return element
        }

        /// Drops the places of those who have left once they are the most.
        private mutating func tidy() {
            guard order.count > 16, order.count > elements.count * 2 else { return }
            order = order[first...].filter { elements[$0] != nil }
            first = 0
        }
    }
}
