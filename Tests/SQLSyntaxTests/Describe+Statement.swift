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
    case .materializedView(let command): command.brief
    case .createSchema(let schema): "schema \(schema.name.brief)\(schema.ifNotExists ? " maybe" : "")"
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
    case .merge(let merge):
      "merge \(merge.table.brief) using \([merge.source].brief) on \(merge.condition.brief) \(merge.action.brief)"
    case .set(let set):
      "set\(set.isLocal ? " local" : "") \(set.name) \(set.values.map { $0.joined(separator: "|") } ?? "default")"
    case .sessionAuthorization(let user): "session authorization \(user ?? "default")"
    case .principal(let statement): statement.brief
    case .grant(let grant): grant.brief
    case .alterDefaultPrivileges(let alter): "default in \(alter.schemas): \(alter.grant.brief)"
    case .database(.create(let create)): "create database \(create.name)"
    case .reset(let name): "reset \(name ?? "all")"
    case .show(let name): "show \(name ?? "all")"
    case .showObjects(let show): show.brief
    case .comment(let comment): "comment \(comment.target.brief): \(comment.text ?? "-")"
    case .transaction(let command): command.brief
    case .cancel(let cancel): "cancel \(cancel.session) \(cancel.message ?? "-")"
    case .cursor(let command): command.brief
    case .prepared(let command): command.brief
    case .routine(let command): command.brief
    case .utility(let utility): "\(utility.tag): \(utility.tables.brief)"
    case .unsupported(let name): "unsupported \(name)"
    default: "?"
    }
  }
}

extension RoutineCommand {
  fileprivate var brief: String {
    switch self {
    case .create(let routine):
      "\(routine.kind.rawValue)\(routine.orReplace ? "*" : "") \(routine.name.brief)"
        + "(\(routine.parameters.map { "\($0.mode.rawValue) \($0.type.name)" }.joined(separator: " ")))"
    case .call(let name, let arguments): "call \(name.brief)(\(arguments.map(\.brief).joined(separator: " ")))"
    default: "?"
    }
  }
}

extension ShowObjects {
  var brief: String {
    "show \(kind.rawValue)" + (name.map { " \($0.brief)" } ?? "") + (like.map { " like '\($0)'" } ?? "")
      + (limit.map { " limit \($0)" } ?? "")
  }
}

extension Comment.Target {
  var brief: String {
    switch self {
    case .table(let name): "table \(name.brief)"
    case .view(let name): "view \(name.brief)"
    case .column(let table, let name): "column \(table.brief) \(name)"
    case .constraint(let name, let table): "constraint \(name) \(table.brief)"
    case .schema(let name): "schema \(name)"
    case .database(let name): "database \(name)"
    case .routine(let routine): "\(routine.kind) \(routine.name.brief)"
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

extension Merge.Action {
  fileprivate var brief: String {
    guard case .clauses(let matched, let columns, let values) = self else { return "remove duplicates" }
    let rest = "insert(\(columns.brief)) \(values.map(\.brief).joined(separator: " "))"
    guard case .update(let assignments) = matched else { return "delete " + rest }
    return "update " + assignments.map { "\($0.column.brief)=\($0.value.brief)" }.joined(separator: ", ") + " " + rest
  }
}

extension MaterializedViewCommand {
  fileprivate var brief: String {
    switch self {
    case .create(let view):
      "materialized \(view.name.brief)\(view.isAutoRefreshed ? " auto" : "")\(view.attributes.brief) '\(view.text)'"
    case .refresh(let name, let isCascade): "refresh \(name.brief)\(isCascade ? " cascade" : "")"
    case .setAutoRefresh(let name, let isOn): "materialized \(name.brief) auto=\(isOn)"
    case .setAttributes(let name, let attributes): "materialized \(name.brief)\(attributes.brief)"
    }
  }
}
