import SQLTypes

/// Rows to be gathered of several columns of the same relation: what `Column.noRow` means is found out once for all.
package struct GatherIndices: Sendable {
  /// For no row, 0.
  let indices: [UInt32]
  /// Valid where there is a row.
  let validity: Validity

  /// `hasNoRow` where `noRow` may be among them.
  package init(_ rows: [UInt32], hasNoRow: Bool) {
    guard hasNoRow else {
      indices = rows
      validity = .allValid
      return
    }
    indices = rows.map { $0 == Column.noRow ? 0 : $0 }
    validity = Validity.allValid.gather(rows, isRow: { $0 != Column.noRow })
  }

  var count: Int { indices.count }
}

extension Column {
  /// The column's values at `rows`, NULL where there is none.
  ///
  /// A join gives many rows of few: with `sharing`, strings are not copied then, but the column becomes the dictionary
  /// of its rows, whose numbers are the codes of all its string columns.
  package func gather(_ rows: GatherIndices, sharing: Bool) -> Column {
    if isConstant && rows.validity.isAllValid {
      return Column(type, count: rows.count, storage, validity: validity, isConstant: true)
    }
    guard count > 0 else { return Column.constant(.null, type, count: rows.count) }
    let column = expanded
    let picked = column.validity.gather(rows.indices).intersection(rows.validity)
    if sharing, case .strings(let strings) = column.storage, let shared = strings.sharing(rows.indices) {
      return Column(type, count: rows.count, .strings(shared), validity: picked)
    }
    return Column(type, count: rows.count, column.storage.gather(rows.indices), validity: picked)
  }
}
