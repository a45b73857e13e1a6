import Formats
import SQLTypes
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Half of `Tests/Agreement/json_agreement.py`, which makes a folder of broken files and compares these dumps with
/// what Python's `json` says. Runs only where `LOCALSHIFT_FUZZ_DIR` names that folder.
@Suite struct JSONDumpTests {
  static let folder = getenv("LOCALSHIFT_FUZZ_DIR").map { String(cString: $0) }

  @Test(.enabled(if: folder != nil))
  func `dumps what the mapper finds`() throws {
    let folder = try #require(Self.folder)
    let plan = try JSONDocument(parsing: Self.read("\(folder)/plan.json"))
    let paths = try #require(plan["jsonpaths"]?.elements).map { try JSONPath($0.text ?? "") }
    let columns = try #require(plan["columns"]?.elements).map { $0.text ?? "" }
    let mappings: [JSONMapping] = [.paths(paths), .keys(columns), .keysIgnoringCase(columns)]
    // Each mapper goes through all its files, so that the memory of one file meets the next.
    var mappers = mappings.map { JSONRecordMapper($0) }
    for number in 0..<(Int(plan["files"]?.number ?? "") ?? 0) {
      let bytes = Self.read("\(folder)/\(number)")
      let kind = number % 3
      let findings = mappers[kind].findings(bytes)
      let chunked = mappers[kind].findings(bytes) { 7 }
      #expect(findings == chunked, "file \(number)")
      Self.write("\(folder)/\(number).found", Self.dump(findings, bytes))
    }
  }

  static func dump(_ findings: Findings, _ bytes: [UInt8]) -> String {
    let records = findings.records.map { record in
      "R \(record.start) \(record.end) " + record.fields.map { dump($0, bytes) }.joined(separator: " ")
    }
    let failures = findings.failures.map { "F \($0.start) \($0.end) \($0.offset) \($0.recordsBefore)" }
    return (records + failures).joined(separator: "\n") + "\n"
  }

  private static func dump(_ slice: FieldSlice, _ bytes: [UInt8]) -> String {
    let raw = Array(bytes[slice.offset..<slice.offset + slice.length])
    return switch slice.kind {
    case .missing: "missing"
    case .absent: "absent"
    case .null: "null"
    case .true: "true"
    case .false: "false"
    case .string: slice.hasEscapes ? "s" + (unescape(raw).map(hex) ?? "lone") : "s" + hex(raw)
    case .number: "d" + hex(raw) + ":" + (printed(raw).map(hex) ?? "none")
    case .nested: "j" + hex(compact(raw))
    case .indexOutOfRange: "index"
    case .notAnObject: "member"
    case .text, .quotedText: "text"
    }
  }

  private static func unescape(_ raw: [UInt8]) -> [UInt8]? {
    transform(raw) { try? JSONText.unescape($0, into: $1) }
  }

  private static func printed(_ raw: [UInt8]) -> [UInt8]? {
    transform(raw) { JSONText.printNumber($0, into: $1) }
  }

  private static func compact(_ raw: [UInt8]) -> [UInt8] {
    transform(raw) { JSONText.compact($0, into: $1) } ?? []
  }

  static func transform(
    _ raw: [UInt8], _ body: (UnsafeRawBufferPointer, UnsafeMutableRawBufferPointer) -> Int?
  ) -> [UInt8]? {
    var output = [UInt8](repeating: 0, count: max(raw.count, DoubleText.maximumLength))
    let count = raw.withUnsafeBytes { raw in output.withUnsafeMutableBytes { body(raw, $0) } }
    return count.map { Array(output.prefix($0)) }
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  private static func read(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "rb") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk.prefix(count) }
    return bytes
  }

  private static func write(_ path: String, _ text: String) {
    guard let file = fopen(path, "wb") else { return }
    fputs(text, file)
    fclose(file)
  }
}
