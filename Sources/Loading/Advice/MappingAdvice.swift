import Formats

/// Says which keys or jsonpaths lead nowhere in a sample of the records, and which key may have been meant.
struct MappingAdvice {
  let mapping: JSONMapping
  let sample: SampledDocuments
  /// What `columns` have been looked at in.
  var scope = "row"

  /// What is to be said of `columns`, none of which has a value.
  func advice(_ columns: [LoadedColumn]) -> [String] {
    var lines: [String] = []
    var unknown: [String] = []
    for column in columns where !finds(column.fieldIndex) {
      if let better = correction(column.fieldIndex) {
        lines.append(
          "column \"\(column.definition.name)\" is NULL in every \(scope): \(subject(column.fieldIndex)) matches no "
            + "record; the nearest key is \(shown(better)). \(wayOut)")
      } else {
        unknown.append("\"\(column.definition.name)\" (\(shown(steps(column.fieldIndex))))")
      }
    }
    guard !unknown.isEmpty else { return lines }
    let extent = sample.isWhole ? "" : " looked at"
    return lines + ["nothing fills \(unknown.joined(separator: ", ")): no record\(extent) has such a key."]
  }

  func steps(_ field: Int) -> [JSONPath.Step] {
    switch mapping {
    case .paths(let paths): paths[field].steps
    case .keys(let names), .keysIgnoringCase(let names): [.member(names[field])]
    }
  }

  func finds(_ field: Int) -> Bool {
    if case .keysIgnoringCase = mapping { return sample.has(steps(field), ignoringCase: true) }
    return sample.has(steps(field))
  }

  /// The path that may have been meant; none that another column has.
  func correction(_ field: Int) -> [JSONPath.Step]? {
    let others: [String] = (0..<mapping.columnCount).compactMap { other in
      guard other != field, case .member(let name)? = steps(other).first else { return nil }
      return name
    }
    return sample.correction(of: steps(field), used: Set(others))
  }

  private func subject(_ field: Int) -> String {
    if case .paths = mapping { "the jsonpath \(shown(steps(field)))" } else { "the key \(shown(steps(field)))" }
  }

  /// A key by its name, a path in full.
  func shown(_ steps: [JSONPath.Step]) -> String {
    if case .paths = mapping { return JSONPath(steps: steps).description }
    if case .member(let name)? = steps.last, steps.count == 1 { return "\"\(name)\"" }
    return JSONPath(steps: steps).description
  }

  private var wayOut: String {
    switch mapping {
    case .paths: "Correct the jsonpaths file: names are case sensitive."
    case .keys: "'auto' compares names to the letter: use JSON 'auto ignorecase', or a jsonpaths file."
    case .keysIgnoringCase: "Rename the column, or use a jsonpaths file."
    }
  }
}
