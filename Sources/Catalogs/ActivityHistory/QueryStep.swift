/// What one operator of a query did, as a cluster's logs of steps show it: a row of SVL_QUERY_SUMMARY.
///
/// Operators through which rows flow are steps of one segment; what needs all rows before it gives one ends it.
/// https://docs.aws.amazon.com/redshift/latest/dg/c-query-processing.html
package struct QueryStep: Sendable {
  package enum Kind: String, Sendable {
    case scan, project, hash, sort, limit, window, unique, save, unnest, insert, delete
    case hashJoin = "hjoin"
    case nestedLoop = "nloop"
    case aggregate = "aggr"
    case result = "return"
  }

  package var kind: Kind
  /// From 0; a segment's steps begin at 0.
  package var segment: Int
  package var step: Int
  /// The table that is read or written; of others a number that steps share which have a hash table or sorted rows in
  /// common.
  package var table: Int?
  package var tableName: String?
  /// The line of the plan, from 1.
  package var node: Int
  package var rows = 0
  /// What a scan read before its filter.
  package var rowsBeforeFilter = 0
  package var bytes = 0
  /// Bytes held at most.
  package var memory = 0
  /// Nanoseconds of work.
  package var time: Int64 = 0
  /// Microseconds since 1970-01-01 UTC.
  package var startTime: Int64 = 0
  package var endTime: Int64 = 0

  package init(_ kind: Kind, segment: Int, step: Int, table: Int?, tableName: String? = nil, node: Int) {
    self.kind = kind
    self.segment = segment
    self.step = step
    self.table = table
    self.tableName = tableName
    self.node = node
  }

  /// `hjoin  tbl=3`, `scan   tbl=100072 name=sales`.
  package var label: String {
    guard let table else { return kind.rawValue }
    let name = kind.rawValue + String(repeating: " ", count: max(1, 7 - kind.rawValue.count))
    return "\(name)tbl=\(table)" + (tableName.map { " name=\($0)" } ?? "")
  }
}
