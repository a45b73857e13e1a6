import Columnar
import Scheduling

/// A table as a transaction has changed it: as its own statements see it, and as its commit publishes it.
///
/// The two are one unless others changed the table between the transaction's snapshot and its lock: then its statements
/// go on seeing the snapshot's rows, and what they change is changed in the newer rows too.
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
  /// That others have changed rows which the transaction's statements do not see.
  var isRebased: Bool { rebased != nil }

  mutating func append(_ batches: [Batch], revision: Int) {
    let count = batches.reduce(0) { $0 + $1.count }
    note(appended: count)
    let present = published.version.rowCount
    rebased?.rows.append(count, present: present)
    visible.set(visible.version.appending(batches), revision)
    if let entry = rebased?.entry { rebased?.entry.set(entry.version.appending(batches), revision) }
  }

  /// False where another transaction has changed one of the rows since the snapshot: nothing is done. Throws
  /// `CancellationError`, and then nothing is done either.
  mutating func delete(_ rows: ModifiedRows, revision: Int, _ pool: WorkerPool) throws -> Bool {
    guard let present = present(rows) else { return false }
    try edit(revision, rows, present) { try $0.removed(from: $1, pool) }
    rebased?.rows.delete(rows.numbers, present: present.numbers)
    changes.append(.deleted(present.numbers))
    return true
  }

  /// False as above. Throws as above.
  mutating func update(_ rows: ModifiedRows, columns: [Int], revision: Int, _ pool: WorkerPool) throws -> Bool {
    guard let present = present(rows) else { return false }
    try edit(revision, rows, present) { try $0.updating($1, columns: columns, pool) }
    changes.append(.updated(present.numbers))
    return true
  }

  /// The same rows under the same numbers. Throws as above.
  mutating func compact(revision: Int, _ pool: WorkerPool) throws {
    let seen = try visible.version.compacted(pool)
    if let entry = rebased?.entry { rebased?.entry.set(try entry.version.compacted(pool), revision) }
    visible.set(seen, revision)
  }

  /// Other rows altogether, made from what `published` holds.
  mutating func replace(_ entry: TableEntry, revision: Int) {
    changes.append(.replaced)
    rebased = nil
    visible = entry
    visible.revision = revision
  }

  /// Another definition of the same rows.
  mutating func redefine(_ definition: TableDefinition, revision: Int) {
    visible.set(definition, revision)
    rebased?.entry.set(definition, revision)
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

  private mutating func edit(
    _ revision: Int, _ rows: ModifiedRows, _ present: ModifiedRows,
    _ edit: (ModifiedRows, TableVersion) throws -> TableVersion
  ) throws {
    let seen = try edit(rows, visible.version)
    if let entry = rebased?.entry { rebased?.entry.set(try edit(present, entry.version), revision) }
    visible.set(seen, revision)
  }
}

extension TableEntry {
  fileprivate mutating func set(_ version: TableVersion, _ revision: Int) {
    self.version = version
    self.revision = revision
  }

  fileprivate mutating func set(_ definition: TableDefinition, _ revision: Int) {
    self.definition = definition
    self.revision = revision
  }
}
