import SQLTypes

/// Functions and operators over VARBYTE (AWS documentation: "VARBYTE operators", "VARBYTE functions").
///
/// Functions whose call reads like one over strings stand behind those, so that an untyped literal is a string.
package enum VarbyteFunction: String, Hashable, Sendable, CaseIterable {
  case fromHexadecimal, fromText, toText, bit
  case toHexadecimal = "bytesToHexadecimal"
  case length = "bytesLength"
  case concatenate = "concatenateBytes"
  case substring = "substringOfBytes"
  case and, or, exclusiveOr, not

  static let named: [NamedFunction<Self>] = [
    .init("from_hex", .fromHexadecimal, [.text], .fixed(.defaultVarbyte)),
    .init("to_hex", .toHexadecimal, [.varbyte], .fixed(.longestVarchar)),
    .init("to_varbyte", .fromText, [.text, .text], .fixed(.defaultVarbyte)),
    .init("from_varbyte", .toText, [.varbyte, .text], .fixed(.longestVarchar)),
    .init("len length octet_length", .length, [.varbyte], .fixed(.integer)),
    .init("concat", .concatenate, [.varbyte, .varbyte], .fixed(.varbyte(DataType.maximumVarbyteLength))),
    .init("substring substr", .substring, [.varbyte, .bigint, .bigint], optional: 1, .argument(0)),
    .init("getbit get_bit", .bit, [.varbyte, .bigint], .fixed(.integer)),
  ]
}
