/// Rows by group: those of group `g` are `rows[starts[g]..<starts[g + 1]]`, in row order until they are sorted.
package struct RowPartitions: Sendable {
  package let starts: [Int]
  package let rows: [UInt32]

  /// `groups` tells each row's group, below `count`.
  package init(_ groups: [UInt32], count: Int) {
    var ends = [Int](repeating: 0, count: count + 1)
    for group in groups { ends[Int(group) + 1] += 1 }
    for group in 0..<count { ends[group + 1] += ends[group] }
    starts = ends
    rows = [UInt32](unsafeUninitializedCapacity: groups.count) { rows, initialized in
      for row in 0..<groups.count {
        let group = Int(groups[row])
        precondition(ends[group] < groups.count, "a row's group is one of them")
        rows[ends[group]] = UInt32(truncatingIfNeeded: row)
        ends[group] += 1
      }
      initialized = groups.count
    }
  }

  /// The same groups with their rows in another order.
  package init(starts: [Int], rows: [UInt32]) {
    precondition(starts.last == rows.count, "the last group ends with the rows")
    self.starts = starts
    self.rows = rows
  }

  /// Groups.
  package var count: Int { starts.count - 1 }

  package func range(_ group: Int) -> Range<Int> { starts[group]..<starts[group + 1] }

  package func range(_ groups: Range<Int>) -> Range<Int> { starts[groups.lowerBound]..<starts[groups.upperBound] }

  /// Each group's rows in `order`.
  package func sorted(by order: RowOrder) -> RowPartitions {
    RowPartitions(starts: starts, rows: sortedRows(0..<count, by: order))
  }

  /// The rows of some neighbouring groups, each group's in `order`.
  package func sortedRows(_ groups: Range<Int>, by order: RowOrder) -> [UInt32] {
    let range = range(groups)
    var entries = rows[range].map(SortEntry.init)
    entries.withUnsafeMutableBufferPointer { entries in
      for group in groups {
        let part = starts[group] - range.lowerBound..<starts[group + 1] - range.lowerBound
        order.sort(UnsafeMutableBufferPointer(rebasing: entries[part]))
      }
    }
    return entries.map(\.row)
  }

  /// Neighbouring groups together, so that each part has about `rowCount` rows or is one larger group.
  package func parts(of rowCount: Int) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var first = 0
    for group in 0..<count where starts[group + 1] - starts[first] >= rowCount || group + 1 == count {
      parts.append(first..<group + 1)
      first = group + 1
    }
    return parts
  }
}
