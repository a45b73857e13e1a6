import SQLSyntax

extension Statement {
  var brief: String {
    switch self {
    case .query(let query): query.brief
    case .explain(let inner, let isVerbose): "explain\(isVerbose ? " verbose" : "") \(inner.brief)"
    case .createTable(let table): table.brief
    case .createTableAs(let table):
      "create \(table.isTemporary ? "temp " : "")\(table.ifNotExists ? "maybe " : "")\(table.name.brief)"
        + (table.columns.isEmpty ? "" : "(\(table.columns.joined(separator: " ")))")
        + "\(table.attributes.brief) as {\(table.query.brief)}"
    case .createView(let view):
      "view\(view.orReplace ? "*" : "") \(view.name.brief)(\(view.columns.joined(separator: " "))) '\(view.text)'"
        + (view.isLateBinding ? " late" : "")
    case .createSchema(let schema): "schema \(schema.name)\(schema.ifNotExists ? " maybe" : "")"
    case .alterTable(let alter): "alter \(alter.name.brief) \(alter.action.brief)"
    case .drop(let drop):
      "drop \(drop.kind) \(drop.names.brief)\(drop.ifExists ? " maybe" : "")\(drop.cascade ? " cascade" : "")"
    case .truncate(let name): "truncate \(name.brief)"
    case .copy(let copy):
      "copy \(copy.table.brief)(\(copy.columns.brief)) '\(copy.source)' \(copy.options.brief)"
    case .unload(let unload): "unload '\(unload.query)' '\(unload.destination)' \(unload.options.brief)"
    default: briefChange
    }
  }

  private var briefChange: String {
    switch self {
    case .insert(let insert): "insert \(insert.table.brief)(\(insert.columns.brief)) \(insert.source.brief)"
    case .update(let update):
      (update.with.isEmpty ? "" : "with… ") + "update \(update.table.brief) \(update.alias ?? "-") "
        + update.assignments.map { "\($0.column.brief)=\($0.value.brief)" }.joined(separator: ", ")
        + (update.from.isEmpty ? "" : " from \(update.from.brief)")
        + (update.filter.map { " where \($0.brief)" } ?? "")
    case .delete(let delete):
      (delete.with.isEmpty ? "" : "with… ") + "delete \(delete.table.brief) \(delete.alias ?? "-")"
        + (delete.using.isEmpty ? "" : " using \(delete.using.brief)")
        + (delete.filter.map { " where \($0.brief)" } ?? "")
    case .set(let set):
      "set\(set.isLocal ? " local" : "") \(set.name) \(set.values.map { $0.joined(separator: "|") } ?? "default")"
    case .sessionAuthorization(let user): "session authorization \(user ?? "default")"
    case .principal(let statement): statement.brief
    case .grant(let grant): grant.brief
    case .alterDefaultPrivileges(let alter): "default in \(alter.schemas): \(alter.grant.brief)"
    case .database(.create(let create)): "create database \(create.name)"
    case .reset(let name): "reset \(name ?? "all")"
    case .show(let name): "show \(name ?? "all")"
    case .transaction(let command): "\(command)"
    case .cursor(let command): command.brief
    case .prepared(let command): command.brief
    case .utility(let utility): "\(utility.tag): \(utility.tables.brief)"
    case .unsupported(let name): "unsupported \(name)"
    default: "?"
    }
  }
}

extension PrincipalStatement {
  var brief: String {
    switch self {
    case .createUser(let name, let options): "create user \(name) \(options.count)"
    case .alterUser(let name, let options): "alter user \(name) \(options.count)"
    case .drop(let kind, let names, let ifExists, _):
      "drop \(kind) \(names.joined(separator: " "))\(ifExists ? " ?" : "")"
    default: "?"
    }
  }
}

extension Grant {
  var brief: String {
    let verb = "\(isRevoke ? "revoke" : "grant")\(option ? " option" : "")"
    let whom = recipients.map(\.brief).joined(separator: " ")
    return switch subject {
    case .privileges(let privileges, .tables(let names)): "\(verb) \(privileges.brief) on \(names.brief) : \(whom)"
    case .privileges(let privileges, .allTables(let schemas)):
      "\(verb) \(privileges.brief) in \(schemas.joined(separator: " ")) : \(whom)"
    case .privileges(let privileges, .schemas(let names)):
      "\(verb) \(privileges.brief) on schema \(names.joined(separator: " ")) : \(whom)"
    case .privileges(let privileges, .future(let kind)): "\(verb) \(privileges.brief) on \(kind) : \(whom)"
    case .privileges(let privileges, _): "\(verb) \(privileges.brief) : \(whom)"
    case .roles(let names): "\(verb) role \(names.joined(separator: " ")) : \(whom)"
    case .permissions(let names): "\(verb) \(names.joined(separator: ",")) : \(whom)"
    }
  }
}

extension [Grant.Privilege] {
  fileprivate var brief: String { isEmpty ? "all" : map(\.name).joined(separator: ",") }
}

extension Grant.Recipient {
  fileprivate var brief: String {
    switch self {
    case .everyone: "public"
    case .user(let name): name
    case .group(let name): "group \(name)"
    case .role(let name): "role \(name)"
    }
  }
}

extension [QualifiedName] {
  var brief: String { map(\.brief).joined(separator: " ") }
}

extension Insert.Source {
  var brief: String {
    switch self {
    case .values(let rows): rows.map { "[\($0.brief)]" }.joined(separator: " ")
    case .query(let query): "{\(query.brief)}"
    case .defaults: "defaults"
    }
  }
}

extension [CopyOption] {
  var brief: String { map(\.brief).joined(separator: "; ") }
}

extension CopyOption {
  var brief: String {
    switch argument {
    case .string(let text): "\(name) '\(text)'"
    case .number(let number): "\(name) \(number)"
    case .word(let word): "\(name) \(word)"
    case .names(let names): "\(name) (\(names.joined(separator: " ")))"
    case nil: name
    }
  }
}
