import Catalogs
import Columnar
import SQLTypes

extension Session {
  /// The ids of objects that a result shows by name, as `regclass` and its kin do; 0 of what has none.
  package func objectIDs(of names: Column, _ kind: CatalogType.ObjectKind) -> Column {
    let transaction = block.transaction
    let system = systemContext(transaction?.catalog ?? database.catalog, transaction?.principals)
    let ids = (0..<names.count).map { row -> Value in
      guard case .string(let name) = names.value(row) else { return .null }
      return .int(Int64((try? system.id(of: name, kind)) ?? 0))
    }
    return Column(.oid, values: ids)
  }
}
