/// One SQL value away from its column: a literal, a default, a result of a scalar sub-query.
///
/// The case says the physical type; what the number means (days, microseconds, unscaled decimal) says the `DataType`
/// beside it.
package enum Value: Hashable, Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case int128(Int128)
  case double(Double)
  case string(String)
  case interval(Interval)
}
