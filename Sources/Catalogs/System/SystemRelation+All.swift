/// The system's own relations, by schema and name.
extension SystemRelation {
  package static let all: [SystemRelation] = [
    loadRelations, unloadRelations, catalogRelations, tableInfoRelations, informationSchemaRelations,
    informationSchemaConstraints, transactionRelations, cursorRelations, statementRelations, statementTextRelations,
    sessionRelations, relationCatalogs, typeCatalogs, constraintCatalogs, serverCatalogs, viewCatalogs,
    functionCatalogs, emptyCatalogs, settingCatalogs, descriptionCatalogs, discoveryRelations, externalRelations,
    clusterRelations, roleRelations, privilegeRelations, procedureRelations, stepRelations, stepSummaryRelations,
    planRelations, queryMetricRelations, workloadRelations, nodeRelations, spectrumRelations, storageRelations,
    maintenanceRelations, historyRelations, materializedViewRelations, schemaQuotaRelations, userLogRelations,
    serviceClassRelations, defaultPrivilegeCatalogs, backupCatalogs, datashareRelations, policyRelations,
    integrationRelations,
    modelRelations, resizeRelations, informationSchemaPrivileges, statisticCatalogs,
  ].flatMap(\.self)

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  package static func named(_ name: TableName) -> SystemRelation? { byName[name] }

  /// Whether Redshift has a system relation of that name (sql.md part 3) that is not built here.
  package static func isMissing(_ name: String) -> Bool { missing.contains(name) }

  /// Redshift's own that are not built here: reading them is 0A000.
  package static let missing: Set<String> = ["svl_qerror"]
}
