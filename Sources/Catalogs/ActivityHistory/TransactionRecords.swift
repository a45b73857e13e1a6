/// A table whose changes a transaction took back: a row of STL_UNDONE.
package struct UndoneChange: Hashable, Sendable {
  package var transaction: Int
  package var table: Int
  /// Of the transaction's end, in microseconds since 1970-01-01 UTC.
  package var startTime: Int64
  package var endTime: Int64
}

/// A transaction that ended with 1023: a row of STL_TR_CONFLICT.
package struct TransactionConflict: Hashable, Sendable {
  package var transaction: Int
  package var session: Int
  /// Microseconds since 1970-01-01 UTC.
  package var startTime: Int64
  package var endTime: Int64
  package var table: Int
}
