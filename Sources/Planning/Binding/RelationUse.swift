import Catalogs

/// A relation that a statement itself names, and which of its columns it names.
final class RelationUse {
  let parts: [String]
  let id: Int
  fileprivate(set) var columns: Set<String> = []

  init(parts: [String], id: Int) {
    self.parts = parts
    self.id = id
  }

  var dependency: ViewEntry.Dependency { ViewEntry.Dependency(parts: parts, id: id, columns: columns) }
}

/// A column of such a relation, by its own name.
struct ColumnUse {
  let relation: RelationUse
  let name: String

  func note() { relation.columns.insert(name) }
}
