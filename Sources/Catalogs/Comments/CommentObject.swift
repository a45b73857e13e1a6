/// A comment, as `pg_description` lists it.
struct CommentObject: Sendable {
  let address: ObjectAddress
  let text: String
}

extension ObjectDirectory {
  /// In the order of the objects' ids.
  var comments: [CommentObject] {
    catalog.comments.compactMap { target, text in
      address(of: target).map { CommentObject(address: $0, text: text) }
    }.sorted { ($0.address.oid, $0.address.column) < ($1.address.oid, $1.address.column) }
  }

  private func address(of target: CommentTarget) -> ObjectAddress? {
    switch target {
    case .database: ObjectAddress("pg_database", ObjectID.firstOfUsers)
    case .schema(let name): .schema(schema(name))
    case .relation(let id): .relation(id)
    case .routine(let id): ObjectAddress("pg_proc", id)
    case .column(let id, let name):
      columnNumber(name, of: id).map { .relation(id, column: $0) }
    case .constraint(let id, let name):
      catalog.table(id: id).flatMap { table in
        constraints(of: table).first { $0.name == name }.map { ObjectAddress("pg_constraint", $0.oid) }
      }
    }
  }

  func columnNumber(_ name: String, of relation: Int) -> Int? {
    let columns = catalog.relation(id: relation).map { object($0).columns } ?? []
    return columns.firstIndex { $0.name == name }.map { $0 + 1 }
  }
}

extension ObjectDirectory {
  /// Comments by what they are about.
  package var descriptions: [ObjectAddress: String] {
    Dictionary(comments.map { ($0.address, $0.text) }) { first, _ in first }
  }
}
