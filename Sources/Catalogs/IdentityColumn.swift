import Columnar
import SQLTypes

/// The values of an IDENTITY column, counted up in the rows that have none of their own (copy.md part 10):
///
/// ```
/// IDENTITY(10, 2), three values handed out before     given  NULL 7 NULL     column  16 7 18
/// ```
package enum IdentityColumn {
  /// `given` are the values rows have, nil where none has one. The first row without takes number `number`, from 0.
  /// Beyond 64 bits the values wrap around.
  package static func filled(_ given: Column?, count: Int, from number: Int64, of column: ColumnDefinition) -> Column {
    guard let identity = column.identity else { return given ?? .constant(.null, column.type, count: count) }
    if let given, given.nullCount == 0 { return given }
    var next = identity.seed &+ identity.step &* number
    func take() -> Int64 {
      defer { next &+= identity.step }
      return next
    }
    guard let given, given.nullCount < count, case .ints(let own) = given.expanded.unpacked.storage else {
      return Column(column.type, ints: (0..<count).map { _ in take() }).packed
    }
    return Column(column.type, ints: own.indices.map { given.isValid($0) ? own[$0] : take() }).packed
  }
}
