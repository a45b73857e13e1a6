/// What tells two objects without an id of their own apart: those that belong to a schema or to a relation.
package enum ObjectKey: Hashable, Sendable {
  case schema(String)
  /// The composite type of a relation's rows.
  case rowType(relation: Int)
  case columnDefault(relation: Int, column: String)
  case constraint(relation: Int, TableKey)
  /// The index that stands for a primary key or a unique one.
  case index(relation: Int, TableKey)
  /// The rule that makes a view of a relation.
  case rewriteRule(view: Int)

  /// The relation it goes with.
  var relation: Int? {
    switch self {
    case .schema: nil
    case .rowType(let id), .columnDefault(let id, _), .constraint(let id, _), .index(let id, _),
      .rewriteRule(let id):
      id
    }
  }
}
