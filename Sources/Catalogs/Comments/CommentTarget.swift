/// What a comment is about.
package enum CommentTarget: Hashable, Sendable {
  case database
  case schema(String)
  /// A table or a view, by its id.
  case relation(Int)
  case column(relation: Int, name: String)
  case constraint(relation: Int, name: String)
  case routine(Int)

  /// The relation or routine it goes with.
  package var object: Int? {
    switch self {
    case .database, .schema: nil
    case .relation(let id), .column(let id, _), .constraint(let id, _), .routine(let id): id
    }
  }
}
