import Catalogs

/// MERGE bound: the target's rows that have a match, and the rows to be appended. Both are read before any row changes.
package struct BoundMerge: Sendable {
  /// Rows of the target with a match, once for each of them; with their new values where they are updated.
  package var matched: BoundModification
  /// Whether matched rows go: WHEN MATCHED THEN DELETE, REMOVE DUPLICATES.
  package var deletesMatched: Bool
  package var inserted: BoundInsert

  package init(matched: BoundModification, deletesMatched: Bool, inserted: BoundInsert) {
    self.matched = matched
    self.deletesMatched = deletesMatched
    self.inserted = inserted
  }
}
