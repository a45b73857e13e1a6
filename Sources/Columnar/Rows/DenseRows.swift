import SQLTypes

/// Rows whose keys take few values, grouped by a table with a slot for each combination of them: dictionary codes, booleans
/// and whole numbers that lie close together are indices themselves, and nothing is hashed or compared.
///
/// ```
/// flag   dictionary A N R    code 0 1 2        year  1996…1998   code 0 1 2
/// (R, 1996) → slot 2 * 3 + 0                   a NULL is one more code
/// ```
package enum DenseRows {
  private static let mostSlots = 1 << 15
  private static let longestDictionary = 1 << 12

  /// The same groups as `RowGroups` finds by hashing. Nil where a key is of another kind, or there are too many
  /// combinations for so few rows.
  package static func grouping(_ keys: [Column], count: Int) -> RowGroups? {
    let limit = min(mostSlots, max(256, count / 2))
    var codes = [UInt32](repeating: 0, count: count)
    var slots = 1
    for key in keys where !key.isConstant {
      guard let dense = DenseKey(key, limit: limit / slots) else { return nil }
      dense.combine(into: &codes)
      slots *= dense.count
    }
    return grouping(codes, slots: slots)
  }

  /// By first appearance.
  private static func grouping(_ codes: [UInt32], slots count: Int) -> RowGroups {
    var slots = [UInt32](repeating: Column.noRow, count: count)
    var firstRows: [UInt32] = []
    let groups = [UInt32](unsafeUninitializedCapacity: codes.count) { groups, written in
      for row in codes.indices {
        let slot = Int(codes[row])
        if slots[slot] == Column.noRow {
          slots[slot] = UInt32(truncatingIfNeeded: firstRows.count)
          firstRows.append(UInt32(truncatingIfNeeded: row))
        }
        groups.initializeElement(at: row, to: slots[slot])
      }
      written = codes.count
    }
    return RowGroups(groups: groups, firstRows: firstRows)
  }

  /// A key's values as codes from 0 on.
  private struct DenseKey {
    private enum Codes {
      case offsets([Int64], least: Int64)
      case flags([Bool])
      /// `canonical`: of each value of the dictionary, the code of the first that is equal.
      case dictionary(NarrowWords, canonical: [UInt32])
    }

    private let codes: Codes
    private let validity: Validity
    /// Codes, that of NULL among them.
    let count: Int

    init?(_ column: Column, limit: Int) {
      validity = column.validity
      let nulls = validity.isAllValid ? 0 : 1
      switch column.storage {
      case .ints(let values):
        guard let bounds = DenseRows.bounds(values), bounds.span < Int64(limit - nulls) else { return nil }
        codes = .offsets(values, least: bounds.least)
        count = Int(bounds.span) + 1 + nulls
      case .bools(let values):
        codes = .flags(values)
        count = 2 + nulls
      case .strings(let strings):
        guard let words = strings.codes, strings.values.count <= min(longestDictionary, limit - nulls),
          column.type != .super
        else { return nil }
        let dictionary = StringColumn(
          values: strings.values, arenas: strings.arenas, mayEndInBlank: strings.mayEndInBlank)
        let keys = KeyColumns([Column(column.type, strings: dictionary)], count: dictionary.count)
        codes = .dictionary(words, canonical: RowGroups(keys, hashes: keys.hashes()).groups)
        count = strings.values.count + nulls
      default: return nil
      }
      if count > limit { return nil }
    }

    /// Makes of each row's code so far that of one column more.
    func combine(into codes: inout [UInt32]) {
      switch self.codes {
      case .offsets(let values, let least):
        combine(into: &codes) { UInt32(truncatingIfNeeded: values[$0] &- least) }
      case .flags(let values): combine(into: &codes) { values[$0] ? 1 : 0 }
      case .dictionary(.bytes(let words), let canonical): combine(into: &codes) { canonical[Int(words[$0])] }
      case .dictionary(.shorts(let words), let canonical): combine(into: &codes) { canonical[Int(words[$0])] }
      case .dictionary(.words(let words), let canonical): combine(into: &codes) { canonical[Int(words[$0])] }
      }
    }

    @inline(__always)
    private func combine(into codes: inout [UInt32], _ code: (Int) -> UInt32) {
      let factor = UInt32(truncatingIfNeeded: count)
      if validity.isAllValid {
        for row in codes.indices { codes[row] = codes[row] &* factor &+ code(row) }
      } else {
        for row in codes.indices { codes[row] = codes[row] &* factor &+ (validity[row] ? code(row) : factor &- 1) }
      }
    }
  }

  /// Of values that may stand for NULL too: those of NULL rows count, whatever they are.
  private static func bounds(_ values: [Int64]) -> (least: Int64, span: Int64)? {
    guard var least = values.first else { return nil }
    var most = least
    for value in values { (least, most) = (min(least, value), max(most, value)) }
    let (span, overflow) = most.subtractingReportingOverflow(least)
    return overflow ? nil : (least, span)
  }
}
