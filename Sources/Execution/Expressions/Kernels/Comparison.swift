import Columnar
import Planning
import SQLTypes

/// Comparisons of two columns of one type. Trailing blanks of strings do not count (sql.md 1.2); NaN equals itself and
/// is above all numbers, as in PostgreSQL.
extension KernelCall {
  func comparison(_ function: ComparisonFunction) throws -> Column {
    switch first.type.physical {
    case .int64: column(compare(function, try first.ints, try second.ints))
    case .int128 where first.type == .timetz: column(compare(function, try first.moments, try second.moments))
    case .int128: column(compare(function, try first.int128s, try second.int128s))
    case .double: column(try compareDoubles(function))
    case .bool: column(try compareBools(function))
    case .interval: column(compare(function, try first.spans, try second.spans))
    case .string where first.type == .super: try compareSupers(function)
    case .string: column(try compareStrings(function))
    }
  }

  @inline(__always)
  private func compare<Value: BitwiseCopyable & Comparable>(
    _ function: ComparisonFunction, _ l: [Value], _ r: [Value]
  ) -> [Bool] {
    let (leftMask, rightMask) = (first.indexMask, second.indexMask)
    return switch function {
    case .equal: zipped(l, leftMask, r, rightMask, count: count) { $0 == $1 }
    case .notEqual: zipped(l, leftMask, r, rightMask, count: count) { $0 != $1 }
    case .less: zipped(l, leftMask, r, rightMask, count: count) { $0 < $1 }
    case .lessOrEqual: zipped(l, leftMask, r, rightMask, count: count) { $0 <= $1 }
    case .greater: zipped(l, leftMask, r, rightMask, count: count) { $0 > $1 }
    case .greaterOrEqual: zipped(l, leftMask, r, rightMask, count: count) { $0 >= $1 }
    }
  }

  /// Comparisons of doubles without NaN are the machine's; with NaN, an order-keeping mapping to whole numbers.
  private func compareDoubles(_ function: ComparisonFunction) throws -> [Bool] {
    let (l, r) = (try first.doubles, try second.doubles)
    if !l.contains(where: \.isNaN) && !r.contains(where: \.isNaN) { return compare(function, l, r) }
    return compare(
      function, mapped(l, count: l.count) { $0.orderedBits }, mapped(r, count: r.count) { $0.orderedBits })
  }

  private func compareBools(_ function: ComparisonFunction) throws -> [Bool] {
    let (l, r) = (try first.bools, try second.bools)
    return compare(function, mapped(l, count: l.count) { flag($0) }, mapped(r, count: r.count) { flag($0) })
  }

  private func compareStrings(_ function: ComparisonFunction) throws -> [Bool] {
    var (l, r) = (try first.strings.trimmed, try second.strings.trimmed)
    if first.type.isCaseInsensitive || second.type.isCaseInsensitive { (l, r) = (l.caseFolded, r.caseFolded) }
    let (leftMask, rightMask) = (first.indexMask, second.indexMask)
    switch function {
    case .equal: return zipped(l.values, leftMask, r.values, rightMask, count: count) { $0 == $1 }
    case .notEqual: return zipped(l.values, leftMask, r.values, rightMask, count: count) { !($0 == $1) }
    default: break
    }
    let orders = zipped(l.values, leftMask, r.values, rightMask, count: count) { Int32(clamping: $0.compare($1)) }
    return switch function {
    case .less: mapped(orders, count: count) { $0 < 0 }
    case .lessOrEqual: mapped(orders, count: count) { $0 <= 0 }
    case .greater: mapped(orders, count: count) { $0 > 0 }
    default: mapped(orders, count: count) { $0 >= 0 }
    }
  }

  /// -1, 0 or 1.
  func threeWayComparison() throws -> Column {
    let call = KernelCall(
      arguments: arguments, type: .boolean, count: count, validity: validity, isLiteral: isLiteral, context: context)
    let (below, above) = (try call.comparison(.less).bools, try call.comparison(.greater).bools)
    return column(zipped(below, ~0, above, ~0, count: count) { $0 ? -1 : $1 ? 1 : 0 } as [Int64])
  }
}

extension Double {
  /// A whole number in the order of the values: NaN above infinity, -0 equal to 0.
  var orderedBits: Int64 {
    if isNaN { return .max }
    let bits = Int64(bitPattern: (self + 0).bitPattern)
    return bits >= 0 ? bits : Int64.min &- bits
  }
}

extension Column {
  /// Times with a zone as moments of UTC.
  var moments: [Int64] {
    get throws(SQLError) {
      let packed = try int128s
      return mapped(packed, count: packed.count) { packed in
        let microseconds = Int64(truncatingIfNeeded: packed >> 32)
        return microseconds &- Int64(Int32(truncatingIfNeeded: packed)) &* 1_000_000
      }
    }
  }

  /// Intervals as lengths in microseconds, a month being 30 days.
  var spans: [Int128] {
    get throws(SQLError) {
      let values = try intervals
      return mapped(values, count: values.count) {
        Int128($0.months) &* Int128(30 * Timestamp.microsecondsPerDay) &+ Int128($0.microseconds)
      }
    }
  }
}
