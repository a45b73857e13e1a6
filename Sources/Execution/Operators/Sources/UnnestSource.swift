import Columnar
import Formats
import Planning
import SQLTypes

/// A row for each part of a SUPER value: parts are views of the value's own bytes, the row's other columns are
/// gathered.
struct UnnestSource: BatchSource {
  let input: any BatchSource
  let plan: UnnestPlan
  let evaluator: Evaluator
  let required: RequiredColumns

  var morselCount: Int { input.morselCount }

  func produce(_ morsel: Int, _ emit: (Batch) throws -> Void) throws {
    try input.produce(morsel) { batch in
      let column = try evaluator.evaluate(plan.value, batch).expanded
      let operand = try SuperOperand(column)
      let arenas = try column.strings.arenas
      var parts = UnnestedParts(plan.parts)
      for row in 0..<batch.count {
        let before = parts.rows.count
        parts.append(row, operand)
        if plan.keepsEmpty, parts.rows.count == before { parts.appendEmpty(row) }
        if parts.rows.count >= Batch.targetCount {
          try emit(self.batch(batch, &parts, arenas))
          if let error = evaluator.context.interruption() { throw error }
        }
      }
      if !parts.rows.isEmpty { try emit(self.batch(batch, &parts, arenas)) }
    }
  }

  private func batch(_ batch: Batch, _ parts: inout UnnestedParts, _ arenas: [ByteArena]) -> Batch {
    let width = plan.input.types.count
    let columns = required.slice(0..<width).gather(batch, parts.rows)
    let count = parts.rows.count
    return Batch(columns + parts.finish(arenas, plan.indexType), count: count)
  }
}

/// Parts as they are found: the input's row, the part, and its index or name.
private struct UnnestedParts: ~Copyable {
  private let kind: UnnestPlan.Parts
  private(set) var rows: [UInt32] = []
  private var views: [StringView] = []
  private var valid = ValidityBuilder()
  private var indices: [Int64] = []
  private var names = StringBuilder(capacity: 0)
  private var indexValid = ValidityBuilder()

  init(_ kind: UnnestPlan.Parts) { self.kind = kind }

  mutating func append(_ row: Int, _ operand: SuperOperand) {
    let value = operand.value(row)
    let text = operand.view(row)
    if kind == .elements {
      var index: Int64 = 0
      operand.reader.forEachElement(of: value) { element in
        append(row, element, of: text)
        indices.append(index)
        index += 1
        return true
      }
    } else {
      operand.reader.forEachMember(of: value) { name, member in
        append(row, member, of: text)
        if let text = try? operand.reader.text(of: name) { names.append(text) } else { names.appendNull() }
        return true
      }
    }
  }

  /// JSON's null is NULL. The part lies within the value's text, of which the reader holds a copy.
  private mutating func append(_ row: Int, _ part: FieldSlice, of text: StringView) {
    rows.append(UInt32(row))
    valid.append(part.kind != .null)
    indexValid.append(true)
    let range = part.jsonRange
    let view = text.withBytes { bytes in
      bytes.baseAddress.map { StringView($0 + range.lowerBound, count: range.count) } ?? .empty
    }
    views.append(part.kind == .null ? .empty : view)
  }

  mutating func appendEmpty(_ row: Int) {
    rows.append(UInt32(row))
    valid.append(false)
    indexValid.append(false)
    views.append(.empty)
    if kind == .elements { indices.append(0) } else { names.appendNull() }
  }

  /// The part and its index or name as columns; what is here starts anew.
  mutating func finish(_ arenas: [ByteArena], _ type: DataType) -> [Column] {
    let strings = StringColumn(values: views, arenas: arenas, mayEndInBlank: false)
    let validity = indexValid.finish()
    let index =
      kind == .elements
      ? Column(type, ints: indices, validity: validity) : Column(type, strings: names.finish(), validity: validity)
    rows.removeAll(keepingCapacity: true)
    views.removeAll(keepingCapacity: true)
    indices.removeAll(keepingCapacity: true)
    return [Column(.super, strings: strings, validity: valid.finish()), index]
  }
}
