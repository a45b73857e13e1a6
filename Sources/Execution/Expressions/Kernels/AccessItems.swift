import Catalogs
import Columnar
import SQLTypes

/// MAKEACLITEM and ACLCONTAINS: items of access control lists as their text, `reader=r/owner`.
extension KernelCall {
  /// A user or a group, by their numbers, of which one is 0; who granted; the privilege; whether it may be granted on.
  func accessItems(_ system: SystemContext) throws -> Column {
    let numbers = try arguments.prefix(3).map { try $0.ints }
    let names = try arguments[3].strings
    let options = try arguments[4].bools
    let values = try (0..<count).map { row -> Value in
      guard validity[row] else { return .null }
      let ids = (0..<3).map { Int(numbers[$0][row & arguments[$0].indexMask]) }
      let name = names.view(row & arguments[3].indexMask).string.uppercased()
      guard let privilege = Privileges(named: name) else {
        throw SQLError(.invalidParameter, "unrecognized privilege type: \"\(name)\"")
      }
      let isGrantable = options[row & arguments[4].indexMask]
      let grantee = ids[0] == 0 && ids[1] != 0 ? Grantee.group(ids[1]) : ids[0] == 0 ? .everyone : .user(ids[0])
      let entry = AccessControlList.Entry(privilege, to: grantee, by: ids[2], isGrantable: isGrantable)
      return entry.text(system.principals).map { .string($0) } ?? .null
    }
    return Column(type, values: values)
  }

  /// Whether one item of the list has the same grantee and grantor, and all the privileges.
  func accessContainment() throws -> Column {
    let lists = try first.strings
    let wanted = try second.strings
    return Column(
      type,
      values: try (0..<count).map { row in
        guard validity[row] else { return .null }
        let items = try ArrayText.elements(of: lists.view(row & first.indexMask).string, first.type)
        let item = AccessItemText(wanted.view(row & second.indexMask).string)
        return .bool(items.contains { $0.map { AccessItemText($0).contains(item) } ?? false })
      })
  }
}

/// `group readers=r*w/owner`, taken apart.
private struct AccessItemText {
  let grantee: Substring
  let grantor: Substring
  /// Each privilege's letter, with a star where it may be granted on.
  private var privileges: Set<String> = []

  init(_ text: String) {
    let end = text.lastIndex(of: "/") ?? text.endIndex
    let middle = text[..<end].lastIndex(of: "=") ?? end
    grantee = text[..<middle]
    grantor = end < text.endIndex ? text[text.index(after: end)...] : ""
    var last: Character = "*"
    for letter in text[middle..<end].dropFirst() {
      privileges.insert(letter == "*" ? "\(last)*" : String(letter))
      last = letter
    }
  }

  func contains(_ other: AccessItemText) -> Bool {
    grantee == other.grantee && grantor == other.grantor && other.privileges.isSubset(of: privileges)
  }
}
