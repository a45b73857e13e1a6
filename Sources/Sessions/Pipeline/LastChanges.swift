import Catalogs
import SQLSyntax

/// Of each table the last statement of a pipeline that may change it, told before the statements run: so that what is
/// to be done with a table in the end may begin early.
///
/// A guess: names are compared without schemas, and a view, a rename or `DROP SCHEMA` may hide a change. Look at the
/// table again in the end.
package struct LastChanges: Sendable {
  /// By name, the number of the statement, counted from 1.
  private var numbers: [String: Int] = [:]
  /// The last statement that may change any table.
  private var ofAny = 0

  init(_ statements: [String]) {
    for (place, statement) in statements.enumerated() {
      switch StatementTargets(of: statement) {
      case .tables(let names): for name in names { numbers[name] = place + 1 }
      case .any: ofAny = place + 1
      }
    }
  }

  /// No statement behind that of `number` changes the table, as far as can be told.
  package func isSettled(_ table: TableName, after number: Int) -> Bool {
    max(ofAny, numbers[table.name.lowercased()] ?? 0) <= number
  }
}
