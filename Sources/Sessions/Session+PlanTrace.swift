import Planning
import SQLSyntax
import SQLTypes

extension Session {
  /// What the optimizer makes of a statement's plan, rule by rule; nothing runs and nothing is locked. `plan` records
  /// of scripts show it.
  ///
  /// Throws `SQLError` as the statement would, and 42601 for one that has no plan.
  package func planTrace(_ text: String) throws -> PlanTrace {
    let statement = try SQLParser.parseStatement(
      text, caseSensitiveIdentifiers: settings.isCaseSensitive, caseSensitiveAttributes: settings.keepsAttributeCase)
    let trace = PlanTrace()
    let binder = makeBinder(block.transaction?.catalog ?? database.catalog, .none)
    binder.trace = trace
    _ = try Self.plan(statement, binder)
    return trace
  }

  /// The plan of a statement that has one; 42601 for the others.
  static func plan(_ statement: Statement, _ binder: Binder) throws -> LogicalPlan {
    switch statement {
    case .query(let query): try binder.bind(query).plan
    case .insert(let insert): try binder.bind(insert).plan
    case .createTableAs(let create): try binder.bind(create.query).plan
    case .delete(let delete): try binder.bind(delete).plan
    case .update(let update): try binder.bind(update).plan
    default: throw SQLError(.syntaxError, "EXPLAIN is only for queries, INSERT, UPDATE, DELETE and CREATE TABLE AS")
    }
  }
}
