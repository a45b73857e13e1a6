/// What a system relation may look at.
package struct SystemContext: Sendable {
  package let database: Database
  /// What the statement sees.
  package let catalog: Catalog
  /// Of the session that asks.
  package let session: SessionInfo
  package let principals: Principals

  /// `principals`: as the statement sees them; nil for those that are committed.
  package init(_ database: Database, catalog: Catalog, session: SessionInfo, principals: Principals? = nil) {
    self.database = database
    self.catalog = catalog
    self.session = session
    self.principals = principals ?? database.principals.current
  }

  /// All objects with their ids; made where it is asked for.
  package var objects: ObjectDirectory { ObjectDirectory(database, catalog: catalog) }

  var history: LoadHistory { database.history }
}
