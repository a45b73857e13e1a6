import PostgresWire
import SQLTypes
import Testing

/// wire.md 3.1
@Suite struct PostgresTypeTests {
  @Test(arguments: RandomValues.types) func bothWays(_ type: DataType) throws {
    #expect(try PostgresType(type).dataType() == type)
  }

  @Test(
    arguments: [
      (.decimal(precision: 12, scale: 2), 1700, -1, 786_438), (.varchar(256), 1043, -1, 260), (.char(1), 1042, -1, 5),
      (.varbyte(64_000), 6551, -1, 64_004), (.super, 4000, -1, -1), (.unknown, 705, -2, -1), (.interval, 1186, 12, -1),
      (.intervalYearToMonth, 1188, 4, -1), (.intervalDayToSecond(precision: 6), 1190, 8, -1),
      (.hllsketch, 2935, -1, -1),
      (.timetz, 1266, 12, -1), (.boolean, 16, 1, -1), (.bigint, 20, 8, -1), (.name, 19, 128, -1),
      (.character, 18, 1, -1), (.array(.text), 1009, -1, -1), (.catalog(.shownName(.function)), 24, 4, -1),
    ] as [(DataType, UInt32, Int16, Int32)])
  func idsAndArguments(_ type: DataType, _ oid: UInt32, _ length: Int16, _ modifier: Int32) {
    #expect(PostgresType(type) == PostgresType(oid: oid, length: length, modifier: modifier))
  }

  @Test(
    arguments: [
      (0, .unknown), (25, .varchar(65535)), (1043, .varchar(65535)), (26, .oid), (19, .name),
      (1700, .decimal(precision: 38, scale: 19)), (1007, .array(.integer)), (2205, .catalog(.named(.relation))),
    ] as [(UInt32, DataType)]) func whatClientsDeclare(_ oid: UInt32, _ type: DataType) throws
  {
    #expect(try PostgresType(oid: oid).dataType() == type)
  }

  @Test func whatIsNotBuilt() {
    let error = #expect(throws: SQLError.self) { try PostgresType(oid: 1187).dataType() }
    #expect(error?.state == .featureNotSupported)
  }
}
