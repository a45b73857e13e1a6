import SQLSyntax

extension CursorCommand {
  var brief: String {
    switch self {
    case .declare(let name, let query): "declare \(name) {\(query.brief)}"
    case .fetch(let movement): "fetch \(movement.distance) \(movement.cursor)"
    case .move(let movement): "move \(movement.distance) \(movement.cursor)"
    case .close(let name): "close \(name)"
    }
  }
}

extension TransactionCommand {
  var brief: String {
    switch self {
    case .begin(let isReadOnly): "begin" + (isReadOnly.map { $0 ? " read only" : " read write" } ?? "")
    case .commit: "commit"
    case .rollback: "rollback"
    case .characteristics(let modes, let isForSession):
      "\(isForSession ? "session" : "transaction") \(modes.isolation ?? "-") \(modes.isReadOnly == true ? "read only" : "read write")"
    case .savepoint(let name): "savepoint \(name)"
    case .release(let name): "release \(name)"
    case .rollbackTo(let name): "rollback to \(name)"
    }
  }
}

extension PreparedCommand {
  var brief: String {
    switch self {
    case .prepare(let prepare):
      "prepare \(prepare.name)(\(prepare.types.map(\.name).joined(separator: " "))) {\(prepare.statement.brief)}"
        + " '\(prepare.text)'"
    case .execute(let name, let arguments): "execute \(name)(\(arguments.brief))"
    case .deallocate(let name): "deallocate \(name)"
    }
  }
}
