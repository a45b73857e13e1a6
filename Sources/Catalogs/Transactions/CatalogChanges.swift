/// What a transaction has changed so far, by id.
struct CatalogChanges: Sendable {
  var tables: [Int: TableChange] = [:]
  var views: [Int: ViewEntry] = [:]
  var routines: [Int: RoutineEntry] = [:]
  /// Tables, views and routines that are gone.
  var removed: Set<Int> = []
  /// Names of schemas, and whether they are there.
  var schemas: [String: Bool] = [:]
  /// Changes of owners and privileges, in order.
  var access: [@Sendable (inout AccessRules) -> Void] = []
  /// Changes of external schemas and tables, in order.
  var external: [@Sendable (inout ExternalCatalog) -> Void] = []
  /// Changes of users, groups, roles and databases, which the catalog does not hold.
  var principals: [PrincipalStore.Edit] = []
  /// nil for one that is taken away.
  var comments: [CommentTarget: String?] = [:]

  var isEmpty: Bool {
    tables.isEmpty && views.isEmpty && routines.isEmpty && removed.isEmpty && schemas.isEmpty && access.isEmpty
      && comments.isEmpty && external.isEmpty
  }

  /// The tables whose rows or definition are others afterwards.
  var writes: Set<Int> { Set(tables.keys).union(removed) }

  /// Puts them into a catalog: as the transaction sees its tables, or as it publishes them.
  func apply(to catalog: inout Catalog, _ form: (TableChange) -> TableEntry) {
    for (name, isThere) in schemas { if isThere { catalog.addSchema(name) } else { catalog.removeSchema(name) } }
    for id in removed { catalog.remove(id: id) }
    for change in tables.values { catalog.put(form(change)) }
    for view in views.values { catalog.put(view) }
    for routine in routines.values { catalog.put(routine) }
    for edit in external { edit(&catalog.external) }
    for edit in access { edit(&catalog.access) }
    // What was granted on an object before it was dropped.
    if !access.isEmpty { for id in removed { catalog.access.forget(id: id) } }
    for (target, text) in comments { catalog.setComment(text, on: target) }
  }
}
