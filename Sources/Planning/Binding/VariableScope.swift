import SQLSyntax
import SQLTypes

/// The variables that statements within a procedure see. As in PostgreSQL 8.0, where their names were replaced before a
/// statement was parsed, a variable hides a column of its name.
package protocol VariableScope: AnyObject {
  /// The value of a variable, of a record's field or of `$1`; nil where there is none of that name. Throws 55000 for a
  /// record that has no fields yet.
  func value(of name: QualifiedName) throws(SQLError) -> ParameterValue?
}

extension ExpressionBinder {
  /// What a name means in the procedure around the statement; a view's own query knows nothing of it.
  func variable(_ name: QualifiedName) throws(SQLError) -> BoundExpression? {
    guard let variables = binder.variables, binder.viewsInProgress.isEmpty, binder.functionArguments.isEmpty else {
      return nil
    }
    return try variables.value(of: name).map { .constant($0.value, $0.type) }
  }
}
