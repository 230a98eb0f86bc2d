/// Lists the cases of an enum that has no list of its own.
///
/// Swift synthesizes `CodingKeys` and enums with raw values without `CaseIterable`. The cases of an enum without
/// associated values are numbered from zero in one byte, and `Optional` of it uses the first number that is free for
/// `nil`: the number of cases (Type Layout in Swift's ABI, "Fragile Enum Layout"). So all of them can be made. Types for
/// which any of this does not hold have nil here.
enum EnumCases {
    static func all<T>(of type: T.Type) -> [T]? {
        let cases = made(type)
        let areCases = cases.allSatisfy {
            let mirror = Mirror(reflecting: $0)
            return mirror.displayStyle == .enum && mirror.children.isEmpty
        }
        return cases.isEmpty || !areCases ? nil : cases
    }

    private static func made<T>(_ type: T.Type) -> [T] {
        switch (MemoryLayout<T>.size, MemoryLayout<T?>.size) {
        // An enum of one case takes no room. One without cases takes none either, but no code asks for its cases.
        case (0, 1): [unsafeBitCast((), to: type)]
        // Only numbers below that of nil are made, and each is a case; any byte will do for other types of one byte
        // that leave room for nil, which the caller sorts out.
        case (1, 1): (0..<unsafeBitCast(T?.none, to: UInt8.self)).map { unsafeBitCast($0, to: type) }
        default: []
        }
    }
}

extension RawRepresentable {
    /// The raw values of an enum's cases, as JSON; nil for all other types.
    static var jsonRawValues: [JSONValue]? {
        let listed = (Self.self as? any CaseIterable.Type).flatMap { $0.listedCases as? [Self] }
        guard let cases = listed ?? EnumCases.all(of: Self.self), let first = cases.first,
            Mirror(reflecting: first).displayStyle == .enum
        else { return nil }
        let values = cases.compactMap { JSONValue(scalar: $0.rawValue) }
        return values.count == cases.count && Set(values).count == values.count ? values : nil
    }
}

extension CaseIterable {
    fileprivate static var listedCases: [Self] { Array(allCases) }
}

extension JSONValue {
    /// A text or a number as JSON; nil for all else.
    fileprivate init?(scalar: some Any) {
        switch scalar {
        case let text as String: self = .string(text)
        case let character as Character: self = .string(String(character))
        case let number as any BinaryInteger:
            guard let integer = Int64(exactly: number) else { return nil }
            self = .integer(integer)
        case let number as any BinaryFloatingPoint: self = .number(Double(number))
        default: return nil
        }
    }
}
