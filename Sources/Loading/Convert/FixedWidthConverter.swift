import Columnar
import Formats
import SQLTypes

/// Columns whose values all have one size: numbers, dates, booleans.
final class FixedWidthConverter<Rule: ValueRule> {
  private let target: LoadedColumn
  private let rule: Rule
  private let reader: FieldReader
  private var values: [Rule.Element] = []
  private var validity = ValidityCollector()
  /// One value for each row of the batch.
  private let scratch = UnsafeMutableBufferPointer<Rule.Element>.allocate(capacity: RecordBatch.capacity)
  /// Rows of the batch whose fields are not plain.
  private let missing = UnsafeMutableBufferPointer<UInt16>.allocate(capacity: RecordBatch.capacity)

  init(_ target: LoadedColumn, _ rule: Rule, _ reader: FieldReader) {
    (self.target, self.rule, self.reader) = (target, rule, reader)
    scratch.initialize(repeating: Rule.Element.placeholder)
    missing.initialize(repeating: 0)
  }

  deinit {
    scratch.deallocate()
    missing.deallocate()
  }

  func convert(_ fields: UnsafeBufferPointer<FieldSlice>, in window: UnsafeRawBufferPointer, _ rejects: RowRejects) {
    convert(fields, in: window, rejects, &validity)
  }

  /// The validity is passed along so that no value needs exclusive access to it asked for.
  private func convert(
    _ fields: UnsafeBufferPointer<FieldSlice>, in window: UnsafeRawBufferPointer, _ rejects: RowRejects,
    _ validity: inout ValidityCollector
  ) {
    let (scratch, missing, takesNull) = (scratch, missing, target.takesNull(.null))
    let namesDigits = rule.reading.namesDigits
    var digits: Int?
    for index in 0..<readPlain(fields, window) {
      let row = Int(missing[index])
      let field = fields[row]
      let parsed = quick(field, window)
      if case .value(let value)? = parsed {
        scratch[row] = value
      } else if takesNull && isPlainNull(field) {
        scratch[row] = Rule.Element.placeholder
        validity.setNull(row)
      } else if namesDigits, case .invalid(let position)? = parsed {
        scratch[row] = Rule.Element.placeholder
        digits = digits ?? rejects.rule(.digit(nil, position: 0, rule.reading.reader.type), target.position)
        rejects.reject(row, digits.unsafelyUnwrapped, FaultDetails(FieldReader.raw(field, window), at: position))
      } else {
        scratch[row] = convert(field, parsed, window, row, rejects, &validity) ?? Rule.Element.placeholder
      }
    }
  }

  /// What most fields are, in as few steps as there can be: how many are `missing`.
  ///
  /// The kind of a field need not be known: no true, null or nested value, and nothing with an escape in it, looks like
  /// a number. Only what stands for NULL may.
  private func readPlain(_ fields: UnsafeBufferPointer<FieldSlice>, _ window: UnsafeRawBufferPointer) -> Int {
    precondition(fields.count <= RecordBatch.capacity, "a batch has more rows than there is room for")
    // Both are as large as a batch, so they are there.
    guard let values = scratch.baseAddress, let missing = missing.baseAddress else { return 0 }
    guard let start = window.baseAddress, !reader.nullIsPlain else { return rule.leaveAll(fields, missing: missing) }
    return rule.readPlain(fields, start, values, missing: missing)
  }

  /// JSON's null and empty string: no type but text makes a value of them.
  @inline(__always)
  private func isPlainNull(_ field: FieldSlice) -> Bool {
    field.kind == .null || field.kind == .string && field.length == 0
  }

  /// What a field says whose text is its bytes; nil where the general way must decide.
  @inline(__always)
  private func quick(_ field: FieldSlice, _ window: UnsafeRawBufferPointer) -> Parsed<Rule.Element>? {
    switch field.kind {
    case .number:
      guard case .value(let value)? = rule.quick(FieldReader.raw(field, window), isNumber: true) else { return nil }
      return .value(value)
    case .string where !field.hasEscapes, .quotedText where !field.hasEscapes:
      return rule.quick(FieldReader.raw(field, window), isNumber: false)
    case .text where !field.hasEscapes:
      let raw = FieldReader.raw(field, window)
      return reader.isNull(raw) ? nil : rule.quick(raw, isNumber: false)
    default: return nil
    }
  }

  /// Everything but a value that `quick` read; nil also where the row is rejected. `parsed`: what `quick` found.
  ///
  /// What is no value is returned, not thrown: of a file that is all errors each row comes here.
  private func convert(
    _ field: FieldSlice, _ parsed: Parsed<Rule.Element>?, _ window: UnsafeRawBufferPointer, _ row: Int,
    _ rejects: RowRejects, _ validity: inout ValidityCollector
  ) -> Rule.Element? {
    let fault: FieldFault?
    do throws(FieldFault) {
      let (parsed, text) = try read(field, parsed, window)
      if let value = parsed.found { return value }
      let found = rule.fault(parsed, text).map { located($0, field, window) }
      fault = found ?? (target.takesNull(field.kind) ? nil : .missingData)
    } catch {
      fault = error
    }
    if let fault { rejects.reject(row, column: target.position, fault) } else { validity.setNull(row) }
    return nil
  }

  /// Any field's text, and what it says: NULL is as empty as what is blank.
  private func read(
    _ field: FieldSlice, _ parsed: Parsed<Rule.Element>?, _ window: UnsafeRawBufferPointer
  ) throws(FieldFault) -> (Parsed<Rule.Element>, UnsafeRawBufferPointer) {
    if let parsed { return (parsed, FieldReader.raw(field, window)) }
    guard let text = try reader.text(field, window) else { return (.empty, FieldReader.raw(field, window)) }
    return (Rule.Element.read(text, rule.reading.reader), text)
  }

  /// A JSON number that was printed anew is at fault where the file's text is: `1e-2` at the `e`, not as 0.01 at the
  /// point.
  private func located(_ fault: FieldFault, _ field: FieldSlice, _ window: UnsafeRawBufferPointer) -> FieldFault {
    guard field.kind == .number else { return fault }
    let raw = FieldReader.raw(field, window)
    guard let own = rule.fault(Rule.Element.read(raw, rule.reading.reader), raw) else { return fault }
    return own.code == fault.code ? own : fault
  }

  func setNull(_ row: Int) { validity.setNull(row) }

  func append(_ rows: Int) {
    values.append(contentsOf: UnsafeBufferPointer(rebasing: scratch[..<rows]))
    validity.endBatch(rows)
  }

  func discard() { validity.discardBatch() }

  func finish() -> Column {
    let validity = validity.finish()
    let column = Column(
      target.definition.type, count: values.count, Rule.Element.storage(values, validity), validity: validity)
    values.removeAll(keepingCapacity: true)
    return column
  }
}

extension Array where Element: BitwiseCopyable {
  /// The same elements in memory of just their size: the builder keeps its own, roomy and warm, for the next column.
  var exactCopy: [Element] {
    [Element](unsafeUninitializedCapacity: count) { target, size in
      withUnsafeBufferPointer { source in size = target.initialize(fromContentsOf: source) }
    }
  }
}
