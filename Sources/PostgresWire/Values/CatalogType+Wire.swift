import SQLTypes

/// The object ids of types that only system relations have (wire.md 3.1).
extension PostgresType {
  init(_ type: CatalogType) {
    switch type {
    case .oid: self.init(oid: 26, length: 4)
    case .xid: self.init(oid: 28, length: 4)
    case .named(let kind), .shownName(let kind): self.init(oid: kind.typeOID, length: 4)
    case .name: self.init(oid: 19, length: 128)
    case .character: self.init(oid: 18, length: 1)
    case .aclItem: self.init(oid: 1033, length: 12)
    case .int2vector: self.init(oid: 22)
    case .oidvector: self.init(oid: 30)
    case .array(let element): self.init(oid: element.arrayOID)
    case .numberedElement: self.init(oid: 2249)
    }
  }
}

extension CatalogType {
  /// The type that a client means by an object id; nil where it is none of these.
  static func numbered(_ oid: UInt32) -> DataType? {
    let type = known.first { PostgresType($0).oid == oid }
    return type.map { .catalog($0) }
  }

  private static let known: [CatalogType] =
    [.oid, .xid, .name, .character, .aclItem, .int2vector, .oidvector] + ObjectKind.allCases.map { .named($0) }
    + ArrayElement.allCases.map { .array($0) }
}

extension CatalogType.ObjectKind {
  fileprivate var typeOID: UInt32 {
    switch self {
    case .relation: 2205
    case .type: 2206
    case .function: 24
    case .signature: 2202
    case .namespace: 4089
    case .role: 4096
    }
  }
}

extension ArrayElement {
  /// Of the array; Redshift has those of PostgreSQL 8.0.
  var arrayOID: UInt32 {
    switch self {
    case .boolean: 1000
    case .character: 1002
    case .name: 1003
    case .smallint: 1005
    case .integer: 1007
    case .regproc: 1008
    case .text: 1009
    case .bpchar: 1014
    case .varchar: 1015
    case .bigint: 1016
    case .real: 1021
    case .double: 1022
    case .oid: 1028
    case .aclItem: 1034
    case .timestamp: 1115
    case .date: 1182
    case .timestamptz: 1185
    case .numeric: 1231
    case .regtype: 2211
    }
  }

  /// Of an element, in the header of a binary array.
  var elementOID: UInt32 {
    switch self {
    case .text: 25
    case .bpchar: 1042
    default: PostgresType(type).oid
    }
  }
}
