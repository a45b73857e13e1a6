import Columnar
import Formats
import Planning
import SQLTypes

/// OBJECT_TRANSFORM(input [KEEP path, …] [SET path, value, …]): the members at the paths to keep, all where there is no
/// KEEP, and then those that are set. What is no object stays as it is.
extension KernelCall {
  func transformed() throws -> Column {
    let (input, values) = (
      try superOperand(0), try arguments[1...].map { $0.type == .super ? try SuperOperand($0) : nil }
    )
    let hasKeep = try arguments[1].bools[0]
    let clauses = stride(from: 2, to: arguments.count, by: 2)
    let paths = try clauses.map { try AttributePath(constantText($0)) }
    return try unstrict.supers { row, output throws(SQLError) in
      let value = input.value(row)
      guard value.kind != .missing else { return false }
      guard input.reader.isObject(value) else {
        input.append(row, to: &output)
        return true
      }
      let whole = JSONTree(input.reader, value)
      var tree = hasKeep ? JSONTree.object([]) : whole
      for (path, index) in zip(paths, clauses) {
        if let operand = values[index] {
          tree.set(path.names[...], to: JSONTree(json: operand, row))
        } else if let kept = whole.value(path.names[...]) {
          tree.set(path.names[...], to: kept)
        }
      }
      tree.write(to: &output)
      return true
    }
  }
}

/// `"a"."b"`: names in double quotes with points between.
private struct AttributePath {
  var names: [[UInt8]] = []

  init(_ text: String) throws(SQLError) {
    var rest = Substring(text)
    repeat {
      guard rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") else {
        throw SQLError(
          .invalidParameter, "OBJECT_TRANSFORM paths are names in double quotes with points between: \(text)")
      }
      names.append(Array(rest[rest.index(after: rest.startIndex)..<end].utf8))
      rest = rest[rest.index(after: end)...]
      guard rest.first == "." || rest.isEmpty else {
        throw SQLError(
          .invalidParameter, "OBJECT_TRANSFORM paths are names in double quotes with points between: \(text)")
      }
      rest = rest.dropFirst()
    } while !rest.isEmpty
  }
}

/// Objects as trees whose leaves are JSON.
private indirect enum JSONTree {
  case json([UInt8])
  /// Members in their order.
  case object([(name: [UInt8], value: JSONTree)])

  init(_ reader: JSONTextReader, _ value: FieldSlice) {
    guard reader.isObject(value) else {
      self = .json(Array(reader.json(of: value)))
      return
    }
    var members: [(name: [UInt8], value: JSONTree)] = []
    reader.forEachMember(of: value) { name, member in
      members.append(((try? reader.text(of: name)).map(Array.init) ?? [], JSONTree(reader, member)))
      return true
    }
    self = .object(members)
  }

  init(json operand: SuperOperand, _ row: Int) {
    var bytes: [UInt8] = []
    operand.append(row, to: &bytes)
    self = .json(bytes)
  }

  func value(_ path: ArraySlice<[UInt8]>) -> JSONTree? {
    guard let name = path.first else { return self }
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value.value(path.dropFirst())
  }

  /// What stands on the way and is no object becomes one.
  mutating func set(_ path: ArraySlice<[UInt8]>, to value: JSONTree) {
    guard let name = path.first else {
      self = value
      return
    }
    var members: [(name: [UInt8], value: JSONTree)] = []
    if case .object(let own) = self { members = own }
    let index = members.firstIndex { $0.name == name } ?? members.count
    if index == members.count { members.append((name, .object([]))) }
    members[index].value.set(path.dropFirst(), to: value)
    self = .object(members)
  }

  func write(to output: inout [UInt8]) {
    switch self {
    case .json(let bytes): output += bytes
    case .object(let members):
      output.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        member.name.withUnsafeBytes { JSONText.appendQuoted($0, to: &output) }
        output.append(UInt8(ascii: ":"))
        member.value.write(to: &output)
      }
      output.append(UInt8(ascii: "}"))
    }
  }
}
