import SQLTypes

/// What a jsonpaths file says (copy.md 2.4): one object `{"jsonpaths": ["$.a", ...]}`, a path for each column.
package struct JSONPathsFile: Hashable, Sendable {
  /// nil where the object has no member `jsonpaths`: COPY then behaves as with 'auto'.
  package let paths: [JSONPath]?

  /// `name` is what errors call the file.
  ///
  /// Errors: XX000 with code 8001 where it is not exactly one object, or an element is no path. None of them counts
  /// against MAXERROR.
  package init(parsing bytes: some Sequence<UInt8>, name: String) throws(SQLError) {
    let document = try Self.parse(bytes, name: name)
    guard case .object = document else { throw Self.fault("it must hold one JSON object", name) }
    guard let member = document["jsonpaths"] else {
      paths = nil
      return
    }
    guard let elements = member.elements else { throw Self.fault("\"jsonpaths\" must be an array", name) }
    var paths: [JSONPath] = []
    for (index, element) in elements.enumerated() {
      paths.append(try Self.path(element, number: index + 1, name))
    }
    self.paths = paths
  }

  /// Errors: XX000 where there is not one path for each of `columnCount` columns.
  package func check(columnCount: Int) throws(SQLError) {
    guard let paths, paths.count != columnCount else { return }
    let sizes = "JSONPath size: \(paths.count), Number of columns in table or column list: \(columnCount)"
    throw .compute(
      "Number of jsonpaths and the number of columns should match. \(sizes)", code: 8001, context: "JSONPaths file")
  }

  private static func parse(_ bytes: some Sequence<UInt8>, name: String) throws(SQLError) -> JSONDocument {
    do throws(JSONSyntaxError) {
      return try JSONDocument(parsing: bytes)
    } catch {
      throw fault(error.description, name)
    }
  }

  private static func path(_ element: JSONDocument, number: Int, _ name: String) throws(SQLError) -> JSONPath {
    guard let text = element.text else { throw fault("element \(number) is not a string", name) }
    guard !text.isEmpty else { throw fault("element \(number) is empty", name) }
    do throws(SQLError) {
      return try JSONPath(text)
    } catch {
      throw .compute(error.message, code: 8001, context: "element \(number), \(text), of JSONPaths file \(name)")
    }
  }

  private static func fault(_ reason: String, _ name: String) -> SQLError {
    .compute("Invalid JSONPaths file: \(reason)", code: 8001, context: "JSONPaths file \(name)")
  }
}
