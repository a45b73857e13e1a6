/// What a system relation may look at.
package struct SystemContext: Sendable {
  package let catalog: Catalog
  package let history: LoadHistory
  /// Of the session that asks.
  package let session: SessionInfo

  package init(catalog: Catalog, history: LoadHistory, session: SessionInfo) {
    self.catalog = catalog
    self.history = history
    self.session = session
  }
}
