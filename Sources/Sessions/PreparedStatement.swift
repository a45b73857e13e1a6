import Planning
import SQLSyntax
import SQLTypes

/// A statement that was understood and not yet run: what a driver's Parse and Describe ask for.
///
/// It outlives transactions: each run plans it anew, for the tables as they are then.
package struct PreparedStatement: Sendable {
  package let text: String
  /// nil for a text without one.
  let statement: Statement?
  /// Of `$1` and on, told by where they stand; VARCHAR where nothing tells.
  package let parameterTypes: [DataType]
  /// Of a statement that gives rows; nil for the others.
  package let columns: [OutputColumn]?

  /// A text of blanks and comments, which drivers send to see whether somebody is there.
  package static let empty = PreparedStatement(text: "", statement: nil, parameterTypes: [], columns: nil)

  package var isEmpty: Bool { statement == nil }

  /// A query, whose rows a cursor can give.
  package var isQuery: Bool {
    switch statement {
    case .query, .prepared(.execute): columns != nil
    default: false
    }
  }
}

extension Session {
  /// `declared`: types of the first parameters, as the client wants them; `.unknown` leaves one open.
  func describe(_ statement: Statement, _ text: String, _ declared: [DataType]) throws -> PreparedStatement {
    let transaction = block.transaction
    let inference = ParameterTypes(declared)
    let binder = makeBinder(transaction?.catalog ?? database.catalog, .inferred(inference))
    let columns = try columns(of: statement, binder)
    return PreparedStatement(
      text: text, statement: statement, parameterTypes: inference.types, columns: columns)
  }

  private func columns(of statement: Statement, _ binder: Binder) throws -> [OutputColumn]? {
    let text = DataType.varchar(DataType.maximumVarcharLength)
    switch statement {
    case .query(let query):
      if case .select(let select) = query.body, select.into != nil { return nil }
      let bound = try binder.bindTyped(query)
      binder.noteParameters(of: bound.plan)
      return bound.columns
    case .insert(let insert): binder.noteParameters(of: try binder.bind(insert).plan)
    case .update(let update): binder.noteParameters(of: try binder.bind(update).plan)
    case .delete(let delete): binder.noteParameters(of: try binder.bind(delete).plan)
    case .merge(let merge):
      let bound = try binder.bind(merge)
      binder.noteParameters(of: bound.matched.plan)
      binder.noteParameters(of: bound.inserted.plan)
    case .createTableAs(let create): binder.noteParameters(of: try binder.bindTyped(create.query).plan)
    case .analyzeCompression: return Session.encodingColumns
    case .explain: return [OutputColumn(name: "QUERY PLAN", type: text)]
    case .show(let name?): return [OutputColumn(name: settingKey(name), type: text)]
    case .cursor(.declare(_, let query)): binder.noteParameters(of: try binder.bindTyped(query).plan)
    case .cursor(.fetch(let movement)): return try openCursor(named: movement.cursor).columns
    case .prepared(.execute(let name, _)):
      return try statements.statement(named: name).statement.flatMap {
        try columns(of: $0, makeBinder(binder.names.catalog, .inferred(ParameterTypes())))
      }
    case .show(nil): return ["name", "setting"].map { OutputColumn(name: $0, type: text) }
    case .showObjects(let show): return try self.columns(of: show, binder)
    case .routine(.call(let name, let arguments)): return try describeCall(name, arguments, binder)
    case .routine(.show): return [RoutineText.column]
    default: break
    }
    return nil
  }
}
