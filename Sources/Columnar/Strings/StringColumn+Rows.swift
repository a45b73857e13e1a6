/// Rows gathered of string columns, and string columns put behind each other.
///
/// A dictionary stays one while that pays: a result of few rows does not carry the many values of its source along.
extension StringColumn {
  package func gather(_ rows: [UInt32]) -> StringColumn {
    guard let codes else { return with(values.picking(rows), codes: nil) }
    let picked = codes.picking(rows)
    return Self.pays(rows: rows.count, values: values.count)
      ? with(values, codes: picked) : with(picked.spelledOut(values), codes: nil)
  }

  /// The rows as a dictionary of this column's values, none of them copied. Nil where that would keep very many values
  /// for few rows, or where this is a dictionary already. `rows` are rows of the column.
  func sharing(_ rows: [UInt32]) -> StringColumn? {
    guard codes == nil, values.count <= 16 * rows.count else { return nil }
    return with(values, codes: .words(rows))
  }

  /// The column itself, or spelled out where its dictionary has more values than it has rows.
  package var flattenedIfSmaller: StringColumn { values.count <= count ? self : flat }

  package func slice(_ range: Range<Int>) -> StringColumn {
    guard let codes else { return with(Array(values[range]), codes: nil) }
    let slice = with(values, codes: codes.slice(range))
    return Self.pays(rows: range.count, values: values.count) ? slice : slice.flat
  }

  /// The columns behind each other. Columns of one dictionary keep it; different ones are put behind each other too.
  package static func concatenate(_ columns: [StringColumn]) -> StringColumn {
    let arenas = union(columns.map(\.arenas))
    let mayEndInBlank = columns.contains(where: \.mayEndInBlank)
    let dictionaries = Dictionaries(columns)
    let rows = columns.reduce(0) { $0 + $1.count }
    guard dictionaries.areAll, pays(rows: rows, values: dictionaries.valueCount) else {
      var values: [StringView] = []
      values.reserveCapacity(rows)
      for column in columns { values += column.flat.values }
      return StringColumn(values: values, arenas: arenas, mayEndInBlank: mayEndInBlank)
    }
    return StringColumn(
      values: dictionaries.values, codes: dictionaries.codes, arenas: arenas,
      mayEndInBlank: mayEndInBlank)
  }

  /// Whether so many rows are worth a dictionary of so many values.
  static func pays(rows: Int, values: Int) -> Bool { values <= rows / 2 }

  private func with(_ values: [StringView], codes: NarrowWords?) -> StringColumn {
    StringColumn(values: values, codes: codes, arenas: arenas, mayEndInBlank: mayEndInBlank)
  }

  /// Whether both have the very same dictionary, not only an equal one.
  package func sharesDictionary(with other: StringColumn) -> Bool {
    codes != nil && other.codes != nil && values.count == other.values.count && address == other.address
  }

  /// Whether some value, perhaps of no row, holds a NUL.
  package var mayHoldNUL: Bool { values.withUnsafeBufferPointer { $0.contains { $0.hasNUL } } }

  /// Of the values: what a dictionary is known by as long as a column keeps it.
  package var address: UInt { values.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) } }
}

/// The dictionaries of several columns behind each other, neighbours' same one once.
private struct Dictionaries {
  let columns: [StringColumn]
  /// Where each column's dictionary begins among all values.
  private(set) var starts: [Int] = []
  private(set) var valueCount = 0
  let areAll: Bool

  init(_ columns: [StringColumn]) {
    self.columns = columns
    areAll = columns.allSatisfy { $0.codes != nil }
    for (index, column) in columns.enumerated() {
      if index > 0, column.sharesDictionary(with: columns[index - 1]) {
        starts.append(starts[index - 1])
      } else {
        starts.append(valueCount)
        valueCount += column.values.count
      }
    }
  }

  var values: [StringView] {
    if valueCount == columns[0].values.count { return columns[0].values }
    var all: [StringView] = []
    all.reserveCapacity(valueCount)
    for (column, start) in zip(columns, starts) where start == all.count { all += column.values }
    return all
  }

  var codes: NarrowWords {
    let parts = zip(columns, starts).compactMap { column, start in column.codes.map { (words: $0, start: start) } }
    return NarrowWords.concatenate(parts, below: valueCount)
  }
}

extension Array where Element: BitwiseCopyable {
  /// The elements at `indices`, each of which is checked to exist.
  @inlinable
  package func picking<Index: UnsignedInteger & FixedWidthInteger>(_ indices: [Index]) -> [Element] {
    [Element](unsafeUninitializedCapacity: indices.count) { target, count in
      withUnsafeBufferPointer { source in
        for index in 0..<indices.count {
          let row = Int(indices[index])
          precondition(row < source.count, "a gathered row exists")
          target.initializeElement(at: index, to: source[row])
        }
      }
      count = indices.count
    }
  }
}
