import SQLTypes

/// Rows grouped by keys of few values, without hashes: dictionary codes, booleans and whole numbers that lie close
/// together are indices of a table themselves, and the table's entries are the groups.
///
/// ```
/// flag  dictionary A N R      codes 0 1 2          year  1996…1998   codes 0 1 2         a NULL is one code more
/// (R, 1996)                   slot 2 * 3 + 0
/// ```
/// Where several keys have so many values that a table of all combinations would be large, those that occur are
/// numbered in between. Strings gathered from one relation have one array of codes, its rows' numbers, which is looked
/// at once; of such keys, and of large dictionaries, equal values may have several codes, so that the groups found are
/// grouped again by value.
package struct DenseRows {
  private static let mostSlots = 1 << 17
  private static let longestCanonical = 1 << 8

  /// The same groups as `RowGroups` finds by hashing.
  package let groups: RowGroups
  /// Of each group's key, where it was needed.
  package let hashes: [UInt64]?

  /// Nil where a key is of another kind, or there are too many combinations for so few rows.
  package init?(_ allKeys: [Column], count: Int) {
    let keys = allKeys.filter { !$0.isConstant }
    let addresses = keys.map(\.codesAddress)
    var combination = Combination(rows: count, limit: min(Self.mostSlots, max(256, 2 * count)))
    var isExact = true
    for (index, key) in keys.enumerated() {
      let address = addresses[index]
      let isShared = address != nil && addresses.count { $0 == address } > 1
      guard let codes = KeyCodes(key, longestCanonical: isShared ? 0 : Self.longestCanonical) else { return nil }
      let isKnown = address != nil && addresses[..<index].contains(address)
      guard combination.add(codes, isKnown: isKnown) else { return nil }
      isExact = isExact && codes.isCanonical
    }
    let found = combination.numbered()
    (groups, hashes) = isExact ? (found, nil) : Self.byValue(found, allKeys)
  }

  /// Groups of equal rows put together where their keys are equal. The hashes are of all keys: what is constant here
  /// need not be so in the other rows that these groups are merged with.
  private static func byValue(_ found: RowGroups, _ keys: [Column]) -> (RowGroups, [UInt64]) {
    let columns = KeyColumns(keys.map { $0.gather(found.firstRows) }, count: found.count)
    let hashes = columns.hashes()
    let outer = RowGroups(columns, hashes: hashes)
    if outer.count == found.count { return (found, hashes) }
    let groups = RowGroups(
      groups: outer.groups.picking(found.groups), firstRows: found.firstRows.picking(outer.firstRows))
    return (groups, hashes.picking(outer.firstRows))
  }
}

/// A number for each row that tells the combination of its keys' codes so far, below `slots`.
private struct Combination {
  private let limit: Int
  private var codes: [UInt32]
  private var slots = 1

  init(rows: Int, limit: Int) {
    codes = [UInt32](repeating: 0, count: rows)
    self.limit = limit
  }

  /// False where there would be too many combinations. `isKnown`: codes of a dictionary that have been added before.
  mutating func add(_ key: KeyCodes, isKnown: Bool) -> Bool {
    if !isKnown {
      guard makeRoom(for: key.count) else { return false }
      key.combine(into: &codes)
      slots *= key.count
    }
    if key.isCanonical || key.validity.isAllValid { return true }
    guard makeRoom(for: 2) else { return false }
    for row in codes.indices { codes[row] = codes[row] &* 2 &+ (key.validity[row] ? 0 : 1) }
    slots *= 2
    return true
  }

  private mutating func makeRoom(for count: Int) -> Bool {
    if slots <= limit / count { return true }
    let found = numbered()
    (codes, slots) = (found.groups, max(1, found.count))
    return slots <= limit / count
  }

  /// The combinations that occur, by first appearance.
  func numbered() -> RowGroups {
    var slots = [UInt32](repeating: Column.noRow, count: self.slots)
    var firstRows: [UInt32] = []
    let groups = [UInt32](unsafeUninitializedCapacity: codes.count) { groups, written in
      slots.withUnsafeMutableBufferPointer { slots in
        codes.withUnsafeBufferPointer { codes in
          // Codes are below the number of slots.
          for row in 0..<codes.count {
            let slot = Int(codes[row])
            if slots[slot] == Column.noRow {
              slots[slot] = UInt32(truncatingIfNeeded: firstRows.count)
              firstRows.append(UInt32(truncatingIfNeeded: row))
            }
            groups.initializeElement(at: row, to: slots[slot])
          }
        }
      }
      written = codes.count
    }
    return RowGroups(groups: groups, firstRows: firstRows)
  }
}

/// A key's values as codes from 0 on. The last one is NULL's, where there are NULLs; but codes of a dictionary that are
/// not canonical say nothing of NULL, so that keys with the same codes can be told by the first one's.
private struct KeyCodes {
  private enum Codes {
    case offsets([Int64], least: Int64)
    case packed(NarrowWords)
    case flags([Bool])
    case dictionary(NarrowWords)
    /// `canonical`: of each value of the dictionary, the code of the first that is equal.
    case canonical(NarrowWords, [UInt32])
  }

  private let codes: Codes
  let validity: Validity
  /// Codes.
  let count: Int

  /// Whether equal values have one code.
  var isCanonical: Bool { if case .dictionary = codes { false } else { true } }

  init?(_ column: Column, longestCanonical: Int) {
    validity = column.validity
    let nulls = validity.isAllValid ? 0 : 1
    switch column.storage {
    case .ints(let values):
      guard let bounds = Self.bounds(values), bounds.span < 1 << 20 else { return nil }
      codes = .offsets(values, least: bounds.least)
      count = Int(bounds.span) + 1 + nulls
    case .packed(let packed):
      // Bounds may be wider than the values, as those of some rows of a batch are: then other ways are as good.
      let (span, isTooWide) = packed.bounds.upperBound.subtractingReportingOverflow(packed.base)
      guard !isTooWide, span < 1 << 20 else { return nil }
      codes = .packed(packed.offsets)
      count = Int(span) + 1 + nulls
    case .bools(let values):
      codes = .flags(values)
      count = 2 + nulls
    case .strings(let strings):
      guard let words = strings.codes, column.type != .super, !column.type.isCaseInsensitive,
        strings.values.count < 1 << 20
      else { return nil }
      let isCanonical = strings.values.count <= longestCanonical
      codes = isCanonical ? .canonical(words, Self.canonical(strings, column.type)) : .dictionary(words)
      count = max(1, strings.values.count) + (isCanonical ? nulls : 0)
    default: return nil
    }
  }

  private static func canonical(_ strings: StringColumn, _ type: DataType) -> [UInt32] {
    let values = StringColumn(values: strings.values, arenas: strings.arenas, mayEndInBlank: strings.mayEndInBlank)
    let keys = KeyColumns([Column(type, strings: values)], count: values.count)
    return RowGroups(keys, hashes: keys.hashes()).groups
  }

  /// Of values that may stand for NULL too: those of NULL rows count, whatever they are.
  private static func bounds(_ values: [Int64]) -> (least: Int64, span: Int64)? {
    guard let bounds = values.bounds else { return nil }
    let (span, overflow) = bounds.upperBound.subtractingReportingOverflow(bounds.lowerBound)
    return overflow ? nil : (bounds.lowerBound, span)
  }

  /// Makes of each row's combination so far that with this key.
  func combine(into combined: inout [UInt32]) {
    switch codes {
    case .offsets(let values, let least):
      combine(into: &combined) { UInt32(truncatingIfNeeded: values[$0] &- least) }
    case .packed(.bytes(let words)): combine(into: &combined) { UInt32(words[$0]) }
    case .packed(.shorts(let words)): combine(into: &combined) { UInt32(words[$0]) }
    case .packed(.words(let words)): combine(into: &combined) { words[$0] }
    case .flags(let values): combine(into: &combined) { values[$0] ? 1 : 0 }
    case .dictionary(.bytes(let words)): combineAny(into: &combined) { UInt32(words[$0]) }
    case .dictionary(.shorts(let words)): combineAny(into: &combined) { UInt32(words[$0]) }
    case .dictionary(.words(let words)): combineAny(into: &combined) { words[$0] }
    case .canonical(.bytes(let words), let canonical): combine(into: &combined) { canonical[Int(words[$0])] }
    case .canonical(.shorts(let words), let canonical): combine(into: &combined) { canonical[Int(words[$0])] }
    case .canonical(.words(let words), let canonical): combine(into: &combined) { canonical[Int(words[$0])] }
    }
  }

  @inline(__always)
  private func combine(into combined: inout [UInt32], _ code: (Int) -> UInt32) {
    if validity.isAllValid { return combineAny(into: &combined, code) }
    let null = UInt32(truncatingIfNeeded: count - 1)
    combineAny(into: &combined) { validity[$0] ? code($0) : null }
  }

  @inline(__always)
  private func combineAny(into combined: inout [UInt32], _ code: (Int) -> UInt32) {
    let factor = UInt32(truncatingIfNeeded: count)
    for row in combined.indices { combined[row] = combined[row] &* factor &+ code(row) }
  }
}

extension Column {
  /// What the codes of a dictionary column are known by; nil for other columns.
  fileprivate var codesAddress: UInt? {
    guard case .strings(let strings) = storage else { return nil }
    return strings.codes?.address
  }
}

extension NarrowWords {
  /// What the words are known by as long as a column keeps them.
  fileprivate var address: UInt {
    switch self {
    case .bytes(let words): words.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
    case .shorts(let words): words.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
    case .words(let words): words.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
    }
  }
}
