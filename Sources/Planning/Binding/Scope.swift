import SQLSyntax
import SQLTypes

/// What names mean at one point of a query: the columns of its FROM, and the query outside.
///
/// A name that is found only outside becomes a parameter of the sub-query: the frame keeps which outer expression each
/// slot stands for.
final class Scope {
  struct Column {
    /// The alias or table name that may qualify it.
    var relation: String?
    var schema: String?
    var name: String
    var expression: BoundExpression
    /// Of a relation that the statement itself names.
    var use: ColumnUse?
    /// Joined by USING: found by its bare name in another column, not shown by `*`.
    var isMerged = false
    /// A part of a SUPER value that FROM goes through: its bare name stands before those of columns.
    var isVariable = false
    /// LEVEL of CONNECT BY: found where no column has the name, not shown by `*`.
    var isPseudo = false
    /// Found by its name, not shown by `*` nor joined by NATURAL: a catalog's `oid`.
    var isHidden = false
  }

  /// The border between a sub-query and the query it stands in.
  final class Frame {
    /// Binds the expression the sub-query stands in.
    let binder: ExpressionBinder
    var parameters: [BoundExpression] = []

    init(outside binder: ExpressionBinder) { self.binder = binder }

    var outside: Scope { binder.scope }

    func slot(for expression: BoundExpression) -> BoundExpression {
      let slot = parameters.firstIndex(of: expression) ?? parameters.count
      if slot == parameters.count { parameters.append(expression) }
      return .parameter(slot, expression.type)
    }
  }

  /// What tells whether a relation has part in a row of FROM: TRUE in all of its rows, and NULL where an outer join has
  /// none of them. Only relations whose rows are counted have one.
  struct RowMarker {
    var relation: String
    var schema: String?
    var expression: BoundExpression
  }

  var columns: [Column] { didSet { indicesOfNames = nil } }
  /// Where the columns of a name stand, once a wide scope has been asked.
  private var indicesOfNames: [String: [Int]]?
  private static let wide = 50
  let rowMarkers: [RowMarker]
  /// Of CONNECT BY: what names behind PRIOR mean.
  let prior: [Column]?
  let frame: Frame?

  init(columns: [Column] = [], rowMarkers: [RowMarker] = [], prior: [Column]? = nil, frame: Frame? = nil) {
    self.columns = columns
    self.rowMarkers = rowMarkers
    self.prior = prior
    self.frame = frame
  }

  /// The column called `name` in this query's own FROM; nil where there is none.
  func local(_ name: QualifiedName) throws(SQLError) -> BoundExpression? {
    var matches = called(name.last).filter { Self.answers($0, to: name) }
    if matches.count > 1 { matches.removeAll(where: \.isPseudo) }
    guard let first = matches.first else { return nil }
    for column in matches { column.use?.note() }
    if let variable = matches.last(where: \.isVariable) { return variable.expression }
    if matches.contains(where: { $0.expression != first.expression }) {
      throw SQLError(
        .ambiguousColumn, "column reference \"\(name.last)\" is ambiguous", position: name.position)
    }
    return first.expression
  }

  /// The columns of a name, whatever qualifies it. A statement names as many columns as a wide table has.
  private func called(_ name: String) -> [Column] {
    guard columns.count > Self.wide else { return columns.filter { $0.name == name } }
    let indices = indicesOfNames ?? Dictionary(grouping: columns.indices) { columns[$0].name }
    indicesOfNames = indices
    return (indices[name] ?? []).map { columns[$0] }
  }

  /// The column called `name` in a query outside, as a parameter of this sub-query.
  func captured(_ name: QualifiedName) throws(SQLError) -> BoundExpression? {
    guard let frame else { return nil }
    if let found = try frame.outside.local(name) { return frame.slot(for: found) }
    if let found = try frame.outside.captured(name) { return frame.slot(for: found) }
    return nil
  }

  /// The marker of the relation called `name`, of this query or as a parameter from one outside.
  func rowMarker(_ name: QualifiedName) -> BoundExpression? {
    let own = rowMarkers.first { marker in
      marker.relation == name.last && (name.qualifier == nil || marker.schema == name.qualifier)
    }
    if let own { return own.expression }
    guard let frame, !hasRelation(name.last) else { return nil }
    return frame.outside.rowMarker(name).map(frame.slot)
  }

  /// The borders to the queries outside, nearest first.
  var frames: [Frame] { frame.map { [$0] + $0.outside.frames } ?? [] }

  /// Whether a relation of that name stands in this query's FROM.
  func hasRelation(_ name: String) -> Bool { columns.contains { $0.relation == name } }

  private static func answers(_ column: Column, to name: QualifiedName) -> Bool {
    guard let qualifier = name.qualifier else { return !column.isMerged }
    guard column.relation == qualifier else { return false }
    guard name.parts.count > 2 else { return true }
    return column.schema == name.parts[name.parts.count - 3]
  }
}

extension Scope {
  /// No such column: says which, and which one may have been meant.
  func undefined(_ name: QualifiedName) -> SQLError {
    if let qualifier = name.qualifier, !hasRelation(qualifier) {
      return SQLError(
        .undefinedTable, "missing FROM-clause entry for table \"\(qualifier)\"", position: name.position)
    }
    let written = name.parts.count == 1 ? "\"\(name.last)\"" : name.parts.joined(separator: ".")
    return SQLError(
      .undefinedColumn, "column \(written) does not exist",
      hint: EditDistance.hint(for: name.last, among: columns.map(\.name), kind: "the column "), position: name.position)
  }
}

extension Scope.Column {
  private static let modifiedRowName = ""

  /// The number of the row that UPDATE or DELETE is about, where their target stands in FROM under another name.
  static func modifiedRow(_ expression: BoundExpression) -> Scope.Column {
    Scope.Column(relation: nil, schema: nil, name: modifiedRowName, expression: expression, isHidden: true)
  }

  var isModifiedRow: Bool { isHidden && name == Self.modifiedRowName }
}
