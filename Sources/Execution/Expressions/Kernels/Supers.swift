import Columnar
import Formats
import Planning
import SQLTypes

/// Functions over SUPER values (sql.md 1.3): dispatch, navigation, and what is said of a value's type.
///
/// A value is compact JSON text, and JSON's null is NULL wherever it is a value of its own, not a part of one.
/// Navigation gives views of the same bytes: nothing is copied but the window that is scanned.
extension KernelCall {
  func superValue(_ function: SuperFunction) throws -> Column {
    switch function {
    case .navigate: try navigate()
    case .parse: try parseJSON()
    case .canParse: try canParseJSON()
    case .serialize: try serialize()
    case .serializeToBytes: try serializeToBytes()
    case .size: try sizes()
    case .typeName: try unstrict.typeNames()
    case .arrayLength: try arrayLength()
    case .memberCount: try memberCount()
    case .decimalPrecision: try decimalShape { $0.precision }
    case .decimalScale: try decimalShape { $0.scale }
    case .array: try array()
    case .object: try object()
    case .concatenateArrays: try concatenateArrays()
    case .flatten: try flattened()
    case .subarray: try subarray()
    case .splitToArray: try splitToArray()
    case .lowerAttributeNames: try attributeNames(isUpper: false)
    case .upperAttributeNames: try attributeNames(isUpper: true)
    case .transform: try transformed()
    case .containsElement: try unstrict.containsElement()
    case .elementIndex: try unstrict.elementIndex()
    case .elementIndices: try unstrict.elementIndices()
    case .sortedElements: try sortedElements()
    case .distinctElements: try distinctElements()
    case .intersection: try combined { $0.count(of: $1) > 0 }
    case .difference: try combined { $0.count(of: $1) == 0 }
    case .overlap: try overlap()
    case .add, .subtract, .multiply, .divide, .modulo: try superArithmetic(function)
    case .negate, .floor, .ceiling, .round, .truncate, .absolute: try superMathematics(function)
    default: unstrict.column(try superFlags { try $0.isOfType(function, $1) })
    }
  }

  private func superFlags(_ test: (SuperOperand, FieldSlice) throws -> Bool) throws -> [Bool] {
    let operand = try superOperand(0)
    return try (0..<count).map { try test(operand, operand.value($0)) }
  }

  /// Lax: NULL where a step finds nothing; with `navigate_super_null_on_error` off that is an error.
  private func navigate() throws -> Column {
    let operand = try superOperand(0)
    var steps = try SuperSteps(arguments.dropFirst())
    let isStrict = context.session.settings["navigate_super_null_on_error"] == "off"
    var views = [StringView](repeating: .empty, count: count)
    var valid = ValidityBuilder()
    for row in 0..<count {
      var range: Range<Int>?
      if validity[row] {
        let value = operand.value(row)
        let found = steps.find(row, operand.reader, in: value)
        if found == nil, isStrict { throw SuperSteps.notFound }
        range = found.flatMap { $0.kind == .null ? nil : $0.jsonRange }
      }
      valid.append(range != nil)
      guard let range else { continue }
      // The range lies within the text, of which the reader holds a copy at the same offsets.
      views[row] = operand.view(row).withBytes { bytes in
        bytes.baseAddress.map { StringView($0 + range.lowerBound, count: range.count) } ?? .empty
      }
    }
    let strings = StringColumn(values: views, arenas: try first.strings.arenas, mayEndInBlank: false)
    return Column(type, strings: strings, validity: valid.finish())
  }

  private func typeNames() throws -> Column {
    let operand = try superOperand(0)
    return try written { row, scratch in scratch += operand.typeName(operand.value(row)).utf8 }
  }

  private func arrayLength() throws -> Column {
    let operand = try superOperand(0)
    return try numbers { row in
      let value = operand.value(row)
      return operand.reader.isArray(value) ? operand.reader.count(of: value) : nil
    }
  }

  private func memberCount() throws -> Column {
    let operand = try superOperand(0)
    return try numbers { row in
      let value = operand.value(row)
      return operand.reader.isObject(value) ? operand.reader.count(of: value) : nil
    }
  }

  private func decimalShape(_ part: (SuperNumber) -> Int) throws -> Column {
    let operand = try superOperand(0)
    return try numbers { row in
      guard let number = operand.number(operand.value(row)), !number.isFloat else { return nil }
      return part(number)
    }
  }
}

/// The steps of a navigation, in whose arguments they differ by row only where they are no constants.
private struct SuperSteps {
  private enum Step {
    /// By its index in `names`.
    case member(Int)
    case element([Int64], mask: Int)
  }

  static let notFound = SQLError.compute(
    "Invalid navigation of a SUPER value", code: 8001, context: "navigate_super_null_on_error is off")

  private var steps: [Step] = []
  private var names = JSONMemberNames()
  private let texts: [(views: [StringView], mask: Int)]
  private let isFixed: Bool

  init(_ arguments: ArraySlice<Column>) throws(SQLError) {
    var texts: [(views: [StringView], mask: Int)] = []
    for argument in arguments {
      if argument.type.isCharacter {
        steps.append(.member(texts.count))
        texts.append((try argument.strings.values, argument.indexMask))
      } else {
        steps.append(.element(try argument.ints, mask: argument.indexMask))
      }
    }
    self.texts = texts
    isFixed = texts.allSatisfy { $0.mask == 0 || $0.views.count == 1 }
  }

  mutating func find(_ row: Int, _ reader: JSONTextReader, in value: FieldSlice) -> FieldSlice? {
    if !isFixed || names.count < texts.count {
      names.removeAll()
      for text in texts { text.views[row & text.mask].withBytes { names.append($0) } }
    }
    var found = value
    for step in steps {
      let next =
        switch step {
        case .member(let index): reader.member(of: found, names, index)
        case .element(let indices, let mask): reader.element(of: found, at: Int(indices[row & mask]))
        }
      guard let next else { return nil }
      found = next
    }
    return found
  }
}
