/// A type that only the system's own relations and functions have: object ids, names, arrays.
///
/// Underneath a value is a whole number (object ids, in whatever form they are shown) or a string, so that kernels are
/// those of BIGINT and VARCHAR. An array is kept as its text, `{a,"b c",NULL}`, a vector as `1 2`.
package enum CatalogType: Hashable, BitwiseCopyable, Sendable {
  case oid, xid
  /// An object id that is shown as the name of what it stands for.
  case named(ObjectKind)
  /// The name of an object as a result shows it, where the column's type is a `named` one.
  case shownName(ObjectKind)
  case name
  /// `"char"`: one byte.
  case character
  case aclItem
  /// Like an array, but from 0 on and written with blanks between the elements.
  case int2vector, oidvector
  case array(ArrayElement)
  /// What `_pg_expandarray` gives: an element and its number, `(x,n)`.
  case numberedElement(ArrayElement)

  /// What `regclass` and its kin name.
  package enum ObjectKind: String, Hashable, BitwiseCopyable, Sendable, CaseIterable {
    case relation = "regclass"
    case type = "regtype"
    case function = "regproc"
    case signature = "regprocedure"
    case namespace = "regnamespace"
    case role = "regrole"
  }
}

/// What an array holds.
package enum ArrayElement: String, Hashable, BitwiseCopyable, Sendable, CaseIterable {
  case boolean, smallint, integer, bigint, real, double, numeric, date, timestamp, timestamptz
  case text, varchar, bpchar, name, character, oid, regtype, regproc, aclItem

  package var type: DataType {
    switch self {
    case .boolean: .boolean
    case .smallint: .smallint
    case .integer: .integer
    case .bigint: .bigint
    case .real: .real
    case .double: .double
    case .numeric: .decimal(precision: 38, scale: 18)
    case .date: .date
    case .timestamp: .timestamp
    case .timestamptz: .timestamptz
    case .text, .varchar, .bpchar: .varchar(DataType.maximumVarcharLength)
    case .name: .catalog(.name)
    case .character: .catalog(.character)
    case .oid: .catalog(.oid)
    case .regtype: .catalog(.named(.type))
    case .regproc: .catalog(.named(.function))
    case .aclItem: .catalog(.aclItem)
    }
  }

  /// The element of `ARRAY[…]` over values of a type; nil where there is no such array.
  package init?(_ type: DataType) {
    switch type {
    case .varchar, .varcharIgnoringCase, .unknown: self = .text
    case .char, .charIgnoringCase: self = .bpchar
    case .decimal: self = .numeric
    case .time, .timetz, .interval, .intervalYearToMonth, .intervalDayToSecond, .super, .varbyte, .hllsketch: return nil
    default:
      guard let element = Self.allCases.first(where: { $0.type == type }) else { return nil }
      self = element
    }
  }

  /// As messages and FORMAT_TYPE name it.
  package var familyName: String {
    switch self {
    case .text: "text"
    case .varchar: "character varying"
    case .bpchar: "character"
    default: type.familyName
    }
  }

  /// As `pg_type.typname` has it.
  package var internalName: String {
    switch self {
    case .text: "text"
    case .varchar: "varchar"
    case .bpchar: "bpchar"
    default: type.internalName
    }
  }
}

extension CatalogType {
  package var physical: PhysicalType { isObjectID ? .int64 : .string }

  /// Whether its values are object ids or the like: whole numbers from 0 on.
  package var isObjectID: Bool {
    switch self {
    case .oid, .xid, .named: true
    default: false
    }
  }

  /// Whether it compares and concatenates as a string.
  package var isText: Bool {
    switch self {
    case .name, .character, .aclItem, .shownName: true
    default: false
    }
  }

  /// What an array or a vector holds.
  package var element: ArrayElement? {
    switch self {
    case .int2vector: .smallint
    case .oidvector: .oid
    case .array(let element): element
    default: nil
    }
  }

  /// Bytes that a value has at most.
  package var maximumLength: Int {
    switch self {
    case .character: 1
    case .name: 127
    case .oid, .xid, .named: 10
    default: DataType.maximumVarcharLength
    }
  }

  package var familyName: String {
    switch self {
    case .character: "\"char\""
    case .array(let element): element.familyName + "[]"
    case .numberedElement: "record"
    default: internalName
    }
  }

  /// As `pg_type.typname` has it: `_int2` is an array.
  package var internalName: String {
    switch self {
    case .oid: "oid"
    case .xid: "xid"
    case .named(let kind), .shownName(let kind): kind.rawValue
    case .name: "name"
    case .character: "char"
    case .aclItem: "aclitem"
    case .int2vector: "int2vector"
    case .oidvector: "oidvector"
    case .array(let element): "_" + element.internalName
    case .numberedElement: "record"
    }
  }

  /// The type of that name, without `[]`; `"char"` stands in its quotes.
  static func named(_ name: String) -> CatalogType? {
    if let kind = ObjectKind(rawValue: name) { return .named(kind) }
    if name == "\"char\"" { return .character }
    return simple.first { $0.internalName == name }
  }

  private static let simple: [CatalogType] = [.oid, .xid, .name, .aclItem, .int2vector, .oidvector]
}

extension DataType {
  package static let oid = DataType.catalog(.oid)
  package static let name = DataType.catalog(.name)
  /// `"char"`.
  package static let character = DataType.catalog(.character)

  package static func array(_ element: ArrayElement) -> DataType { .catalog(.array(element)) }

  /// Object ids: `oid`, `regclass` and its kin.
  package var isObjectID: Bool { if case .catalog(let type) = self { type.isObjectID } else { false } }

  /// Whether its values are the names of objects, as a result shows them.
  package var showsObjects: Bool { if case .catalog(.shownName) = self { true } else { false } }

  /// `regclass` and its kin: what their values mean says the catalog.
  package var namesObjects: Bool {
    switch self {
    case .catalog(.named), .catalog(.shownName): true
    default: false
    }
  }

  /// The type of a result's column: the name of an object instead of its id.
  package var shown: DataType {
    if case .catalog(.named(let kind)) = self { .catalog(.shownName(kind)) } else { self }
  }

  /// Whether only system relations have columns of it.
  package var isCatalogType: Bool { if case .catalog = self { true } else { false } }

  /// What an array or a vector holds.
  package var element: ArrayElement? { if case .catalog(let type) = self { type.element } else { nil } }
}
