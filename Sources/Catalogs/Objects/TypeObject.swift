import SQLTypes

/// A type, as `pg_type` lists it.
package struct TypeObject: Sendable {
  package let oid: Int
  package let name: String
  /// Bytes of a value; -1 for one that varies, -2 for one that ends with a zero byte.
  package let length: Int
  /// `c`, `s`, `i`, `d`: where values begin.
  package let alignment: String
  /// Of an array's elements.
  package var element = 0
  package var array = 0
  /// `b` base, `c` composite, `p` pseudo.
  package var kind = "b"
  /// Of a composite type.
  package var relation = 0
  package var schema = 11

  package init(_ oid: Int, _ name: String, _ length: Int, _ alignment: String, element: Int = 0, array: Int = 0) {
    self.oid = oid
    self.name = name
    self.length = length
    self.alignment = alignment
    self.element = element
    self.array = array
  }

  package var isByValue: Bool { [1, 2, 4].contains(length) && element == 0 }
  package var isVariable: Bool { length < 0 }

  /// The built-in ones, with the numbers they have in PostgreSQL 8.0 and Redshift.
  package static let builtIn: [TypeObject] =
    scalars + arrays + [
      pseudo(2249, "record", -1), pseudo(2275, "cstring", -2), pseudo(2276, "any", 4), pseudo(2277, "anyarray", -1),
      pseudo(2278, "void", 4),
      pseudo(2279, "trigger", 4),
    ]

  package static func named(_ name: String) -> TypeObject? { byName[name] }
  package static func numbered(_ oid: Int) -> TypeObject? { byNumber[oid] }

  private static let byName = Dictionary(uniqueKeysWithValues: builtIn.map { ($0.name, $0) })
  private static let byNumber = Dictionary(uniqueKeysWithValues: builtIn.map { ($0.oid, $0) })

  private static let scalars = [
    TypeObject(16, "bool", 1, "c", array: 1000), TypeObject(17, "bytea", -1, "i", array: 1001),
    TypeObject(18, "char", 1, "c", array: 1002), TypeObject(19, "name", 128, "i", element: 18, array: 1003),
    TypeObject(20, "int8", 8, "d", array: 1016), TypeObject(21, "int2", 2, "s", array: 1005),
    TypeObject(22, "int2vector", 64, "s", element: 21, array: 1006), TypeObject(23, "int4", 4, "i", array: 1007),
    TypeObject(24, "regproc", 4, "i", array: 1008), TypeObject(25, "text", -1, "i", array: 1009),
    TypeObject(26, "oid", 4, "i", array: 1028), TypeObject(27, "tid", 6, "s", array: 1010),
    TypeObject(28, "xid", 4, "i", array: 1011), TypeObject(29, "cid", 4, "i", array: 1012),
    TypeObject(30, "oidvector", 128, "i", element: 26, array: 1013), TypeObject(700, "float4", 4, "i", array: 1021),
    TypeObject(701, "float8", 8, "d", array: 1022), TypeObject(702, "abstime", 4, "i", array: 1023),
    TypeObject(705, "unknown", -2, "c"), TypeObject(1033, "aclitem", 12, "i", array: 1034),
    TypeObject(1042, "bpchar", -1, "i", array: 1014), TypeObject(1043, "varchar", -1, "i", array: 1015),
    TypeObject(1082, "date", 4, "i", array: 1182), TypeObject(1083, "time", 8, "d", array: 1183),
    TypeObject(1114, "timestamp", 8, "d", array: 1115), TypeObject(1184, "timestamptz", 8, "d", array: 1185),
    TypeObject(1186, "interval", 12, "d", array: 1187), TypeObject(1266, "timetz", 12, "d", array: 1270),
    TypeObject(1188, "intervaly2m", 4, "i", array: 1189), TypeObject(1190, "intervald2s", 8, "d", array: 1191),
    TypeObject(1700, "numeric", -1, "i", array: 1231), TypeObject(1790, "refcursor", -1, "i", array: 2201),
    TypeObject(2205, "regclass", 4, "i", array: 2210), TypeObject(2206, "regtype", 4, "i", array: 2211),
    TypeObject(2935, "hllsketch", -1, "i"), TypeObject(3000, "geometry", -1, "i"),
    TypeObject(3001, "geography", -1, "i"), TypeObject(4000, "super", -1, "i"),
    TypeObject(6551, "varbyte", -1, "i"),
  ]

  private static let arrays = scalars.filter { $0.array != 0 }.map { scalar in
    TypeObject(scalar.array, "_\(scalar.name)", -1, scalar.alignment == "d" ? "d" : "i", element: scalar.oid)
  }

  private static func pseudo(_ oid: Int, _ name: String, _ length: Int) -> TypeObject {
    var type = TypeObject(oid, name, length, "i")
    type.kind = "p"
    return type
  }

  /// The type of a relation's rows.
  static func row(_ oid: Int, of relation: RelationObject) -> TypeObject {
    var type = TypeObject(oid, relation.name.name, -1, "d")
    type.kind = "c"
    type.relation = relation.oid
    type.schema = relation.schema
    return type
  }
}

extension DataType {
  package var typeObject: TypeObject {
    let name =
      switch self {
      case .char, .charIgnoringCase: "bpchar"
      default: internalName
      }
    return TypeObject.named(name) ?? TypeObject(705, "unknown", -2, "c")
  }

  /// `atttypmod`: the declared length or precision, coded; -1 for none.
  package var typeModifier: Int {
    switch self {
    case .char(let length), .charIgnoringCase(let length), .varchar(let length), .varcharIgnoringCase(let length),
      .varbyte(let length):
      length + 4
    case .decimal(let precision, let scale): (precision << 16 | scale) + 4
    default: -1
    }
  }
}
