/// A column of a Parquet file: a value, or a group of further columns.
package struct ParquetField: Sendable {
  package enum Repetition: Int, Sendable { case required, optional, repeated }

  package enum Content: Sendable {
    /// A column chunk's, by its index in each row group.
    case leaf(ParquetPhysicalType, column: Int)
    case group([ParquetField])
  }

  package let name: String
  package let repetition: Repetition
  package let annotation: ParquetAnnotation
  package let content: Content
  /// All chunks that the column is made of.
  package let columns: Range<Int>
  /// How often the field and those around it are there or are repeated where a value is whole: the greatest levels.
  package let definitionLevel: Int
  package let repetitionLevel: Int

  /// The same by itself: one value a row.
  package var asRequired: ParquetField {
    ParquetField(
      name: name, repetition: .required, annotation: annotation, content: content, columns: columns,
      definitionLevel: definitionLevel, repetitionLevel: repetitionLevel)
  }
}

/// The columns of a file, in their order.
///
/// The file lists the elements of the tree in the order of a walk: each group says how many elements follow as its own.
package struct ParquetSchema: Sendable {
  /// Groups within groups, and columns of all kinds.
  static let (depthLimit, columnLimit) = (64, 100_000)

  package private(set) var fields: [ParquetField]
  /// Column chunks of each row group.
  package let columnCount: Int

  init(_ elements: [ParquetSchemaElement]) throws(ParquetFault) {
    guard let root = elements.first else { throw ParquetFault("its schema is empty") }
    guard elements.count <= Self.columnLimit else { throw ParquetFault("its schema has \(elements.count) elements") }
    var walk = Walk(elements: elements)
    fields = try walk.fields(root.childCount, definition: 0, repetition: 0, depth: 0)
    guard walk.next == elements.count else { throw ParquetFault("its schema has elements of no group") }
    columnCount = walk.columns
    guard columnCount > 0 else { throw ParquetFault("its schema has no columns") }
  }

  /// The columns of these names, in that order; letters compared without case. A name that is no column's has none.
  package func selecting(_ names: [String]) -> ParquetSchema {
    var selected = self
    selected.fields = names.compactMap { name in fields.first { $0.name.lowercased() == name.lowercased() } }
    return selected
  }

  private struct Walk {
    let elements: [ParquetSchemaElement]
    var next = 1
    var columns = 0

    mutating func fields(
      _ count: Int, definition: Int, repetition: Int, depth: Int
    ) throws(ParquetFault) -> [ParquetField] {
      guard depth < ParquetSchema.depthLimit else { throw ParquetFault("its schema is nested too deep") }
      guard count >= 0, count <= elements.count - next else {
        throw ParquetFault("a group of its schema announces \(count) elements")
      }
      var found: [ParquetField] = []
      for _ in 0..<count {
        found.append(try field(definition: definition, repetition: repetition, depth: depth))
      }
      return found
    }

    private mutating func field(
      definition: Int, repetition: Int, depth: Int
    ) throws(ParquetFault) -> ParquetField {
      guard next < elements.count else { throw ParquetFault("its schema ends within a group") }
      let element = elements[next]
      next += 1
      guard let kind = ParquetField.Repetition(rawValue: element.repetition) else {
        throw ParquetFault("there is no repetition \(element.repetition)")
      }
      let definition = definition + (kind == .required ? 0 : 1)
      let repetition = repetition + (kind == .repeated ? 1 : 0)
      let content: ParquetField.Content
      let first = columns
      if let type = element.type {
        content = .leaf(try ParquetPhysicalType(code: type, length: element.typeLength), column: columns)
        columns += 1
      } else {
        guard element.childCount > 0 else { throw ParquetFault("the group \"\(element.name)\" is empty") }
        content = .group(
          try fields(element.childCount, definition: definition, repetition: repetition, depth: depth + 1))
      }
      return ParquetField(
        name: element.name, repetition: kind, annotation: element.annotation, content: content,
        columns: first..<columns, definitionLevel: definition, repetitionLevel: repetition)
    }
  }
}

extension ParquetField: CustomStringConvertible {
  /// As messages show it: `optional int32 year [i:1 d:1 r:0]`, with the chunk's index and the levels.
  package var description: String {
    let type: String
    switch content {
    case .leaf(let physical, _): type = physical.name
    case .group: type = "group"
    }
    return "\(repetition) \(type) \(name) [i:\(columns.lowerBound) d:\(definitionLevel) r:\(repetitionLevel)]"
  }
}
