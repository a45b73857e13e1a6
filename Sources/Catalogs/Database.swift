import SQLTypes
import Synchronization

/// The one database of a process: the committed catalog, what the system remembers, and its counters.
package final class Database: Sendable {
  package let name: String
  package let log = SystemLog()
  private let committed = Mutex(Catalog())
  private let nextID = Atomic<Int>(100_001)
  private let nextQuery = Atomic<Int>(1)

  package init(name: String = "dev") { self.name = name }

  package var catalog: Catalog { committed.withLock { $0 } }

  /// A table id (its OID), never used twice.
  package func makeID() -> Int { nextID.wrappingAdd(1, ordering: .relaxed).oldValue }
  package func makeQueryID() -> Int { nextQuery.wrappingAdd(1, ordering: .relaxed).oldValue }

  /// Publishes all tables of a transaction together, or throws 1023 and publishes none.
  package func commit(_ transaction: Catalog, base: Catalog) throws(SQLError) {
    try committed.withLock { current throws(SQLError) in
      current = try current.merging(transaction, base: base)
      current.beginTransaction()
    }
  }
}
