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
