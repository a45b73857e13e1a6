/// What reading a text as a value found. Positions count bytes of the text from 0, blanks included (copy.md 7.2).
@usableFromInline
package enum Parsed<Value> {
  case value(Value)
  /// Nothing, or only blanks.
  case empty
  /// The first byte that cannot belong to such a value; 0 where none can be named.
  case invalid(position: Int)
  /// Beyond the type's range or precision, or a datetime with a field that does not exist, such as month 13.
  case outOfRange
  /// Not zero, but too near to it for a floating-point number: an error where SQL reads it, 0 where COPY prints a JSON
  /// number.
  case underflow

  /// The value; nil where there is none.
  @inlinable
  package var found: Value? { if case .value(let value) = self { value } else { nil } }

  /// A value that `body` makes of this one, or `outOfRange` where it makes none.
  @inlinable
  package func map<Other>(_ body: (Value) -> Other?) -> Parsed<Other> {
    switch self {
    case .value(let value): body(value).map { .value($0) } ?? .outOfRange
    case .empty: .empty
    case .invalid(let position): .invalid(position: position)
    case .outOfRange: .outOfRange
    case .underflow: .underflow
    }
  }
}

extension Parsed: Equatable where Value: Equatable {}
extension Parsed: Hashable where Value: Hashable {}
extension Parsed: Sendable where Value: Sendable {}
extension Parsed: BitwiseCopyable where Value: BitwiseCopyable {}
