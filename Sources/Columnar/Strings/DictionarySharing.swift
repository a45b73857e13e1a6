/// Makes the columns of a load share their dictionaries.
///
/// A worker's dictionary grows from batch to batch, and each finished column holds it as it was then. What was held
/// earlier is the beginning of what is held last, so one list of values serves all:
///
/// ```
/// batch 1   values  "" paid          codes 1 1           values  "" paid free guest   codes 1 1
/// batch 2   values  "" paid free     codes 2 1      ►    (the same)                   codes 2 1
/// batch 3   values  "" paid free guest  codes 3 2        (the same)                   codes 3 2
/// ```
/// A load of many batches gives back the memory of nearly as many lists, and whoever works once a dictionary (an
/// export, a join) has one a worker.
package struct DictionarySharing {
  /// The longest dictionary of each family met so far.
  private var longest: [StringColumn] = []

  /// The columns of batches in the order in which they were made.
  package static func share(_ columns: [Column]) -> [Column] {
    var sharing = DictionarySharing()
    return columns.reversed().map { sharing.share($0) }.reversed()
  }

  private mutating func share(_ column: Column) -> Column {
    guard case .strings(let strings) = column.storage, strings.codes != nil, !column.isConstant else { return column }
    for other in longest {
      guard let shared = strings.extended(to: other) else { continue }
      return Column(column.type, strings: shared, validity: column.validity)
    }
    longest.append(strings)
    return column
  }
}

extension StringColumn {
  /// The same rows with another column's dictionary; nil where this one is not its beginning, or where it would have
  /// too many values for the rows.
  fileprivate func extended(to other: StringColumn) -> StringColumn? {
    guard let codes, Self.pays(rows: count, values: other.values.count), other.values.begins(with: values) else {
      return nil
    }
    // What the values point to is held by the other's arenas: they are its values too.
    return StringColumn(
      values: other.values, codes: codes, arenas: other.arenas, mayEndInBlank: mayEndInBlank || other.mayEndInBlank)
  }
}

extension [StringView] {
  /// Whether the first values are `others`, with their bytes in the same places.
  fileprivate func begins(with others: [StringView]) -> Bool {
    guard others.count <= count else { return false }
    return withUnsafeBufferPointer { mine in
      others.withUnsafeBufferPointer { others in
        mine.baseAddress == others.baseAddress || others.indices.allSatisfy { mine[$0].isIdentical(to: others[$0]) }
      }
    }
  }
}
