public import FoundationEssentials

/// A type whose JSON is one number, text or truth value, and that is known when all of it is.
///
/// A ``Partial`` has a property of such a type as an optional. Enumerations with raw values need not conform.
public protocol PartialScalar: Decodable, Sendable {}

extension Bool: PartialScalar {}
extension Int: PartialScalar {}
extension Int8: PartialScalar {}
extension Int16: PartialScalar {}
extension Int32: PartialScalar {}
extension Int64: PartialScalar {}
extension UInt: PartialScalar {}
extension UInt8: PartialScalar {}
extension UInt16: PartialScalar {}
extension UInt32: PartialScalar {}
extension UInt64: PartialScalar {}
extension Float: PartialScalar {}
extension Double: PartialScalar {}
extension String: PartialScalar {}
extension Date: PartialScalar {}
extension Decimal: PartialScalar {}
extension URL: PartialScalar {}
extension UUID: PartialScalar {}
