import Formats
import SQLTypes

extension Column {
  /// The values of a SUPER column as strings in the order of the values, by which rows are compared; JSON's null is
  /// NULL there. One encoding a value, a dictionary's value once.
  package var superKeys: (strings: StringColumn, validity: Validity) {
    guard case .strings(let strings) = storage else { preconditionFailure("a SUPER column holds texts") }
    let flat = strings.flat
    let keys = JSONOrderKeys()
    var builder = StringBuilder(capacity: flat.count)
    var valid = ValidityBuilder()
    for (row, view) in flat.values.enumerated() {
      let isValid = validity[row] && !view.isJSONNull
      valid.append(isValid)
      guard isValid else {
        builder.appendNull()
        continue
      }
      view.withBytes { text in keys.withKey(text) { builder.append($0) } }
    }
    return (builder.finish(), valid.finish())
  }
}

extension StringView {
  /// Of a SUPER value: whether it is JSON's null.
  package var isJSONNull: Bool { self == Self.jsonNull }

  private static let jsonNull = withUnsafeBytes(of: (0x6e as UInt8, 0x75 as UInt8, 0x6c as UInt8, 0x6c as UInt8)) {
    $0.baseAddress.map { StringView($0, count: 4) } ?? .empty
  }
}
