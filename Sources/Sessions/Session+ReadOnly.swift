import SQLSyntax
import SQLTypes

/// READ ONLY transactions: parameters that statements with effects look at.
extension Session {
  func setReadOnly(_ isReadOnly: Bool) throws(SQLError) {
    try parameters.setLocal("transaction_read_only", to: [isReadOnly ? "on" : "off"])
  }

  /// SET TRANSACTION and SET SESSION CHARACTERISTICS, where they speak of READ ONLY or READ WRITE.
  func set(_ modes: TransactionModes, isForSession: Bool, _ context: StatementContext) throws -> StatementResult {
    if isForSession {
      if let level = modes.isolation { try parameters.set("default_transaction_isolation", to: [level]) }
      if let isReadOnly = modes.isReadOnly {
        try parameters.set("default_transaction_read_only", to: [isReadOnly ? "on" : "off"])
      }
    } else if isInTransaction {
      if let level = modes.isolation { try parameters.setLocal("transaction_isolation", to: [level]) }
      if let isReadOnly = modes.isReadOnly { try setReadOnly(isReadOnly) }
    } else {
      context.notices.append(Notice("SET TRANSACTION can only be used in transaction blocks", severity: .warning))
    }
    return StatementResult(tag: "SET")
  }

  /// 25006 for a statement that changes something where nothing may be changed. Temporary tables may.
  func refuseInReadOnlyTransaction(_ statement: Statement, _ context: StatementContext) throws(SQLError) {
    let setting = isInTransaction ? "transaction_read_only" : "default_transaction_read_only"
    guard settings[setting] == "on", let isTemporary = changesTemporaries(statement, context), !isTemporary else {
      return
    }
    throw SQLError(.readOnlyTransaction, "transaction is read-only")
  }

  /// Whether all that a statement changes is temporary; nil for one that changes nothing.
  private func changesTemporaries(_ statement: Statement, _ context: StatementContext) -> Bool? {
    switch statement {
    case .insert(let insert): isTemporary(insert.table, context)
    case .update(let update): isTemporary(update.table, context)
    case .delete(let delete): isTemporary(delete.table, context)
    case .copy(let copy): isTemporary(copy.table, context)
    case .query(let query):
      if case .select(let select) = query.body, select.into != nil { false } else { nil }
    case .explain, .analyzeCompression, .unload, .set, .reset, .show, .transaction, .cancel, .cursor, .prepared,
      .unsupported,
      .routine(.call), .routine(.show):
      nil
    case .utility(let utility): ["GRANT", "REVOKE", "COMMENT"].contains(utility.tag) ? false : nil
    default: false
    }
  }

  private func isTemporary(_ name: QualifiedName, _ context: StatementContext) -> Bool {
    makeBinder(context).existing(name)?.schema == temporarySchema
  }
}
