import SQLTypes

/// The rows of a join's right side by their one key, where it is a whole number and the keys lie close together, as
/// surrogate keys and dates do: what a key is above the least one is the index of its slot, and nothing is hashed.
///
/// ```
/// keys    12 10 13 10          slots of 10, 11, 12, 13
/// each key once    rows     …  rowIndices[slot], `Column.noRow` where there is none
/// else             starts 0 2 2 3 4, rows 1 3 0 2: those of a slot are rows[starts[slot]..<starts[slot + 1]]
/// ```
/// A left row costs one load or two, where `JoinHashTable` takes a multiplication and three. Same pairs in the same
/// order.
///
/// Each of those loads is one of a large table at random, and what a large join waits for. Where the right rows come in
/// the order of their keys without gaps, or may be put into it, or where nobody asks for them but whether they are
/// there, a slot is its own row, and a bit says whether there is one: a thirty-second of the memory.
///
/// ```
/// keys    12 10 13     bits of 10, 11, 12, 13: 1 0 1 1     order 1 – 0 2: the right rows as they are to be put
/// ```
package struct DirectJoinTable: Sendable {
  private enum Slots: Sendable {
    /// A row is its slot: there is one where the bit is set.
    case present([UInt64])
    case single([UInt32])
    case several(starts: [UInt32], rows: [UInt32])
  }

  private static let mostSlots = 1 << 25
  /// Slots a row that are worth their memory, and those that are so where rows are put into the slots' order.
  private static let (slotsPerRow, slotsPerReorderedRow) = (64, 2)

  private let least: Int64
  private let slots: Slots

  /// The right rows that `match` means by 0, 1, 2 and so on, any one where a number is of none; nil where they are as
  /// they were.
  package private(set) var order: [UInt32]?

  /// Right rows that a row of the same keys would meet, on average: one key with very many rows counts for all of
  /// theirs.
  package let rowsPerKey: Int

  /// Of the key columns of batches behind each other. No row is found by a NULL; with `asksExistence` only the first of
  /// equal ones is found, under any number; with `mayReorder` rows may have other numbers, which `order` tells. Nil where
  /// keys are no whole numbers, or lie too far apart.
  package init?(_ columns: [Column], asksExistence: Bool, mayReorder: Bool = false) {
    guard let parts = Self.parts(columns) else { return nil }
    let count = parts.reduce(0) { $0 + $1.keys.count }
    guard count < Int(UInt32.max), let bounds = Self.bounds(parts) else { return nil }
    let (span, overflow) = bounds.upperBound.subtractingReportingOverflow(bounds.lowerBound)
    guard !overflow, span < min(Self.mostSlots, max(1 << 12, count * Self.slotsPerRow)) else { return nil }
    least = bounds.lowerBound
    let (rows, isUnique) = Self.firstRows(parts, least, count: Int(span) + 1)
    if asksExistence || isUnique && rows.isAscendingFromZero {
      slots = .present(Self.bits(rows))
      rowsPerKey = 1
    } else if isUnique && mayReorder && rows.count <= Self.slotsPerReorderedRow * count {
      slots = .present(Self.bits(rows))
      order = rows.map { $0 == Column.noRow ? 0 : $0 }
      rowsPerKey = 1
    } else if isUnique {
      slots = .single(rows)
      rowsPerKey = 1
    } else {
      let (starts, rows) = Self.severalRows(parts, least, count: Int(span) + 1)
      slots = .several(starts: starts, rows: rows)
      rowsPerKey = Self.pairs(starts) / max(1, rows.count)
    }
  }

  /// Adds the pairs of the rows from `start` on to `matches`, until there are `limit`; gives the row where to go on.
  ///
  /// `column` is of the keys' type, packed or not. With `rowIndices` row `r` is the column's `rowIndices[r]`.
  package func match(
    _ column: Column, rowIndices: [UInt32]?, from start: Int, limit: Int, into matches: inout RowMatches
  ) -> Int {
    let column = column.expanded
    let rows = start..<(rowIndices?.count ?? column.count)
    switch column.storage {
    case .ints(let keys): return match(keys, 0, column.validity, rowIndices, rows, limit, &matches)
    case .packed(let packed):
      switch packed.offsets {
      case .bytes(let keys): return match(keys, packed.base, column.validity, rowIndices, rows, limit, &matches)
      case .shorts(let keys): return match(keys, packed.base, column.validity, rowIndices, rows, limit, &matches)
      case .words(let keys): return match(keys, packed.base, column.validity, rowIndices, rows, limit, &matches)
      }
    default: preconditionFailure("keys of one join have one type")
    }
  }

  /// Keys are `base` and what `offsets` has above it.
  private func match<Offset: FixedWidthInteger>(
    _ offsets: [Offset], _ base: Int64, _ validity: Validity, _ rowIndices: [UInt32]?, _ rows: Range<Int>, _ limit: Int,
    _ matches: inout RowMatches
  ) -> Int {
    switch (rowIndices, validity.isAllValid) {
    case (nil, true): match(rows, limit, &matches) { base &+ Int64(offsets[$0]) }
    case (nil, false): match(rows, limit, &matches) { validity[$0] ? base &+ Int64(offsets[$0]) : nil }
    case (let indices?, true): match(rows, limit, &matches) { base &+ Int64(offsets[Int(indices[$0])]) }
    case (let indices?, false):
      match(rows, limit, &matches) {
        validity[Int(indices[$0])] ? base &+ Int64(offsets[Int(indices[$0])]) : nil
      }
    }
  }

  @inline(__always)
  private func match(
    _ rows: Range<Int>, _ limit: Int, _ matches: inout RowMatches, _ key: (Int) -> Int64?
  ) -> Int {
    switch slots {
    case .present(let bits):
      bits.withUnsafeBufferPointer { bits in
        matchSingle(rows, limit, &matches, key, count: UInt64(bits.count) << 6) { slot in
          (UInt32(truncatingIfNeeded: slot), bits[Int(truncatingIfNeeded: slot >> 6)] >> (slot & 63) & 1 != 0)
        }
      }
    case .single(let slots):
      slots.withUnsafeBufferPointer { slots in
        matchSingle(rows, limit, &matches, key, count: UInt64(slots.count)) { slot in
          let row = slots[Int(truncatingIfNeeded: slot)]
          return (row, row != Column.noRow)
        }
      }
    case .several(let starts, let right): matchSeveral(starts, right, rows, limit, &matches, key)
    }
  }

  /// No branch depends on whether there is a partner. There are no more pairs than rows. `find` gets slots below `count`.
  @inline(__always)
  private func matchSingle(
    _ rows: Range<Int>, _ limit: Int, _ matches: inout RowMatches, _ key: (Int) -> Int64?, count: UInt64,
    _ find: (UInt64) -> (row: UInt32, isFound: Bool)
  ) -> Int {
    let rows = rows.lowerBound..<min(rows.upperBound, rows.lowerBound + max(1, limit - matches.count))
    var right: [UInt32] = []
    let left = [UInt32](unsafeUninitializedCapacity: rows.count) { left, written in
      right = [UInt32](unsafeUninitializedCapacity: rows.count) { right, rightWritten in
        for row in rows {
          let slot = key(row).map { UInt64(bitPattern: $0 &- least) } ?? .max
          let found = slot < count ? find(slot) : (row: Column.noRow, isFound: false)
          left.initializeElement(at: written, to: UInt32(truncatingIfNeeded: row))
          right.initializeElement(at: written, to: found.row)
          written &+= found.isFound ? 1 : 0
        }
        rightWritten = written
      }
    }
    matches.append(left, right)
    return rows.upperBound
  }

  @inline(__always)
  private func matchSeveral(
    _ starts: [UInt32], _ right: [UInt32], _ rows: Range<Int>, _ limit: Int, _ matches: inout RowMatches,
    _ key: (Int) -> Int64?
  ) -> Int {
    let count = UInt64(starts.count - 1)
    func partners(_ row: Int) -> Range<Int> {
      guard let key = key(row) else { return 0..<0 }
      let slot = UInt64(bitPattern: key &- least)
      return slot < count ? Int(starts[Int(slot)])..<Int(starts[Int(slot) + 1]) : 0..<0
    }
    var (end, total) = (rows.lowerBound, 0)
    while end < rows.upperBound && matches.count + total < limit {
      total += partners(end).count
      end += 1
    }
    let found = rows.lowerBound..<end
    let left = [UInt32](unsafeUninitializedCapacity: total) { left, written in
      for row in found {
        for _ in partners(row) {
          left.initializeElement(at: written, to: UInt32(truncatingIfNeeded: row))
          written += 1
        }
      }
    }
    let partnerRows = [UInt32](unsafeUninitializedCapacity: total) { target, written in
      for row in found {
        for index in partners(row) {
          target.initializeElement(at: written, to: right[index])
          written += 1
        }
      }
    }
    matches.append(left, partnerRows)
    return end
  }
}

// How it is built

extension DirectJoinTable {
  private typealias Part = (keys: [Int64], validity: Validity)

  private static func parts(_ columns: [Column]) -> [Part]? {
    var parts: [Part] = []
    for column in columns {
      let column = column.expanded
      guard column.type.physical == .int64, case .ints(let keys) = column.storage else { return nil }
      parts.append((keys, column.validity))
    }
    return parts
  }

  /// Nil where every key is NULL.
  private static func bounds(_ parts: [Part]) -> ClosedRange<Int64>? {
    var (least, most) = (Int64.max, Int64.min)
    forEachKey(parts) { key, _ in (least, most) = (min(least, key), max(most, key)) }
    return least <= most ? least...most : nil
  }

  private static func firstRows(_ parts: [Part], _ least: Int64, count: Int) -> (rows: [UInt32], isUnique: Bool) {
    var rows = [UInt32](repeating: Column.noRow, count: count)
    var isUnique = true
    forEachKey(parts) { key, row in
      let slot = Int(key &- least)
      if rows[slot] == Column.noRow { rows[slot] = row } else { isUnique = false }
    }
    return (rows, isUnique)
  }

  /// Of the slots that have a row.
  private static func bits(_ rows: [UInt32]) -> [UInt64] {
    (0..<(rows.count + 63) / 64).map { word in
      var bits: UInt64 = 0
      for slot in word * 64..<min(rows.count, word * 64 + 64) {
        bits |= (rows[slot] == Column.noRow ? 0 : 1) << UInt64(slot & 63)
      }
      return bits
    }
  }

  /// By counting: how many rows each slot has, then each row behind those before it.
  private static func severalRows(
    _ parts: [Part], _ least: Int64, count: Int
  ) -> (starts: [UInt32], rows: [UInt32]) {
    var ends = [UInt32](repeating: 0, count: count + 1)
    forEachKey(parts) { key, _ in ends[Int(key &- least) + 1] += 1 }
    for slot in 0..<count { ends[slot + 1] += ends[slot] }
    let starts = ends
    var rows = [UInt32](repeating: 0, count: Int(starts[count]))
    forEachKey(parts) { key, row in
      let slot = Int(key &- least)
      rows[Int(ends[slot])] = row
      ends[slot] += 1
    }
    return (starts, rows)
  }

  /// How many pairs the rows have with themselves.
  private static func pairs(_ starts: [UInt32]) -> Int {
    (1..<starts.count).reduce(0) { sum, slot in
      let rows = Int(starts[slot] - starts[slot - 1])
      return sum + rows * rows
    }
  }

  /// Each key that is not NULL, with its row's number among all.
  @inline(__always)
  private static func forEachKey(_ parts: [Part], _ body: (Int64, UInt32) -> Void) {
    var first: UInt32 = 0
    for part in parts {
      let isAllValid = part.validity.isAllValid
      for row in part.keys.indices where isAllValid || part.validity[row] {
        body(part.keys[row], first &+ UInt32(truncatingIfNeeded: row))
      }
      first += UInt32(part.keys.count)
    }
  }
}

extension RowMatches {
  fileprivate mutating func append(_ left: [UInt32], _ right: [UInt32]) {
    if count == 0 {
      (self.left, self.right) = (left, right)
    } else {
      self.left += left
      self.right += right
    }
  }
}
