/// Rows by group: those of group `g` are `rows[starts[g]..<starts[g + 1]]`, in row order.
package struct RowPartitions: Sendable {
  package let starts: [Int]
  package private(set) var rows: [UInt32]

  /// `groups` tells each row's group, below `count`.
  package init(_ groups: [UInt32], count: Int) {
    var places = [Int](repeating: 0, count: count + 1)
    for group in groups { places[Int(group) + 1] += 1 }
    for group in 0..<count { places[group + 1] += places[group] }
    starts = places
    rows = [UInt32](unsafeUninitializedCapacity: groups.count) { rows, initialized in
      for row in 0..<groups.count {
        let group = Int(groups[row])
        precondition(places[group] < groups.count, "a row's group is one of them")
        rows[places[group]] = UInt32(truncatingIfNeeded: row)
        places[group] += 1
      }
      initialized = groups.count
    }
  }

  package var count: Int { starts.count - 1 }
  package func range(_ group: Int) -> Range<Int> { starts[group]..<starts[group + 1] }

  /// Brings the rows of each group into `order`.
  package mutating func sort(by order: RowOrder) {
    for group in 0..<count {
      var part = Array(rows[range(group)])
      order.sort(&part)
      rows.replaceSubrange(range(group), with: part)
    }
  }
}
