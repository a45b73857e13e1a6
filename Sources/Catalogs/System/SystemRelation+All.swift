/// The system's own relations, by schema and name.
extension SystemRelation {
  package static let all: [SystemRelation] =
    loadRelations + catalogRelations + informationSchemaRelations

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  package static func named(_ name: TableName) -> SystemRelation? { byName[name] }
}
