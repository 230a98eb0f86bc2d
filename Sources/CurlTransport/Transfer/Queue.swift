/// A first-in, first-out queue with constant-time ends.
struct Queue<Element> {
    private var elements: [Element] = []
    private var head = 0

    var isEmpty: Bool { head == elements.count }
    var count: Int { elements.count - head }

    /// The elements, oldest first.
    var all: ArraySlice<Element> { elements[head...] }

    mutating func append(_ element: Element) { elements.append(element) }

    mutating func popFirst() -> Element? {
        guard head < elements.count else { return nil }
        let element = elements[head]
        head += 1
        // Moving what is left only when as much is dropped keeps the cost constant per element.
        if head * 2 >= elements.count {
            elements.removeFirst(head)
            head = 0
        }
        return element
    }

    mutating func removeAll(where shouldBeRemoved: (Element) -> Bool) {
        elements.removeFirst(head)
        head = 0
        elements.removeAll(where: shouldBeRemoved)
    }

    /// Changes the last element in place; nil when there is none.
    mutating func withLast<Result>(_ body: (inout Element) -> Result) -> Result? {
        isEmpty ? nil : body(&elements[elements.count - 1])
    }
}

extension Queue: Sendable where Element: Sendable {}
