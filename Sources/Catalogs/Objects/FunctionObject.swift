/// A function of the system, as `pg_proc` lists it: those that other catalogs name, with PostgreSQL's numbers, not all
/// that statements may call.
package struct FunctionObject: Sendable {
  package let oid: Int
  package let name: String
  /// Ids of types.
  package let arguments: [Int]
  package let result: Int
  package var isAggregate = false
  /// `i` immutable, `s` stable, `v` volatile.
  package var volatility = "i"
  var schema = 11
  var owner = ObjectID.bootstrapUser
  var language = 12
  var isProcedure = false
  var isSecurityDefiner = false
  /// Of the user's; nil for one whose name says what it does.
  var source: String?
  var routine: RoutineEntry?

  package init(_ oid: Int, _ name: String, _ arguments: [Int], _ result: Int) {
    self.oid = oid
    self.name = name
    self.arguments = arguments
    self.result = result
  }

  package static let builtIn: [FunctionObject] = input + output + receive + send + information + aggregates

  package static func named(_ name: String) -> FunctionObject? { byName[name] }

  private static let byName = Dictionary(builtIn.map { ($0.name, $0) }) { first, _ in first }

  /// From text: the argument is a `cstring`.
  private static let input = [
    (1242, "boolin", 16), (1244, "byteain", 17), (1245, "charin", 18), (34, "namein", 19), (460, "int8in", 20),
    (38, "int2in", 21), (42, "int4in", 23), (44, "regprocin", 24), (46, "textin", 25), (1798, "oidin", 26),
    (200, "float4in", 700), (214, "float8in", 701), (1031, "aclitemin", 1033), (1044, "bpcharin", 1042),
    (1046, "varcharin", 1043), (1084, "date_in", 1082), (1143, "time_in", 1083), (1312, "timestamp_in", 1114),
    (1150, "timestamptz_in", 1184), (1160, "interval_in", 1186), (1350, "timetz_in", 1266),
    (1701, "numeric_in", 1700), (2218, "regclassin", 2205), (2220, "regtypein", 2206), (750, "array_in", 2277),
    (2290, "record_in", 2249),
  ].map { FunctionObject($0, $1, [2275], $2) }

  private static let output = [
    (1243, "boolout", 16), (31, "byteaout", 17), (33, "charout", 18), (35, "nameout", 19), (461, "int8out", 20),
    (39, "int2out", 21), (43, "int4out", 23), (45, "regprocout", 24), (47, "textout", 25), (1799, "oidout", 26),
    (201, "float4out", 700), (215, "float8out", 701), (1032, "aclitemout", 1033), (1045, "bpcharout", 1042),
    (1047, "varcharout", 1043), (1085, "date_out", 1082), (1144, "time_out", 1083), (1313, "timestamp_out", 1114),
    (1151, "timestamptz_out", 1184), (1161, "interval_out", 1186), (1351, "timetz_out", 1266),
    (1702, "numeric_out", 1700), (2219, "regclassout", 2205), (2221, "regtypeout", 2206), (751, "array_out", 2277),
    (2291, "record_out", 2249),
  ].map { FunctionObject($0, $1, [$2], 2275) }

  /// From the binary form: the argument is an `internal`.
  private static let receive = [
    (2436, "boolrecv", 16), (2412, "bytearecv", 17), (2434, "charrecv", 18), (2422, "namerecv", 19),
    (2408, "int8recv", 20), (2404, "int2recv", 21), (2406, "int4recv", 23), (2444, "regprocrecv", 24),
    (2414, "textrecv", 25), (2418, "oidrecv", 26), (2424, "float4recv", 700), (2426, "float8recv", 701),
    (2430, "bpcharrecv", 1042), (2432, "varcharrecv", 1043), (2468, "date_recv", 1082), (2470, "time_recv", 1083),
    (2474, "timestamp_recv", 1114), (2476, "timestamptz_recv", 1184), (2478, "interval_recv", 1186),
    (2472, "timetz_recv", 1266), (2460, "numeric_recv", 1700), (2452, "regclassrecv", 2205),
    (2454, "regtyperecv", 2206), (2400, "array_recv", 2277), (2402, "record_recv", 2249),
  ].map { FunctionObject($0, $1, [2281], $2) }

  private static let send = receive.map { function in
    FunctionObject(
      function.oid + 1, String(function.name.dropLast(4)) + "send", [function.result], 17)
  }

  private static let information: [FunctionObject] = [
    FunctionObject(89, "version", [], 25), FunctionObject(861, "current_database", [], 19),
    FunctionObject(1402, "current_schema", [], 19), FunctionObject(1081, "format_type", [26, 23], 25),
    FunctionObject(1640, "pg_get_viewdef", [25], 25), FunctionObject(1641, "pg_get_viewdef", [26], 25),
    FunctionObject(1387, "pg_get_constraintdef", [26], 25), FunctionObject(1716, "pg_get_expr", [25, 26], 25),
    FunctionObject(1642, "pg_get_userbyid", [23], 19), FunctionObject(1215, "obj_description", [26, 19], 25),
    FunctionObject(1216, "col_description", [26, 23], 25), FunctionObject(2079, "pg_table_is_visible", [26], 16),
    FunctionObject(2026, "pg_backend_pid", [], 23), FunctionObject(1299, "now", [], 1184),
  ].map { function in
    var function = function
    function.volatility = "s"
    return function
  }

  private static let aggregates = [
    (2100, "avg", 20, 1700), (2107, "sum", 20, 1700), (2115, "max", 20, 20), (2131, "min", 20, 20),
    (2147, "count", 2276, 20),
  ].map { oid, name, argument, result in
    var function = FunctionObject(oid, name, [argument], result)
    function.isAggregate = true
    return function
  }
}
