/// What is known so far of a value that a model is still writing.
///
/// Its properties are those of the value, and each is known or not:
///
/// - A text is known from its first character on and grows.
/// - Numbers, truth values, dates and whatever else is one piece are nil until they are whole: `12` may become `123`.
/// - A nested structure is a ``Partial`` itself, and a list is a collection of them, with the elements that have begun.
///
/// ```swift
/// for try await trip in model.stream(messages, as: Trip.self) {
///     show(trip.city ?? "…", trip.hotel.name ?? "…", trip.days.compactMap(\.title))
/// }
/// ```
///
/// It is a view of the answer's text: it costs the same however much has come, and stays as it is when more comes.
@dynamicMemberLookup
public struct Partial<Value> {
    /// Nil as long as nothing is known.
    let view: PartialView?
    /// The value, where it has been read and checked already.
    let whole: Value?

    init(view: PartialView?, whole: Value? = nil) {
        self.view = view
        self.whole = whole
    }

    /// Whether nothing of the value is missing.
    ///
    /// A whole value need not fit the schema; of the outermost one that is known at the end of the stream.
    public var isComplete: Bool { view?.isComplete ?? false }

    /// What is known, as JSON.
    ///
    /// Nil as long as nothing is.
    public var json: JSONValue? { view?.json }

    /// An object's member of this name, as far as it is known.
    ///
    /// Nil as long as nothing is. Of names that stand twice the last one counts.
    ///
    /// - Parameter name: The name in JSON.
    public subscript(name: String) -> JSONValue? { view?.member(name)?.json }

    /// Whether nothing of a property is missing.
    ///
    /// - Parameter property: A stored property.
    /// - Returns: False also for a property that is no stored one.
    public func isComplete<Property>(_ property: KeyPath<Value, Property>) -> Bool { self[property].isComplete }

    /// What is known of a property, also of one that is called like a member of this type.
    ///
    /// - Parameter path: A stored property; nothing is ever known of any other.
    public subscript<Property>(_ path: KeyPath<Value, Property>) -> Partial<Property> {
        Partial<Property>(view: PropertyKeys.key(of: path).flatMap { view?.member($0) })
    }
}

extension Partial: Sendable where Value: Sendable {}

extension Partial where Value: Decodable {
    /// The value.
    ///
    /// Nil as long as something of it is missing, and when it does not fit the type.
    public var value: Value? { whole ?? view?.read(Value.self) }
}

extension Partial where Value == String {
    /// The text as far as it is known.
    ///
    /// Nil as long as it has not begun.
    public var text: String? { view?.text }
}
