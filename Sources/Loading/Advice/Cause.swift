import Catalogs
import Formats
import ObjectStore
import SQLTypes

/// What a complaint's code and bytes suggest: remedies to try, the likeliest first, and words for where none helps.
struct Cause {
  let complaint: Complaint
  let sample: AdviceSample
  let setting: CopySetting
  /// Bytes of the longest text in the column, as far as is seen.
  let findRoom: () -> Int

  var room: Int { findRoom() }

  var options: CopyOptions { setting.options }

  var isJSON: Bool {
    if case .json = options.format { true } else { false }
  }

  var column: ColumnDefinition? { complaint.column.map { setting.target.table.columns[$0] } }

  /// The field's text, blanks around it off.
  var value: String {
    let text = complaint.field?.text ?? []
    return text.withUnsafeBytes { String(decoding: $0.trimmed, as: UTF8.self) }
  }

  /// Of a file in a format that COPY's text options cannot read.
  var format: String? {
    guard options.compression == .none else { return nil }
    let marks = [
      ("PAR1", "The file is Parquet: say FORMAT AS PARQUET."), ("ORC", "The file looks like ORC, which is no text."),
      ("Obj\u{1}", "The file looks like Avro, which is no text."),
    ]
    return marks.first { sample.stored.starts(with: $0.0.utf8) }?.1
  }

  var remedies: [Remedy] {
    let file = fileRemedies
    guard !isJSON else { return file + (complaint.column == nil ? layoutRemedies : valueRemedies) }
    switch complaint.code {
    case 1202, 1214, 1216: return file + recordRemedies + layoutRemedies
    case 1221: return file
    default: return file + valueRemedies + layoutRemedies
    }
  }

  /// What is the matter where nothing that COPY takes would help.
  var text: String? {
    isJSON && (complaint.column == nil || complaint.code == 1216) ? jsonText : recordText ?? valueText
  }

  // MARK: The file as a whole

  private var fileRemedies: [Remedy] {
    var found = compressionRemedies + encodingRemedies
    if !isJSON, complaint.record.first == UInt8(ascii: "{") || complaint.record.starts(with: "[{".utf8) {
      for source in [CopyOptions.JSONSource.auto, .autoIgnoringCase] { found.append(json(source)) }
    }
    if isJSON, options.format == .json(.auto), complaint.code == 1213 { found.append(json(.autoIgnoringCase)) }
    if !isJSON {
      var header = Remedy("The first line holds names, not values") { $0.headerLines += 1 }
      header.isOfFile = true
      found.append(header)
    }
    return found
  }

  private func json(_ source: CopyOptions.JSONSource) -> Remedy {
    Remedy(isJSON ? "Keys are compared to the letter" : "The line looks like JSON") { options in
      var plain = CopyOptions()
      plain.format = .json(source)
      plain.compression = options.compression
      plain.encoding = options.encoding
      plain.rules = options.rules
      plain.rules.nullText = CopyOptions().rules.nullText
      options = plain
    }
  }

  private var compressionRemedies: [Remedy] {
    guard options.compression == .none else { return [] }
    let marks: [([UInt8], Compression)] = [
      ([0x1f, 0x8b], .gzip), (Array("BZh".utf8), .bzip2), ([0x28, 0xb5, 0x2f, 0xfd], .zstd),
      ([0x89, 0x4c, 0x5a, 0x4f], .lzop),
    ]
    return marks.filter { sample.stored.starts(with: $0.0) }.map { mark in
      var remedy = Remedy("The file looks compressed") { $0.compression = mark.1 }
      remedy.takesHeader = true
      remedy.isOfFile = true
      return remedy
    }
  }

  // MARK: Encodings

  private var encodingRemedies: [Remedy] {
    var found: [Remedy] = []
    let start = sample.stored
    if case .fixedWidth = options.format { return [] }
    if start.starts(with: [0xff, 0xfe]) || start.starts(with: [0xfe, 0xff]) {
      found.append(encoding(.utf16, "The file is UTF-16"))
    } else if start.prefix(256).contains(0) {
      found += [encoding(.utf16le, "The file is UTF-16"), encoding(.utf16be, "The file is UTF-16")]
    }
    if options.encoding != .utf8 {
      found.append(encoding(.utf8, "The file is not \(options.encoding.keyword)"))
      found += [
        encoding(.utf16le, "The file has no byte order mark"), encoding(.utf16be, "The file has no byte order mark"),
      ]
    }
    if complaint.code == 1220, options.encoding == .utf8, let byte = latinByte {
      found.append(encoding(.iso88591, "The file looks like Latin-1 (a byte \(UTF8Check.hex([byte])))"))
    }
    return found
  }

  private func encoding(_ encoding: TextEncoding, _ cause: String) -> Remedy {
    var remedy = Remedy(cause) { $0.encoding = encoding }
    remedy.takesHeader = true
    remedy.isOfFile = encoding != .iso88591
    return remedy
  }

  /// The first letter of Latin-1 in the record, where no byte beyond ASCII of the sample or the record is part of UTF-8
  /// or is no letter.
  private var latinByte: UInt8? {
    let record = complaint.record.filter { $0 >= 0x80 }
    guard let first = record.first, record.allSatisfy({ $0 >= 0xa0 }) else { return nil }
    let text = sample.text(options)?.buffer.bytes
    for bytes in [text.map(Array.init) ?? [], complaint.record] where UTF8Check.hasCharacter(bytes) { return nil }
    return first
  }
}
