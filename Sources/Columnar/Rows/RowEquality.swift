/// Whether rows of two sets of key columns are equal: for lists of pairs, a column at a time.
package struct RowEquality: Sendable {
  /// What a NULL equals.
  package enum NullRule: Sendable {
    /// Another NULL: groups, DISTINCT, set operations.
    case null
    case nothing
    /// Whatever it meets: what NOT IN must assume.
    case anything
  }

  private let left: [KeyColumn]
  private let right: [KeyColumn]
  private let nulls: NullRule

  /// The columns pair up by index and have the same types.
  package init(_ left: KeyColumns, _ right: KeyColumns, nullEquals nulls: NullRule) {
    precondition(left.columns.count == right.columns.count, "rows of one shape are compared")
    self.left = left.columns
    self.right = right.columns
    self.nulls = nulls
  }

  /// Keeps of the pairs (`leftRows[i]`, `rightRows[i]`) those of equal rows, in their order.
  package func keepEqual(_ leftRows: inout [UInt32], _ rightRows: inout [UInt32]) {
    for index in left.indices where !leftRows.isEmpty {
      let mask = Masks(left[index], right[index])
      switch (left[index].storage, right[index].storage) {
      case (.words(let l), .words(let r)): keep(l, r, mask, &leftRows, &rightRows)
      case (.int128s(let l), .int128s(let r)): keep(l, r, mask, &leftRows, &rightRows)
      case (.strings(let l), .strings(let r)): keep(l.values, r.values, mask, &leftRows, &rightRows)
      default: preconditionFailure("keys of one index have one type")
      }
    }
  }

  /// Whether each row of the left side equals the right row `firstRows[groups[row]]`.
  package func agrees(groups: [UInt32], firstRows: [UInt32]) -> Bool {
    left.indices.allSatisfy { index in
      let mask = Masks(left[index], right[index])
      return switch (left[index].storage, right[index].storage) {
      case (.words(let l), .words(let r)): agree(l, r, mask, groups, firstRows)
      case (.int128s(let l), .int128s(let r)): agree(l, r, mask, groups, firstRows)
      case (.strings(let l), .strings(let r)): agree(l.values, r.values, mask, groups, firstRows)
      default: preconditionFailure("keys of one index have one type")
      }
    }
  }

  /// One pair of rows; for what is not hot.
  package func isEqual(_ leftRow: Int, _ rightRow: Int) -> Bool {
    left.indices.allSatisfy { index in
      let mask = Masks(left[index], right[index])
      let (l, r) = (leftRow & mask.left, rightRow & mask.right)
      return switch (left[index].storage, right[index].storage) {
      case (.words(let a), .words(let b)): isSame(l, r, mask) { a[l] == b[r] }
      case (.int128s(let a), .int128s(let b)): isSame(l, r, mask) { a[l] == b[r] }
      case (.strings(let a), .strings(let b)): isSame(l, r, mask) { a.values[l] == b.values[r] }
      default: preconditionFailure("keys of one index have one type")
      }
    }
  }
}

/// What makes rows indices in a pair of columns, and which of them are NULL.
private struct Masks {
  let left: Int
  let right: Int
  let leftValidity: Validity
  let rightValidity: Validity
  let hasNulls: Bool

  init(_ leftColumn: KeyColumn, _ rightColumn: KeyColumn) {
    left = leftColumn.mask
    right = rightColumn.mask
    leftValidity = leftColumn.validity
    rightValidity = rightColumn.validity
    hasNulls = leftColumn.hasNulls || rightColumn.hasNulls
  }
}

extension RowEquality {
  @inline(__always)
  private func isSame(_ l: Int, _ r: Int, _ mask: Masks, _ same: () -> Bool) -> Bool {
    guard mask.hasNulls else { return same() }
    let (leftIsValid, rightIsValid) = (mask.leftValidity[l], mask.rightValidity[r])
    if leftIsValid && rightIsValid { return same() }
    return switch nulls {
    case .null: leftIsValid == rightIsValid
    case .nothing: false
    case .anything: true
    }
  }

  /// Rows of pairs exist in their columns (both come from the same tables): reads go unchecked.
  @inline(__always)
  private func keep<Element: Equatable>(
    _ leftValues: [Element], _ rightValues: [Element], _ mask: Masks, _ leftRows: inout [UInt32],
    _ rightRows: inout [UInt32]
  ) {
    var kept = 0
    let count = leftRows.count
    leftValues.withUnsafeBufferPointer { l in
      rightValues.withUnsafeBufferPointer { r in
        leftRows.withUnsafeMutableBufferPointer { leftRows in
          rightRows.withUnsafeMutableBufferPointer { rightRows in
            for pair in 0..<count {
              let (leftRow, rightRow) = (leftRows[pair], rightRows[pair])
              let (a, b) = (Int(leftRow) & mask.left, Int(rightRow) & mask.right)
              leftRows[kept] = leftRow
              rightRows[kept] = rightRow
              kept += isSame(a, b, mask) { l[a] == r[b] } ? 1 : 0
            }
          }
        }
      }
    }
    guard kept < count else { return }
    leftRows.removeLast(count - kept)
    rightRows.removeLast(count - kept)
  }

  /// `groups` are indices in `firstRows`, and those are rows of the right side.
  @inline(__always)
  private func agree<Element: Equatable>(
    _ leftValues: [Element], _ rightValues: [Element], _ mask: Masks, _ groups: [UInt32], _ firstRows: [UInt32]
  ) -> Bool {
    leftValues.withUnsafeBufferPointer { l in
      rightValues.withUnsafeBufferPointer { r in
        groups.withUnsafeBufferPointer { groups in
          firstRows.withUnsafeBufferPointer { firstRows in
            for row in 0..<groups.count {
              let (a, b) = (row & mask.left, Int(firstRows[Int(groups[row])]) & mask.right)
              guard isSame(a, b, mask, { l[a] == r[b] }) else { return false }
            }
            return true
          }
        }
      }
    }
  }
}
