import Catalogs
import Columnar
import SQLTypes

/// HAS_TABLE_PRIVILEGE and its kin: an optional user, the object, of a column its name, and the privilege.
extension KernelCall {
  func hasPrivilege(_ kind: PrivilegeQuestion.Kind) throws -> Column {
    let names = kind == .column ? 2 : 1
    let hasUser = arguments.count == names + 2
    return column(
      try (0..<count).map { row in
        guard validity[row] else { return false }
        var texts = arguments.map { text($0.value(row)) }
        let user = hasUser ? texts.removeFirst() : nil
        return try context.hasPrivilege(
          PrivilegeQuestion(
            kind: kind, user: user, object: texts[0], column: names == 2 ? texts[1] : nil, privilege: texts[names]))
      } as [Bool])
  }

  private func text(_ value: Value) -> String {
    if case .string(let text) = value { text } else { "" }
  }
}
