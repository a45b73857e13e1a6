import SQLTypes

/// PG_SETTINGS: what SHOW ALL shows, and the limits that drivers ask for.
extension SystemRelation {
  static let settingCatalogs = [settings, tablespaces]

  private static let settings = SystemRelation("pg_settings", rows: \.settingObjects) {
    SystemColumn("name", .text) { $0.name }
    SystemColumn("setting", .longText) { $0.value }
    SystemColumn("category", .text) { $0.isPreset ? "Preset Options" : "Client Connection Defaults" }
    SystemColumn.unknown("short_desc", .text)
    SystemColumn.unknown("extra_desc", .text)
    SystemColumn("context", .text) { $0.isPreset ? "internal" : "user" }
    SystemColumn("vartype", .text) { $0.type }
    SystemColumn("source", .text) { $0.isPreset ? "override" : "session" }
    SystemColumn.unknown("min_val", .text)
    SystemColumn.unknown("max_val", .text)
  }

  private static let tablespaces = SystemRelation("pg_tablespace", of: Tablespace.all) {
    SystemColumn("oid", .objectID) { $0.oid }.hidden()
    SystemColumn("spcname", .objectName) { $0.name }
    SystemColumn.constant("spcowner", .integer, ObjectID.bootstrapUser)
    SystemColumn.constant("spclocation", .longText, "")
    SystemColumn.unknown("spcacl", .accessList)
  }
}

/// A parameter, as `pg_settings` lists it.
private struct SettingObject {
  let name: String
  let value: String
  var isPreset = false

  var type: String {
    if ["on", "off"].contains(value) { return "bool" }
    return Int(value) == nil ? "string" : "integer"
  }
}

/// Where PostgreSQL 8.0 keeps its tables.
private struct Tablespace {
  let oid: Int
  let name: String

  static let all = [Tablespace(oid: 1663, name: "pg_default"), Tablespace(oid: 1664, name: "pg_global")]
}

extension SystemContext {
  fileprivate var settingObjects: [SettingObject] {
    let session = session.settings.map { SettingObject(name: $0.key, value: $0.value) }
    let presets = PresetSettings.all.map { SettingObject(name: $0.key, value: $0.value, isPreset: true) }
    return (session + presets).sorted { $0.name < $1.name }
  }
}
