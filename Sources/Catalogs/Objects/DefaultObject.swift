/// The default of a column, as the catalogs list it.
package struct DefaultObject: Sendable {
  package let oid: Int
  package let table: Int
  /// The column's, from 1.
  package let number: Int
  package let text: String

  /// DEFAULT as written, and IDENTITY as Redshift shows it: `"identity"(100123, 0, '1,1'::text)`.
  package static func text(of column: ColumnDefinition, number: Int, table: Int) -> String? {
    guard let identity = column.identity else { return column.defaultText }
    let function = identity.isByDefault ? "default_identity" : "identity"
    return "\"\(function)\"(\(table), \(number), '\(identity.seed),\(identity.step)'::text)"
  }
}
