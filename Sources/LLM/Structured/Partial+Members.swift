// The more special of these is taken: texts, then what is one piece, then everything else, each also when optional.
extension Partial {
    /// A text as far as it is known.
    ///
    /// - Parameter property: A stored property; any other is never known.
    public subscript(dynamicMember property: KeyPath<Value, String>) -> String? { self[property].text }

    /// A text as far as it is known; nil also when it is null.
    ///
    /// - Parameter property: A stored property; any other is never known.
    public subscript(dynamicMember property: KeyPath<Value, String?>) -> String? { self[property].view?.text }

    /// A value that is known when it is whole.
    ///
    /// - Parameter property: A stored property; any other is never known.
    public subscript<Scalar: PartialScalar>(dynamicMember property: KeyPath<Value, Scalar>) -> Scalar? {
        self[property].view?.decode(Scalar.self)
    }

    /// A value that is known when it is whole; nil also when it is null.
    ///
    /// - Parameter property: A stored property; any other is never known.
    public subscript<Scalar: PartialScalar>(dynamicMember property: KeyPath<Value, Scalar?>) -> Scalar? {
        self[property].view?.decode(Scalar.self)
    }

    /// One of a few values, known when it is whole.
    ///
    /// - Parameter property: A stored property; any other is never known.
    public subscript<Choice: RawRepresentable & Decodable>(
        dynamicMember property: KeyPath<Value, Choice>
    ) -> Choice? where Choice.RawValue: PartialScalar { self[property].view?.decode(Choice.self) }

    /// One of a few values, known when it is whole; nil also when it is null.
    ///
    /// - Parameter property: A stored property; any other is never known.
    public subscript<Choice: RawRepresentable & Decodable>(
        dynamicMember property: KeyPath<Value, Choice?>
    ) -> Choice? where Choice.RawValue: PartialScalar { self[property].view?.decode(Choice.self) }

    /// What is known of a structure, a list or a dictionary.
    ///
    /// - Parameter property: A stored property; any other is never known.
    public subscript<Property>(dynamicMember property: KeyPath<Value, Property>) -> Partial<Property> {
        self[property]
    }

    /// What is known of a structure, a list or a dictionary.
    ///
    /// - Parameter property: A stored property; any other is never known.
    public subscript<Property>(dynamicMember property: KeyPath<Value, Property?>) -> Partial<Property> {
        Partial<Property>(view: self[property].view)
    }
}
