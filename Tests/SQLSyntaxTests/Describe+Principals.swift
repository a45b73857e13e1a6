import SQLSyntax

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
