/// A list's elements that have begun, each as far as it is known.
extension Partial: Sequence, Collection, BidirectionalCollection, RandomAccessCollection
where Value: RandomAccessCollection {
    /// What is known of an element.
    public typealias Element = Partial<Value.Element>

    /// The position of the first element.
    public var startIndex: Int { 0 }

    /// How many elements have begun.
    public var endIndex: Int { view?.count ?? 0 }

    /// An element as far as it is known.
    ///
    /// - Parameter position: The element's position; must be smaller than the number of those that have begun.
    public subscript(position: Int) -> Partial<Value.Element> {
        precondition(indices.contains(position), "no element has begun at position \(position)")
        return Partial<Value.Element>(view: view?.element(position))
    }
}

extension Partial where Value: RandomAccessCollection, Value.Element: Decodable {
    /// The elements that are whole, in order, without those that do not fit the type.
    public var values: [Value.Element] { compactMap(\.value) }
}
