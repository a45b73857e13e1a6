import SQLTypes

/// The types of catalogs' columns, by what stands in them.
extension DataType {
  static let objectID = DataType.oid
  static let objectName = DataType.name
  /// One letter: PostgreSQL's `"char"`.
  static let letter = DataType.character
  static let transactionID = DataType.catalog(.xid)
  /// Numbers of columns: `{1,2}`.
  static let numberList = DataType.array(.smallint)
  /// The same where they are a vector: `1 2`.
  static let numberVector = DataType.catalog(.int2vector)
  /// Types of a function's arguments.
  static let idVector = DataType.catalog(.oidvector)
  static let idList = DataType.array(.oid)
  static let userList = DataType.array(.integer)
  /// By its name: `regproc`.
  static let functionName = DataType.catalog(.shownName(.function))
  static let accessList = DataType.array(.aclItem)
  static let textList = DataType.array(.text)
  static let longText = DataType.varchar(DataType.maximumVarcharLength)
}
