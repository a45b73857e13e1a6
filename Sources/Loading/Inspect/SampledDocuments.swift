import Formats
import ObjectStore
import SQLTypes

/// The first JSON records of some files as trees: what keys there really are, where a mapping finds none.
struct SampledDocuments {
  private static let (fileLimit, byteLimit) = (8, 4 << 20)

  private(set) var documents: [JSONDocument] = []
  /// Files looked into, and whether the documents are all there are.
  private(set) var fileCount = 0
  private(set) var isWhole = true

  init(_ documents: [JSONDocument]) { self.documents = documents }

  /// Up to `recordLimit` records of each of up to eight of the objects, spread over the list. What is no JSON is left
  /// out.
  init(_ objects: [StoredObject], _ options: CopyOptions, recordLimit: Int = 50) throws(SQLError) {
    var reader = SampleReader(options: options)
    reader.recordLimit = recordLimit
    reader.windowSize = 64 << 10
    let picked = Spread.pick(Self.fileLimit, of: objects.filter { $0.size > 0 })
    isWhole = picked.count == objects.count { $0.size > 0 }
    var bytes = 0
    for object in picked where bytes < Self.byteLimit {
      fileCount += 1
      let extent = try reader.read(
        object, JSONRecordMapper(.paths([JSONPath(steps: [])])), columnCount: 1
      ) { piece throws(SQLError) in add(piece) }
      bytes += extent.bytes
      if !extent.isWhole { isWhole = false }
    }
  }

  private mutating func add(_ piece: SampleReader.Piece) {
    for row in 0..<piece.rows {
      let record = piece.window[Int(piece.batch.starts[row])..<Int(piece.batch.ends[row])]
      if let document = try? JSONDocument(parsing: record) { documents.append(document) }
    }
  }

  /// Whether any document has a value, if only `null`, where the path leads.
  func has(_ steps: [JSONPath.Step], ignoringCase: Bool = false) -> Bool {
    documents.contains { !Self.values(steps[...], in: $0, ignoringCase: ignoringCase).isEmpty }
  }

  private static func values(
    _ steps: ArraySlice<JSONPath.Step>, in document: JSONDocument, ignoringCase: Bool = false
  ) -> [JSONDocument] {
    guard let step = steps.first else { return [document] }
    let next: [JSONDocument]
    switch (step, document) {
    case (.member(let name), .object(let members)):
      let wanted = ignoringCase ? name.lowercased() : name
      next = members.filter { (ignoringCase ? $0.name.lowercased() : $0.name) == wanted }.map(\.value)
    case (.element(let index), .array(let elements)): next = index < elements.count ? [elements[index]] : []
    default: next = []
    }
    return next.flatMap { values(steps.dropFirst(), in: $0, ignoringCase: ignoringCase) }
  }

  /// The path with its first wrong name put right, where there is a name near enough that is not `used` at the root.
  func correction(of steps: [JSONPath.Step], used: Set<String> = []) -> [JSONPath.Step]? {
    for (index, step) in steps.enumerated() where !has(Array(steps[...index])) {
      guard case .member(let name) = step else { return nil }
      let siblings = documents.flatMap { Self.values(steps[..<index], in: $0) }.flatMap(\.memberNames)
      let names = Set(siblings).subtracting(index == 0 ? used : []).sorted()
      guard let near = Self.nearest(to: name, among: names) else { return nil }
      return Array(steps[..<index]) + [.member(near)] + steps[(index + 1)...]
    }
    return nil
  }

  /// The same letters in another case or with other word separators, or else a few letters away.
  private static func nearest(to name: String, among names: [String]) -> String? {
    let wanted = bare(name)
    return names.first { bare($0) == wanted } ?? EditDistance.nearest(to: name, among: names)
  }

  private static func bare(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }
}

extension JSONDocument {
  var memberNames: [String] {
    guard case .object(let members) = self else { return [] }
    return members.map(\.name)
  }
}

/// Some of many, spread evenly: the first and the last among them.
enum Spread {
  static func pick<Element>(_ count: Int, of all: [Element]) -> [Element] {
    guard all.count > count, count > 1 else { return Array(all.prefix(count)) }
    return (0..<count).map { all[$0 * (all.count - 1) / (count - 1)] }
  }
}
