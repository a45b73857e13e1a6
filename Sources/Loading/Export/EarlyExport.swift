import Catalogs
import ObjectStore
import SQLTypes
import Scheduling
import Synchronization

/// An export that begins while a pipeline still runs.
///
/// What it gains. The device is what an export waits for, and it has nothing to do before the export begins. So the
/// files of a large table are begun as soon as no later statement seems to change it (nor to look at files):
///
///     COPY …   INSERT songplays   INSERT users   INSERT time   |  finish
///                                 songplays: render, write …   …  songplays   users, time, lists, sync, rename
///
/// Why the answer is the same. A table's files depend on the table alone, and in the end each table must be the very
/// one (`TableEntry.id`, `revision`) whose files were written: if it was changed or dropped after all, those files are
/// removed and, if there is still such a table, written again. The folder takes its name at the end, as ever.
package final class EarlyExport {
  /// Smaller tables are written quickly enough in the end.
  package static let usualRows = 1 << 16

  private let writer: LoadFolderWriter
  private let path: String
  private let leastRows: Int
  private let cancellation: Cancellation
  private let background = IOThreads(limit: 1)
  private let written = WrittenTables()
  private var folder: StagedFolder?
  /// By their ids, the tables handed to the background.
  private var begun: [Int: (revision: Int, fileName: String)] = [:]

  /// An export that may replace the folder at `path`, begun with tables of at least so many rows.
  package init(_ writer: LoadFolderWriter, to path: String, leastRows: Int = EarlyExport.usualRows) {
    self.writer = writer
    self.path = path
    self.leastRows = leastRows
    cancellation = Cancellation(under: writer.pool.cancellation)
  }

  /// What is under way ends between two pieces, and its files go away.
  deinit {
    cancellation.cancel()
    background.drop()
  }

  /// Begins with those of the tables that are large, unless it is still busy with others. Failures are for `finish`.
  package func begin(_ tables: [TableEntry]) {
    let large = tables.filter { $0.version.rowCount >= leastRows && begun[$0.id] == nil }
    guard !large.isEmpty, background.isIdle, let folder = folder ?? (try? StagedFolder(target: path)) else { return }
    self.folder = folder
    for table in large { begun[table.id] = (table.revision, table.definition.exportName) }
    let tables = writer.writer(into: folder, writer.pool.inBackground(cancellation: cancellation))
    background.add { [written] in try written.add(large, by: tables) }
  }

  /// Writes what is left of the tables, and the folder. Errors: 58030; cancellation.
  package func finish(_ tables: [TableEntry]) throws -> [ExportedTable] {
    let folder = try folder ?? StagedFolder(target: path)
    try removeOutdated(tables, folder.files)
    try written.add(tables.filter { begun[$0.id] == nil }, by: writer.writer(into: folder, writer.pool))
    try background.finish()
    return try writer.finish(folder, tables.compactMap { written[$0.id] })
  }

  /// Forgets the tables that are not as they were when their files were begun. What failed beside them is tried again.
  private func removeOutdated(_ tables: [TableEntry], _ files: StagedFiles) throws {
    let revisions = Dictionary(uniqueKeysWithValues: tables.map { ($0.id, $0.revision) })
    let outdated = begun.filter { id, begun in revisions[id] != begun.revision }
    if outdated.isEmpty { return }
    try? background.finish()
    for (id, begun) in begun where outdated[id] != nil || written[id] == nil {
      try files.removeFolder(begun.fileName)
      self.begun[id] = nil
    }
  }
}

/// Tables by their ids, from the background and from the front.
private final class WrittenTables: Sendable {
  private let tables = Mutex<[Int: WrittenTable]>([:])

  subscript(id: Int) -> WrittenTable? { tables.withLock { $0[id] } }

  func add(_ entries: [TableEntry], by writer: TableWriter) throws {
    let added = try writer.write(entries.map(ExportTable.init))
    tables.withLock { tables in
      for (entry, table) in zip(entries, added) { tables[entry.id] = table }
    }
  }
}
