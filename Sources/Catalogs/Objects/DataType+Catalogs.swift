import SQLTypes

/// The types of catalogs' columns.
extension DataType {
  static let objectID = DataType.bigint
  static let objectName = DataType.identifier
  /// One letter: PostgreSQL's `"char"`.
  static let letter = DataType.char(1)
  /// Numbers of columns: `int2vector` and `smallint[]`.
  static let numberList = DataType.varchar(1024)
  /// Types of a function's arguments: `oidvector`.
  static let idVector = DataType.varchar(1024)
  static let idList = DataType.varchar(1024)
  static let functionName = DataType.identifier
  static let accessList = DataType.varchar(4096)
  static let textList = DataType.varchar(4096)
  static let longText = DataType.varchar(DataType.maximumVarcharLength)
}
