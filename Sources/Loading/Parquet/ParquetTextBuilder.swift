import Columnar
import Formats
import SQLTypes

/// Columns of texts. The file's dictionary stays one: its values are checked and copied once a chunk, its codes taken as
/// they are, one more than in the file as the first value is that of NULL rows.
///
/// ```
/// file    values paid free         codes 0 1 0            levels 1 1 0 1
/// column  values "" paid free      codes 1 2 0 1
/// ```
/// Where a chunk goes on without its dictionary, the columns from there on have none either.
final class ParquetTextBuilder: ParquetColumnBuilder {
  private let rule: ParquetTextRule
  private let definitionLevel: UInt8
  private var validity = ParquetValidity()
  /// Of the rows so far: codes, or views.
  private var codes: [UInt32] = []
  private var views: [StringView] = []
  private var isCoded = true
  private var arena = TextArena()
  private var mayEndInBlank = false
  /// Of the chunk, once there is one; the faults are those of values that a row may not have.
  private var dictionary: Dictionary?

  fileprivate struct Dictionary {
    var values: [StringView] = [.empty]
    var arena = TextArena()
    var mayEndInBlank = false
    var unfit: [UInt32: ParquetValueFault] = [:]
    var repaired: Set<UInt32> = []
  }

  private(set) var repaired: [Int] = []

  init(_ rule: ParquetTextRule, definitionLevel: Int) {
    (self.rule, self.definitionLevel) = (rule, UInt8(definitionLevel))
  }

  func append(_ run: ParquetColumnReader.Run, of reader: ParquetColumnReader) throws(ParquetBadValue) {
    repaired.removeAll(keepingCapacity: true)
    let isWhole = run.valueCount == run.count
    if run.isCoded {
      try appendCodes(run, reader)
    } else {
      if isCoded { goOnPlainly() }
      try appendTexts(run, reader)
    }
    isWhole
      ? validity.append(valid: run.count)
      : validity.append(reader.definitionLevels, run.count, whole: definitionLevel)
  }

  // MARK: Plain

  private func appendTexts(
    _ run: ParquetColumnReader.Run, _ reader: ParquetColumnReader
  ) throws(ParquetBadValue) {
    let (slices, levels, whole) = (reader.values.slices, reader.definitionLevels, definitionLevel)
    let hasNulls = run.valueCount < run.count
    // Out of the object, so that no value asks for exclusive access to them.
    var (views, arena) = ([StringView](), TextArena())
    swap(&views, &self.views)
    swap(&arena, &self.arena)
    defer {
      swap(&views, &self.views)
      swap(&arena, &self.arena)
    }
    var next = 0
    for row in 0..<run.count {
      if hasNulls, levels[row] != whole {
        views.append(.empty)
        continue
      }
      views.append(try view(slices[next].bytes, next, &arena))
      next += 1
    }
  }

  @inline(__always)
  private func view(
    _ bytes: UnsafeRawBufferPointer, _ index: Int, _ arena: inout TextArena
  ) throws(ParquetBadValue) -> StringView {
    let text: UnsafeRawBufferPointer
    do throws(ParquetValueFault) { text = try rule.text(bytes) } catch {
      throw ParquetBadValue(index: index, fault: error, value: Array(bytes))
    }
    if rule.hasRepaired { repaired.append(index) }
    guard let start = text.baseAddress, text.count > 0 else { return .empty }
    if text[text.count &- 1] == 0x20 { mayEndInBlank = true }
    return arena.copy(StringView(start, count: text.count))
  }

  private func goOnPlainly() {
    isCoded = false
    // Codes of rows before the dictionary's page are those of NULLs.
    let values = dictionary?.values ?? [.empty]
    views.append(contentsOf: codes.lazy.map { values[Int($0)] })
    codes.removeAll(keepingCapacity: true)
  }

  // MARK: By a dictionary

  private func appendCodes(
    _ run: ParquetColumnReader.Run, _ reader: ParquetColumnReader
  ) throws(ParquetBadValue) {
    let dictionary = made(of: reader)
    if !dictionary.unfit.isEmpty || !dictionary.repaired.isEmpty { try check(run.valueCount, reader, dictionary) }
    let (source, levels, whole) = (reader.codes, reader.definitionLevels, definitionLevel)
    let hasNulls = run.valueCount < run.count
    guard isCoded else { return appendViews(run.count, reader, dictionary.values, hasNulls: hasNulls) }
    var codes: [UInt32] = []
    swap(&codes, &self.codes)
    defer { swap(&codes, &self.codes) }
    var next = 0
    for row in 0..<run.count {
      let isValid = !hasNulls || levels[row] == whole
      codes.append(isValid ? source[next] &+ 1 : 0)
      next &+= isValid ? 1 : 0
    }
  }

  private func appendViews(_ rows: Int, _ reader: ParquetColumnReader, _ values: [StringView], hasNulls: Bool) {
    var next = 0
    for row in 0..<rows {
      let isValid = !hasNulls || reader.definitionLevels[row] == definitionLevel
      views.append(isValid ? values[Int(reader.codes[next]) + 1] : .empty)
      next += isValid ? 1 : 0
    }
  }

  private func check(
    _ count: Int, _ reader: ParquetColumnReader, _ dictionary: Dictionary
  ) throws(ParquetBadValue) {
    for index in 0..<count {
      let code = reader.codes[index]
      if let fault = dictionary.unfit[code] {
        let bytes = reader.dictionary.map { Array($0.slices[Int(code)].bytes) } ?? []
        throw ParquetBadValue(index: index, fault: fault, value: bytes)
      }
      if dictionary.repaired.contains(code) { repaired.append(index) }
    }
  }

  private func made(of reader: ParquetColumnReader) -> Dictionary {
    if let dictionary { return dictionary }
    var made = Dictionary()
    // A page of NULLs alone may stand before the dictionary's.
    guard reader.dictionary != nil else { return made }
    for code in 0..<reader.dictionaryCount {
      guard let bytes = reader.dictionary?.slices[code].bytes else { break }
      made.add(bytes, rule)
    }
    dictionary = made
    return made
  }

  func finish(_ type: DataType) -> Column {
    defer {
      views.removeAll(keepingCapacity: true)
      codes.removeAll(keepingCapacity: true)
      arena = TextArena()
      (isCoded, mayEndInBlank) = (true, false)
    }
    return Column(type, strings: isCoded ? codedStrings : plainStrings, validity: validity.finish())
  }

  private var plainStrings: StringColumn {
    StringColumn(
      values: views.exactCopy, arenas: arena.arenas + (dictionary?.arena.arenas ?? []),
      mayEndInBlank: mayEndInBlank || dictionary?.mayEndInBlank == true)
  }

  /// Few rows of many values are better off without the dictionary.
  private var codedStrings: StringColumn {
    let dictionary = dictionary ?? Dictionary()
    let column = StringColumn(
      values: dictionary.values, codes: NarrowWords(codes, below: dictionary.values.count),
      arenas: dictionary.arena.arenas, mayEndInBlank: dictionary.mayEndInBlank)
    return column.values.count <= column.count / 2 ? column : column.flat
  }
}

extension ParquetTextBuilder.Dictionary {
  fileprivate mutating func add(_ bytes: UnsafeRawBufferPointer, _ rule: ParquetTextRule) {
    let code = UInt32(values.count - 1)
    do throws(ParquetValueFault) {
      let text = try rule.text(bytes)
      if rule.hasRepaired { repaired.insert(code) }
      guard let start = text.baseAddress, text.count > 0 else { return values.append(.empty) }
      mayEndInBlank = mayEndInBlank || text[text.count - 1] == 0x20
      values.append(arena.copy(StringView(start, count: text.count)))
    } catch {
      unfit[code] = error
      values.append(.empty)
    }
  }
}
