import Synchronization

extension Database {
  /// Another database with the same relations and rows. Versions are shared, so that it costs nothing; what either
  /// changes from then on is its own.
  package func copy(principals: PrincipalStore) -> Database {
    let copy = Database(name: name, principals: principals)
    copy.begin(with: catalog, after: self)
    return copy
  }
}
