/// Rows with equal keys, found by a hash table: each row's group, numbered by first appearance.
///
/// Open addressing over 64-bit slots: the high half of the hash and the group's number plus one, zero for an empty
/// slot.
/// ```
/// slot = hash & mask        slots[slot] = [ hash >> 32 | group + 1 ]
/// ```
/// While filling, rows count as equal where those hash bits are; afterwards one pass by column compares each row with
/// its group's first row. A collision is found there (about one in 10,000 fillings of a million rows) and repeats the
/// filling with keys compared row by row, so the answer never rests on hashes alone.
package struct RowGroups: Sendable {
  /// Group of each row.
  package let groups: [UInt32]
  /// First row of each group.
  package let firstRows: [UInt32]

  /// Groups the rows of `keys`; NULLs are equal. `hashes` are those of `keys`.
  package init(_ keys: KeyColumns, hashes: [UInt64]) {
    self.init(keys, hashes: hashes, likely: RowGroups(likelyBy: hashes))
  }

  /// The groups if rows were equal where their hashes are.
  package init(likelyBy hashes: [UInt64]) {
    var table = GroupHashTable(rows: hashes.count)
    groups = table.fill(hashes) { _, _ in true }
    firstRows = table.firstRows
  }

  /// `likely`: the groups by these hashes, which nearly always are those of the keys.
  package init(_ keys: KeyColumns, hashes: [UInt64], likely: RowGroups) {
    precondition(hashes.count == keys.count, "each row has its hash")
    let equality = RowEquality(keys, keys, nullEquals: .null)
    if equality.agrees(groups: likely.groups, firstRows: likely.firstRows) {
      self = likely
    } else {
      var table = GroupHashTable(rows: keys.count)
      groups = table.fill(hashes) { row, first in equality.isEqual(row, first) }
      firstRows = table.firstRows
    }
  }

  /// All of `count` rows, or of none, in one group.
  package init(oneGroupOf count: Int) {
    self.init(groups: [UInt32](repeating: 0, count: count), firstRows: [0])
  }

  /// Groups found by other means.
  init(groups: [UInt32], firstRows: [UInt32]) {
    self.groups = groups
    self.firstRows = firstRows
  }

  package var count: Int { firstRows.count }
}

private struct GroupHashTable {
  private var slots: [UInt64]
  private(set) var firstRows: [UInt32] = []
  private var firstHashes: [UInt64] = []

  init(rows: Int) {
    var capacity = 16
    while capacity < rows * 2 && capacity < 1024 { capacity *= 2 }
    slots = [UInt64](repeating: 0, count: capacity)
  }

  /// Gives the group of each row; `isSame` has the last word on a row and a group's first row whose hash bits agree.
  @inline(__always)
  mutating func fill(_ hashes: [UInt64], _ isSame: (Int, Int) -> Bool) -> [UInt32] {
    [UInt32](unsafeUninitializedCapacity: hashes.count) { groups, initialized in
      var row = 0
      while row < hashes.count {
        row = fill(hashes, from: row, groups, isSame)
        if row < hashes.count { grow() }
      }
      initialized = hashes.count
    }
  }

  /// Works from `start` until the table is half full; gives the first row not done. A slot is masked by the table's
  /// size, and a half-full table has an empty slot, so every search ends inside the table.
  @inline(__always)
  private mutating func fill(
    _ hashes: [UInt64], from start: Int, _ groups: UnsafeMutableBufferPointer<UInt32>, _ isSame: (Int, Int) -> Bool
  ) -> Int {
    let mask = slots.count - 1
    let limit = slots.count / 2
    return slots.withUnsafeMutableBufferPointer { slots in
      hashes.withUnsafeBufferPointer { hashes in
        for row in start..<hashes.count {
          let hash = hashes[row]
          var slot = Int(truncatingIfNeeded: hash) & mask
          while true {
            let entry = slots[slot]
            if entry == 0 {
              if firstRows.count >= limit { return row }
              groups[row] = UInt32(truncatingIfNeeded: firstRows.count)
              firstRows.append(UInt32(truncatingIfNeeded: row))
              firstHashes.append(hash)
              slots[slot] = hash & 0xffff_ffff_0000_0000 | UInt64(firstRows.count)
              break
            }
            let group = Int(entry & 0xffff_ffff) - 1
            if (entry ^ hash) >> 32 == 0 && isSame(row, Int(firstRows[group])) {
              groups[row] = UInt32(truncatingIfNeeded: group)
              break
            }
            slot = (slot + 1) & mask
          }
        }
        return hashes.count
      }
    }
  }

  private mutating func grow() {
    let mask = slots.count * 4 - 1
    slots = [UInt64](repeating: 0, count: mask + 1)
    for (group, hash) in firstHashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = hash & 0xffff_ffff_0000_0000 | UInt64(group + 1)
    }
  }
}
