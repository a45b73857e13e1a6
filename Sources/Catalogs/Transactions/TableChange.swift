import Columnar

/// A table as a transaction has changed it: as its own statements see it, and as its commit publishes it.
///
/// The two are one unless others changed the table between the transaction's snapshot and its lock: then its statements go
/// on seeing the snapshot's rows, and what they change is changed in the newer rows too.
struct TableChange: Sendable {
  private(set) var visible: TableEntry
  /// The newer rows with the same changes, and where the visible ones are among them.
  private var rebased: (entry: TableEntry, rows: RowMapping)?
  /// Of `published`, for those whose snapshots are older than the commit.
  private(set) var changes: [RowChange] = []

  init(_ entry: TableEntry) { visible = entry }

  /// `others`: what was done to the table since the version of `snapshot`, which led to `latest`.
  init(snapshot: TableEntry, latest: TableEntry, others: [RowChange]) {
    visible = snapshot
    rebased = (latest, RowMapping(rows: snapshot.version.rowCount, through: others))
  }

  var published: TableEntry { rebased?.entry ?? visible }

  mutating func append(_ batches: [Batch], revision: Int) {
    let count = batches.reduce(0) { $0 + $1.count }
    note(appended: count)
    let present = published.version.rowCount
    rebased?.rows.append(count, present: present)
    edit(revision) { $0.appending(batches) }
  }

  /// False where another transaction has changed one of the rows since the snapshot: nothing is done.
  mutating func delete(_ rows: ModifiedRows, revision: Int) -> Bool {
    guard let present = present(rows) else { return false }
    changes.append(.deleted(present.numbers))
    let remaining = present.removed(from: published.version)
    visible.set(rows.removed(from: visible.version), revision)
    rebased?.entry.set(remaining, revision)
    rebased?.rows.delete(rows.numbers, present: present.numbers)
    return true
  }

  /// False as above.
  mutating func update(_ rows: ModifiedRows, columns: [Int], revision: Int) -> Bool {
    guard let present = present(rows) else { return false }
    changes.append(.updated(present.numbers))
    let updated = present.updating(published.version, columns: columns)
    visible.set(rows.updating(visible.version, columns: columns), revision)
    rebased?.entry.set(updated, revision)
    return true
  }

  /// Another definition or other rows altogether, made from what `published` holds.
  mutating func replace(_ entry: TableEntry, revision: Int) {
    changes.append(.replaced)
    rebased = nil
    visible = entry
    visible.revision = revision
  }

  /// From here on the transaction's statements see all that is committed.
  mutating func adoptLatest() {
    visible = published
    rebased = nil
  }

  /// Many small INSERTs are one change.
  private mutating func note(appended count: Int) {
    if case .appended(let before)? = changes.last {
      changes[changes.count - 1] = .appended(before + count)
    } else {
      changes.append(.appended(count))
    }
  }

  private func present(_ rows: ModifiedRows) -> ModifiedRows? {
    guard let rebased else { return rows }
    return rebased.rows.present(rows.numbers).map(rows.renumbered)
  }

  private mutating func edit(_ revision: Int, _ edit: (TableVersion) -> TableVersion) {
    visible.set(edit(visible.version), revision)
    if let entry = rebased?.entry { rebased?.entry.set(edit(entry.version), revision) }
  }
}

extension TableEntry {
  fileprivate mutating func set(_ version: TableVersion, _ revision: Int) {
    self.version = version
    self.revision = revision
  }
}
