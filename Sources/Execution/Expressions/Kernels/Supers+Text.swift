import Columnar
import Formats
import Planning
import SQLTypes

/// JSON text to SUPER values and back.
extension KernelCall {
  private func setting(_ name: String) -> Bool { context.session.settings[name] == "on" }

  private var normalizer: JSONNormalizer {
    JSONNormalizer(
      keepsLast: setting("json_parse_dedup_attributes"), longestString: DataType.maximumVarcharLength,
      cutsStrings: setting("json_parse_truncate_strings"), depthLimit: SuperLimits.depth)
  }

  /// JSON_PARSE. With `parse_super_null_on_error` what is no JSON is NULL.
  func parseJSON() throws -> Column {
    let (texts, mask) = try views(0)
    let normalizer = normalizer
    let isLax = setting("parse_super_null_on_error")
    return try supers { row, output throws(SQLError) in
      let text = texts[row & mask]
      do throws(JSONNormalizer.Fault) {
        try text.withBytes { bytes throws(JSONNormalizer.Fault) in try normalizer.append(bytes, to: &output) }
        return true
      } catch {
        guard isLax else { throw Self.failure(error, text) }
        return false
      }
    }
  }

  func canParseJSON() throws -> Column {
    let (texts, mask) = try views(0)
    let normalizer = normalizer
    var scratch: [UInt8] = []
    return column(
      (0..<count).map { row in
        scratch.removeAll(keepingCapacity: true)
        return (try? texts[row & mask].withBytes { try normalizer.append($0, to: &scratch) }) != nil
      })
  }

  private static func failure(_ fault: JSONNormalizer.Fault, _ text: StringView) -> SQLError {
    switch fault {
    case .notJSON: .compute("JSON parsing error", code: 8001, context: "invalid json object \(text.string)")
    case .duplicateMember(let name):
      .compute(
        "JSON parsing error", code: 8001,
        context: "duplicate attribute \(String(decoding: name, as: UTF8.self)); see json_parse_dedup_attributes")
    case .stringTooLong:
      .compute(
        "JSON parsing error", code: 8001,
        context: "a string of more than \(DataType.maximumVarcharLength) bytes; see json_parse_truncate_strings")
    case .tooDeep:
      .compute("JSON parsing error", code: 8001, context: "nested deeper than \(SuperLimits.depth) levels")
    }
  }

  func serialize() throws -> Column {
    let strings = try first.strings
    if first.isConstant { return try written { _, scratch in strings.values[0].withBytes { scratch += $0 } } }
    if firstFailure(where: { strings.values[$0].count > DataType.maximumVarcharLength }) != nil {
      throw KernelCall.tooLong
    }
    return column(strings)
  }

  func serializeToBytes() throws -> Column {
    let (views, mask) = (try first.strings.values, first.indexMask)
    var builder = StringBuilder(capacity: count)
    for row in 0..<count { builder.append(views[row & mask].withBytes { Digest.hex(Array($0)) }) }
    return column(builder.finish())
  }

  func sizes() throws -> Column {
    let (views, mask) = (try first.strings.values, first.indexMask)
    return try counted { views[$0 & mask].count }
  }
}
