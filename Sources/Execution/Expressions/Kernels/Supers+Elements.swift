import Columnar
import Formats
import Planning
import SQLTypes

/// Arrays looked into and compared, element by element; null is an element like others (AWS documentation, "Array
/// functions"). What is no array gives NULL.
extension KernelCall {
  // MARK: Search

  /// ARRAY_CONTAINS(array, value [, null_match])
  func containsElement() throws -> Column {
    let search = try ElementSearch(self)
    var flags = [Bool](repeating: false, count: count)
    var valid = ValidityBuilder()
    for row in 0..<count {
      let found = search.indices(row)
      flags[row] = found?.isEmpty == false
      valid.append(found != nil)
    }
    return Column(type, bools: flags, validity: valid.finish())
  }

  /// ARRAY_POSITION: the first index, or -1.
  func elementIndex() throws -> Column {
    let search = try ElementSearch(self)
    return try numbers { search.indices($0).map { $0.first ?? -1 } }
  }

  /// ARRAY_POSITIONS: all indices.
  func elementIndices() throws -> Column {
    let search = try ElementSearch(self)
    return try supers { row, output in
      guard let found = search.indices(row) else { return false }
      output += "[\(found.map(String.init).joined(separator: ","))]".utf8
      return true
    }
  }

  // MARK: Order and sets

  /// ARRAY_SORT(array [, ascending [, nulls_first]]): nulls last, or first where descending.
  func sortedElements() throws -> Column {
    let arrays = try ElementReader(arguments[0])
    let ascending = try optionalFlag(1)
    let nullsFirst = try optionalFlag(2)
    return try supers { row, output in
      guard let elements = arrays.elements(row) else { return false }
      let isAscending = ascending(row) ?? true
      let nulls = elements.filter(\.isNull)
      let sorted = elements.filter { !$0.isNull }.sorted { l, r in
        isAscending ? l.key.lexicographicallyPrecedes(r.key) : r.key.lexicographicallyPrecedes(l.key)
      }
      (nullsFirst(row) ?? !isAscending ? nulls + sorted : sorted + nulls).write(to: &output)
      return true
    }
  }

  /// ARRAY_DISTINCT, in the order of first appearance.
  func distinctElements() throws -> Column {
    let arrays = try ElementReader(arguments[0])
    return try supers { row, output in
      guard let elements = arrays.elements(row) else { return false }
      elements.distinct.write(to: &output)
      return true
    }
  }

  /// ARRAY_INTERSECTION and ARRAY_EXCEPT(left, right [, distinct]): the elements of the left array that `keeps` says of
  /// the right one's. Without `distinct` each of the right one's counts for one of the left's.
  func combined(_ keeps: (ElementCounts, ArrayElement) -> Bool) throws -> Column {
    let (left, right) = (try ElementReader(arguments[0]), try ElementReader(arguments[1]))
    let isDistinct = try optionalFlag(2)
    return try supers { row, output in
      guard let mine = left.elements(row), let theirs = right.elements(row) else { return false }
      var counts = ElementCounts(theirs)
      if isDistinct(row) ?? false {
        mine.distinct.filter { keeps(counts, $0) }.write(to: &output)
        return true
      }
      var kept: [ArrayElement] = []
      for element in mine {
        if keeps(counts, element) { kept.append(element) }
        counts.take(element)
      }
      kept.write(to: &output)
      return true
    }
  }

  /// ARRAYS_OVERLAP
  func overlap() throws -> Column {
    let (left, right) = (try ElementReader(arguments[0]), try ElementReader(arguments[1]))
    var flags = [Bool](repeating: false, count: count)
    var valid = ValidityBuilder()
    for row in 0..<count {
      let (mine, theirs) = validity[row] ? (left.elements(row), right.elements(row)) : (nil, nil)
      valid.append(mine != nil && theirs != nil)
      guard let mine, let theirs else { continue }
      let counts = ElementCounts(theirs)
      flags[row] = mine.contains { counts.count(of: $0) > 0 }
    }
    return Column(type, bools: flags, validity: valid.finish())
  }

  /// A boolean argument that may be left out; nil for NULL too.
  func optionalFlag(_ index: Int) throws(SQLError) -> (Int) -> Bool? {
    guard arguments.count > index else { return { _ in nil } }
    let column = arguments[index]
    let (flags, mask) = (try column.bools, column.indexMask)
    return { column.isValid($0) ? flags[$0 & mask] : nil }
  }
}

/// An element as JSON, and its key.
struct ArrayElement {
  var json: [UInt8]
  var key: [UInt8]

  var isNull: Bool { json.elementsEqual("null".utf8) }
}

/// How many of each element there are.
struct ElementCounts {
  private var counts: [[UInt8]: Int] = [:]

  init(_ elements: [ArrayElement]) { for element in elements { counts[element.key, default: 0] += 1 } }

  func count(of element: ArrayElement) -> Int { counts[element.key] ?? 0 }

  mutating func take(_ element: ArrayElement) {
    if let count = counts[element.key] { counts[element.key] = max(0, count - 1) }
  }
}

extension [ArrayElement] {
  var distinct: [ArrayElement] {
    var seen: Set<[UInt8]> = []
    return filter { seen.insert($0.key).inserted }
  }

  func write(to output: inout [UInt8]) {
    output.append(UInt8(ascii: "["))
    for (index, element) in enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      output += element.json
    }
    output.append(UInt8(ascii: "]"))
  }
}

/// The elements of a SUPER argument's arrays.
final class ElementReader {
  private let operand: SuperOperand
  private let keys = JSONOrderKeys()

  init(_ column: Column) throws(SQLError) { operand = try SuperOperand(column) }

  /// nil for what is no array.
  func elements(_ row: Int) -> [ArrayElement]? {
    let array = operand.value(row)
    guard operand.reader.isArray(array) else { return nil }
    var elements: [ArrayElement] = []
    operand.reader.forEachElement(of: array) { element in
      elements.append(self.element(Array(operand.reader.json(of: element))))
      return true
    }
    return elements
  }

  /// The row's value as an element; null for NULL.
  func value(_ row: Int) -> ArrayElement {
    var json: [UInt8] = []
    operand.append(row, to: &json)
    return element(json)
  }

  private func element(_ json: [UInt8]) -> ArrayElement {
    ArrayElement(json: json, key: json.withUnsafeBytes { keys.withKey($0) { Array($0) } })
  }
}

/// ARRAY_CONTAINS and its like: an array and what is looked for in it.
private struct ElementSearch {
  private let arrays: ElementReader
  private let values: ElementReader
  private let matchesNull: (Int) -> Bool?
  private let matchesNullByDefault: Bool

  init(_ call: KernelCall) throws(SQLError) {
    (arrays, values) = (try ElementReader(call.arguments[0]), try ElementReader(call.arguments[1]))
    matchesNull = try call.optionalFlag(2)
    matchesNullByDefault = call.context.session.settings["default_array_search_null_handling"] != "off"
  }

  /// The indices of the value; nil for NULL: no array, or without `null_match` a NULL on either side that leaves it
  /// open.
  func indices(_ row: Int) -> [Int]? {
    guard let elements = arrays.elements(row) else { return nil }
    let value = values.value(row)
    let isOpen = !(matchesNull(row) ?? matchesNullByDefault)
    if isOpen, value.isNull { return nil }
    let found = elements.indices.filter { elements[$0].key == value.key }
    return found.isEmpty && isOpen && elements.contains(where: \.isNull) ? nil : found
  }
}
