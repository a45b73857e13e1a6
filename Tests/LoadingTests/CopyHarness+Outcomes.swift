import Catalogs
import Loading
import SQLTypes

extension CopyHarness {
  /// What became of fields 0 up to `count`, each on a line or in a record that begins with its number, in column `a`.
  func outcomes(
    _ file: [UInt8], _ clauses: String, _ type: DataType, count: Int
  ) throws -> [ReferenceConverter.Outcome?] {
    put("f", file)
    let table = TableDefinition(("k", .integer), ("a", type))
    let result = try copy("COPY t FROM 's3://b/f' \(clauses) IGNOREALLERRORS", table)
    var found = [ReferenceConverter.Outcome?](repeating: nil, count: count)
    for row in result.rows { if case .int(let key) = row[0] { found[Int(key)] = .value(row[1]) } }
    var errors = result.errors.map(\.code)[...]
    for place in found.indices where found[place] == nil { found[place] = errors.popFirst().map { .error($0) } }
    return found
  }
}
