/// What PG_SETTINGS and SHOW tell beside a session's parameters: PostgreSQL's limits, which nobody sets.
package enum PresetSettings {
  package static let all = ["block_size": "8192", "max_identifier_length": "127", "max_index_keys": "32"]
}
