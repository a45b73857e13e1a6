/// Values of the types that only system relations have.
extension ValueText {
  /// Whole numbers are object ids, names are cut to what they hold, arrays change their elements one by one.
  static func catalogValue(
    _ value: Value, _ from: DataType, _ type: CatalogType, _ context: DatetimeContext
  ) throws(SQLError) -> Value {
    if type.isObjectID, case .int(let number) = value { return .int(try objectID(number)) }
    guard case .string(let text) = value else { throw cannotCast(from, .catalog(type)) }
    if type.isText { return .string(try fitted(text, .varchar(type.maximumLength), isAssignment: false)) }
    guard type.element != nil, let element = from.element else { throw cannotCast(from, .catalog(type)) }
    return .string(try array(ArrayText.elements(of: text, from), of: element.type, as: type, context))
  }

  /// Object ids have 32 bits; a negative number stands for the id with the same bits, as in PostgreSQL.
  package static func objectID(_ number: Int64) throws(SQLError) -> Int64 {
    if (0...0xffff_ffff).contains(number) { return number }
    guard (Int64(Int32.min)..<0).contains(number) else { throw outOfRange(.oid) }
    return number & 0xffff_ffff
  }

  /// What CAST makes of a text: `{1,2}`, `1 2`, a name, an object id. Names of objects are looked up elsewhere: here
  /// only their numbers are read.
  static func parse(_ text: String, as type: CatalogType, _ context: DatetimeContext) throws(SQLError) -> Value {
    if type.isText { return .string(try fitted(text, .varchar(type.maximumLength), isAssignment: false)) }
    guard type.element != nil else { throw cannotCast(.text, .catalog(type)) }
    return .string(try array(ArrayText.elements(of: text, .catalog(type)), of: .text, as: type, context))
  }

  private static func array(
    _ elements: [String?], of from: DataType, as type: CatalogType, _ context: DatetimeContext
  ) throws(SQLError) -> String {
    guard let element = type.element?.type else { throw cannotCast(from, .catalog(type)) }
    var texts: [String?] = []
    for text in elements {
      guard let text else {
        texts.append(nil)
        continue
      }
      let value =
        from.isCharacter || element.isCharacter
        ? try parse(text, as: element, context)
        : try convert(parse(text, as: from, context), from: from, to: element, context)
      texts.append(Self.text(of: value, type: element, context))
    }
    return ArrayText.text(of: texts, .catalog(type))
  }
}
