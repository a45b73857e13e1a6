/// The codes of a dictionary column, one a row, in as few bytes as the number of its values needs: few-valued columns (level,
/// gender, method) cost one byte a row, where words would have the system hand out four times the memory.
///
/// Hot loops switch over the width once and go on in a generic function.
package enum StringCodes: Sendable {
  case bytes([UInt8])
  case shorts([UInt16])
  case words([UInt32])

  /// Codes below `valueCount`.
  package init(_ codes: [UInt32], valueCount: Int) {
    if valueCount <= 1 << 8 {
      self = .bytes(codes.map { UInt8(truncatingIfNeeded: $0) })
    } else if valueCount <= 1 << 16 {
      self = .shorts(codes.map { UInt16(truncatingIfNeeded: $0) })
    } else {
      self = .words(codes)
    }
  }

  /// Rows.
  package var count: Int {
    switch self {
    case .bytes(let codes): codes.count
    case .shorts(let codes): codes.count
    case .words(let codes): codes.count
    }
  }

  /// The code of one row, for what is not hot.
  package subscript(row: Int) -> Int {
    switch self {
    case .bytes(let codes): Int(codes[row])
    case .shorts(let codes): Int(codes[row])
    case .words(let codes): Int(codes[row])
    }
  }

  func picking(_ rows: [UInt32]) -> StringCodes {
    switch self {
    case .bytes(let codes): .bytes(codes.picking(rows))
    case .shorts(let codes): .shorts(codes.picking(rows))
    case .words(let codes): .words(codes.picking(rows))
    }
  }

  func slice(_ range: Range<Int>) -> StringCodes {
    switch self {
    case .bytes(let codes): .bytes(Array(codes[range]))
    case .shorts(let codes): .shorts(Array(codes[range]))
    case .words(let codes): .words(Array(codes[range]))
    }
  }

  /// The values that the codes stand for.
  package func spelledOut(_ values: [StringView]) -> [StringView] {
    switch self {
    case .bytes(let codes): values.picking(codes)
    case .shorts(let codes): values.picking(codes)
    case .words(let codes): values.picking(codes)
    }
  }

  /// Codes of several columns behind each other, each plus its column's `start`; all below `valueCount`.
  static func concatenate(_ parts: [(codes: StringCodes, start: Int)], valueCount: Int) -> StringCodes {
    if valueCount <= 1 << 8 { return .bytes(joined(parts)) }
    return valueCount <= 1 << 16 ? .shorts(joined(parts)) : .words(joined(parts))
  }

  private static func joined<Code: UnsignedInteger & FixedWidthInteger>(
    _ parts: [(codes: StringCodes, start: Int)]
  ) -> [Code] {
    var all: [Code] = []
    all.reserveCapacity(parts.reduce(0) { $0 + $1.codes.count })
    for (codes, start) in parts {
      let first = Code(truncatingIfNeeded: start)
      switch codes {
      case .bytes(let codes): all.append(contentsOf: codes.lazy.map { Code(truncatingIfNeeded: $0) &+ first })
      case .shorts(let codes): all.append(contentsOf: codes.lazy.map { Code(truncatingIfNeeded: $0) &+ first })
      case .words(let codes): all.append(contentsOf: codes.lazy.map { Code(truncatingIfNeeded: $0) &+ first })
      }
    }
    return all
  }
}
