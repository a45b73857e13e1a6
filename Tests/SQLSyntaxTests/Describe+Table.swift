import SQLSyntax

extension CreateTable {
  var brief: String {
    var parts = columns.map(\.brief) + constraints.map(\.brief)
    parts += likes.map { "like \($0.table.brief)\($0.includesDefaults ? " defaults" : "")" }
    return "create \(isTemporary ? "temp " : "")\(ifNotExists ? "maybe " : "")\(name.brief)"
      + "(\(parts.joined(separator: ", ")))\(attributes.brief)"
  }
}

extension ColumnClause {
  var brief: String { ([name, type.brief] + attributes.map(\.brief)).joined(separator: " ") }
}

extension ColumnAttribute {
  var brief: String {
    switch self {
    case .notNull: "not-null"
    case .defaultValue(let value, let text): "default \(value.brief) `\(text)`"
    case .identity(let seed, let step): "identity(\(seed) \(step))"
    case .generatedIdentity(let seed, let step): "generated(\(seed) \(step))"
    case .encode(let name): "encode \(name)"
    case .collate(let caseSensitive): "collate \(caseSensitive ? "cs" : "ci")"
    case .references(let table, let columns): "references \(table.brief)(\(columns.joined(separator: " ")))"
    case .null: "null"
    case .constraintName(let name): "constraint \(name)"
    case .distkey: "distkey"
    case .sortkey: "sortkey"
    case .unique: "unique"
    case .primaryKey: "pk"
    }
  }
}

extension TableConstraint {
  var brief: String {
    let prefix = name.map { "\($0): " } ?? ""
    switch kind {
    case .primaryKey(let columns): return "\(prefix)pk(\(columns.joined(separator: " ")))"
    case .unique(let columns): return "\(prefix)unique(\(columns.joined(separator: " ")))"
    case .foreignKey(let columns, let table, let targets):
      return "\(prefix)fk(\(columns.joined(separator: " "))→\(table.brief)(\(targets.joined(separator: " "))))"
    }
  }
}

extension TableAttributes {
  var brief: String {
    var parts: [String] = []
    if let style { parts.append("style \(style)") }
    if let distributionKey { parts.append("distkey \(distributionKey)") }
    switch sortKey {
    case .compound(let columns): parts.append("sortkey \(columns.joined(separator: " "))")
    case .interleaved(let columns): parts.append("interleaved \(columns.joined(separator: " "))")
    case .auto: parts.append("sortkey auto")
    case .none?: parts.append("sortkey none")
    case nil: break
    }
    if encodeAuto { parts.append("encode auto") }
    if let backup { parts.append("backup \(backup)") }
    return parts.isEmpty ? "" : " " + parts.joined(separator: ", ")
  }
}

extension AlterTable.Action {
  var brief: String {
    switch self {
    case .rename(let name): "rename \(name)"
    case .renameColumn(let name, let new): "rename \(name) to \(new)"
    case .addColumn(let column): "add \(column.brief)"
    case .dropColumn(let name, let cascade): "drop \(name)\(cascade ? " cascade" : "")"
    case .setType(let name, let type): "type \(name) \(type.brief)"
    case .setEncoding(let encodings): "encode " + encodings.map { "\($0.column) \($0.name)" }.joined(separator: ", ")
    case .distribution(let attributes): "distribution\(attributes.brief)"
    case .addConstraint(let constraint): "add \(constraint.brief)"
    case .dropConstraint(let name): "drop constraint \(name)"
    case .owner(let name): "owner \(name)"
    case .setSchema(let name): "schema \(name)"
    case .append(let source, let option): "append \(source.brief) \(option?.rawValue ?? "-")"
    }
  }
}
