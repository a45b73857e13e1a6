import Catalogs
import Columnar
import Planning
import SQLSyntax
import SQLTypes

/// ALTER TABLE APPEND: the rows of one table become another's, and commit at once.
/// https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE_APPEND.html
extension Session {
  func appendTable(
    _ target: QualifiedName, _ source: QualifiedName, _ option: AppendOption?, _ context: StatementContext
  ) throws {
    try refuseInTransaction("ALTER TABLE APPEND")
    try requireOwnership(of: source, or: .alter, context)
    var (into, from) = (try lockExclusively(target, context), try lockExclusively(source, context))
    let columns = try AppendedColumns(from: from.definition, to: into.definition, option)
    let binder = makeBinder(context)
    let defaults = try into.definition.columns.map { try evaluate(binder.bindDefault($0), context) }
    let batches = try from.version.batches.map { batch in
      try context.cancellation.check()
      let moved = columns.moved(batch.rows, into, defaults)
      try NotNullCheck.check(moved, into.definition)
      return moved
    }
    into.version = into.version.appending(batches)
    from.version = from.version.emptied
    context.transaction.put(into)
    context.transaction.put(from)
    try commitAll(context)
  }
}

/// Which column of the source each column of the target takes its values from.
private struct AppendedColumns {
  /// By the target's columns; nil for one that the source has not.
  private let sources: [Int?]

  /// Throws 0A000 where the tables or columns are not alike, or where one has more columns and the statement does not
  /// say that it may.
  init(from source: TableDefinition, to target: TableDefinition, _ option: AppendOption?) throws(SQLError) {
    try Self.check(source, target)
    sources = target.columns.map { column in source.index(of: column.name) }
    for (column, index) in zip(target.columns, sources) {
      if let index { try Self.check(source.columns[index], source, column, target) }
    }
    let isFilled = sources.contains(nil)
    let extra = source.columns.first { target.index(of: $0.name) == nil }
    if let extra, option != .ignoreExtra {
      throw Self.refusal(
        "column \"\(extra.name)\" of the source table is not in the target table",
        hint: isFilled ? nil : "IGNOREEXTRA leaves its values behind.")
    }
    if isFilled && option != .fillTarget {
      throw Self.refusal(
        "the target table has columns that are not in the source table",
        hint: extra == nil ? "FILLTARGET fills them with their defaults." : nil)
    }
  }

  private static func check(_ source: TableDefinition, _ target: TableDefinition) throws(SQLError) {
    guard source.name != target.name else { throw refusal("source and target are the same table") }
    guard !source.isTemporary && !target.isTemporary else {
      throw refusal("both tables must be permanent tables")
    }
    guard !source.isMaterialized && !target.isMaterialized else {
      throw refusal("the rows of a materialized view cannot be moved")
    }
    guard source.distribution == target.distribution else {
      throw refusal("both tables must have the same distribution style and key")
    }
    guard source.sortKey == target.sortKey else { throw refusal("both tables must have the same sort keys") }
    guard !source.generatesIdentity || !target.generatesIdentity else {
      throw refusal("both tables have an identity column")
    }
  }

  private static func check(
    _ source: ColumnDefinition, _ from: TableDefinition, _ target: ColumnDefinition, _ into: TableDefinition
  ) throws(SQLError) {
    let isAlike =
      source.type == target.type && source.isNullable == target.isNullable
      && (source.identity?.isByDefault ?? true) && (target.identity?.isByDefault ?? true)
      && from.encoding(of: source) == into.encoding(of: target)
    guard isAlike else {
      throw refusal("column \"\(source.name)\" does not have the same attributes in both tables")
    }
  }

  private static func refusal(_ reason: String, hint: String? = nil) -> SQLError {
    SQLError(.featureNotSupported, "ALTER TABLE APPEND is not possible: \(reason)", hint: hint)
  }

  /// The source's rows as the target's.
  func moved(_ batch: Batch, _ target: TableEntry, _ defaults: [Value]) -> Batch {
    var first: Int64?
    let columns = target.definition.columns.enumerated().map { index, column in
      if let source = sources[index] { return batch.columns[source] }
      guard column.identity != nil else {
        return Column.constant(defaults[index], column.type, count: batch.count).expanded
      }
      let number = first ?? target.identity.take(batch.count)
      first = number
      return IdentityColumn.filled(nil, count: batch.count, from: number, of: column)
    }
    return Batch(columns, count: batch.count)
  }
}

extension TableDefinition {
  fileprivate var generatesIdentity: Bool { columns.contains { $0.identity?.isByDefault == false } }
}
