import Formats

/// The columns that JSON records seem to want: one for each path to a value that is no object, down to three levels.
struct FoundColumns {
  private static let (depthLimit, columnLimit) = (3, 1600)

  private(set) var paths: [[JSONPath.Step]] = []
  private(set) var names: [String] = []
  /// Paths that no jsonpath says.
  private(set) var unnameable: [String] = []

  init(_ documents: [JSONDocument]) {
    var seen = Set<[JSONPath.Step]>()
    for document in documents where !document.isPathsFile { add(document, [], &seen) }
    // `a` beside `a.b`: an object in some records, something else in others. The whole value is one column.
    paths = paths.filter { path in !paths.contains { $0.count < path.count && path.starts(with: $0) } }
    unnameable = paths.filter { !Self.isNameable($0) }.map { JSONPath(steps: $0).description }
    paths = paths.filter(Self.isNameable)
    names = Self.names(for: paths)
  }

  /// COPY reads the path back as it is.
  private static func isNameable(_ path: [JSONPath.Step]) -> Bool {
    (try? JSONPath(JSONPath(steps: path).description))?.steps == path
  }

  /// The columns of a jsonpaths file.
  init(paths: [[JSONPath.Step]]) {
    self.paths = paths
    names = Self.names(for: paths)
  }

  /// Whether every path is a key of the root in the letters of its column.
  var areKeys: Bool { zip(paths, names).allSatisfy { $0 == [.member($1)] } }
  /// The same but for the case of letters.
  var areKeysIgnoringCase: Bool {
    zip(paths, names).allSatisfy { path, name in
      guard case .member(let key)? = path.first, path.count == 1 else { return false }
      return key.lowercased() == name
    }
  }

  private mutating func add(_ value: JSONDocument, _ path: [JSONPath.Step], _ seen: inout Set<[JSONPath.Step]>) {
    switch value {
    case .object(let members) where path.count < Self.depthLimit && !members.isEmpty:
      for member in members { add(member.value, path + [.member(member.name)], &seen) }
    case .array(let elements) where path.isEmpty:
      for index in elements.indices { add(elements[index], [.element(index)], &seen) }
    case .null where path.isEmpty: return
    default: if paths.count < Self.columnLimit, seen.insert(path).inserted { paths.append(path) }
    }
  }

  /// Lower-case identifiers, each once: `user.firstName` is `user_firstname`.
  private static func names(for paths: [[JSONPath.Step]]) -> [String] {
    var used = Set<String>()
    return paths.map { path in
      let words = path.map { step -> String in
        switch step {
        case .member(let name): name
        case .element(let index): "c\(index + 1)"
        }
      }
      return unique(ColumnNames.identifier(words.joined(separator: "_"), used.count), &used)
    }
  }

  static func unique(_ name: String, _ used: inout Set<String>) -> String {
    var candidate = name
    var number = 2
    while !used.insert(candidate).inserted {
      candidate = "\(name)_\(number)"
      number += 1
    }
    return candidate
  }

  /// The text of a jsonpaths file.
  var pathsFile: String {
    let lines = paths.map { path in "    \(JSONText.quoted(JSONPath(steps: path).description))" }
    return "{\n  \"jsonpaths\": [\n\(lines.joined(separator: ",\n"))\n  ]\n}\n"
  }
}

/// Names for columns that files bring along.
enum ColumnNames {
  /// Lower case; what no identifier takes becomes `_`. `index` names a column whose text has no letter or digit.
  static func identifier(_ text: String, _ index: Int) -> String {
    let bare = String(text.unicodeScalars.drop { $0 == " " || $0 == "#" || $0 == "\u{feff}" })
    let letters = bare.lowercased().unicodeScalars.map { scalar -> Character in
      scalar.isASCII && !(scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_")
        ? "_" : Character(scalar)
    }
    var name = String(letters)
    while name.last == "_" && name.utf8.count > 1 && !bare.hasSuffix("_") { name.removeLast() }
    guard name.contains(where: { $0 != "_" }) else { return "c\(index + 1)" }
    if name.first?.isNumber == true { name = "c\(name)" }
    while name.utf8.count > longest { name.removeLast() }
    return name
  }

  /// Of an identifier's 127 bytes, with room for a number.
  private static let longest = 120
}

extension JSONDocument {
  /// Whether it is a jsonpaths file's, which lies among the data by mistake.
  var isPathsFile: Bool { self["jsonpaths"]?.elements?.first?.text?.hasPrefix("$") == true }
}
