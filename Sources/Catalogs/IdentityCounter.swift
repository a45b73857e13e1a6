import Synchronization

/// How many values of a table's IDENTITY column have been handed out: the next is `seed + step * count`.
///
/// It belongs to the table and to no version of it: a rollback or another transaction never gives a value again
/// (sql.md 1.2 "IDENTITY").
package final class IdentityCounter: Sendable {
  private let count: Atomic<Int64>

  package init(_ count: Int64 = 0) { self.count = Atomic(count) }

  package var value: Int64 { count.load(ordering: .relaxed) }

  /// Takes the next `values` numbers; gives the first.
  package func take(_ values: Int) -> Int64 { count.wrappingAdd(Int64(values), ordering: .relaxed).oldValue }

  /// Never goes back.
  package func advance(to value: Int64) { _ = count.max(value, ordering: .relaxed) }
}
