import SQLTypes

/// The functions that are a name, parameter kinds and a kernel.
extension FunctionCatalog {
  static func choose(
    _ name: String, _ arguments: [BoundExpression], _ overloads: [FunctionSignature]
  ) throws(SQLError) -> BoundExpression {
    var best: FunctionSignature?
    var bestScore = -1
    for overload in overloads {
      if let score = overload.score(arguments), score > bestScore { (best, bestScore) = (overload, score) }
    }
    guard let best else { throw undefined(name, arguments) }
    return try best.bind(arguments)
  }

  static let signatures: [String: [FunctionSignature]] = {
    var table: [String: [FunctionSignature]] = [:]
    for (names, overloads) in stringSignatures + mathematicsSignatures + datetimeSignatures + systemSignatures {
      for name in names.split(separator: " ") { table[String(name), default: []] += overloads }
    }
    return table
  }()

  private static let longText = DataType.varchar(DataType.maximumVarcharLength)

  private static let stringSignatures: [(String, [FunctionSignature])] = [
    ("len length char_length character_length textlen", [.init(.length, [.text], .fixed(.integer))]),
    ("octet_length", [.init(.octetLength, [.text], .fixed(.integer))]),
    ("lower", [.init(.lower, [.text], .argument(0))]),
    ("upper", [.init(.upper, [.text], .argument(0))]),
    ("initcap", [.init(.initialCapitals, [.text], .argument(0))]),
    ("reverse", [.init(.reverse, [.text], .argument(0))]),
    ("btrim trim", [.init(.trimBoth, [.text, .text], optional: 1, .textOf(0))]),
    ("ltrim", [.init(.trimLeading, [.text, .text], optional: 1, .textOf(0))]),
    ("rtrim", [.init(.trimTrailing, [.text, .text], optional: 1, .textOf(0))]),
    ("left", [.init(.left, [.text, .bigint], .textOf(0))]),
    ("right", [.init(.right, [.text, .bigint], .textOf(0))]),
    ("lpad", [.init(.padLeft, [.text, .bigint, .text], optional: 1, .fixed(longText))]),
    ("rpad", [.init(.padRight, [.text, .bigint, .text], optional: 1, .fixed(longText))]),
    ("repeat replicate", [.init(.repeat, [.text, .bigint], .fixed(longText))]),
    ("replace", [.init(.replace, [.text, .text, .text], .fixed(longText))]),
    ("translate", [.init(.translate, [.text, .text, .text], .fixed(longText))]),
    ("strpos", [.init(.position, [.text, .text], .fixed(.integer))]),
    ("substring substr", [.init(.substring, [.text, .bigint, .bigint], optional: 1, .textOf(0))]),
    ("split_part", [.init(.splitPart, [.text, .text, .bigint], .textOf(0))]),
    ("concat", [.init(.concatenate, [.text, .text], .fixed(longText))]),
    ("ascii", [.init(.characterCode, [.text], .fixed(.integer))]),
    ("chr", [.init(.character, [.bigint], .fixed(.varchar(4)))]),
    ("quote_ident", [.init(.quoteIdentifier, [.text], .fixed(longText))]),
    ("quote_literal", [.init(.quoteLiteral, [.text], .fixed(longText))]),
    ("strtol", [.init(.parseInteger, [.text, .bigint], .fixed(.bigint))]),
    ("octetindex", [.init(.octetPosition, [.text, .text], .fixed(.integer))]),
    (
      "to_hex",
      [.init(.toHexadecimal, [.bigint], .fixed(.varchar(16))), .init(.toHexadecimal, [.varbyte], .fixed(longText))]
    ),
    ("soundex", [.init(.soundex, [.text], .fixed(.varchar(4)))]),
    ("difference", [.init(.soundexDifference, [.text, .text], .fixed(.integer))]),
    ("crc32", [.init(.crc32, [.text], .fixed(.varchar(8)))]),
    ("sha sha1 func_sha1", [.init(.sha1, [.text], .fixed(.varchar(40)))]),
    ("sha2", [.init(.sha2, [.text, .bigint], .fixed(.varchar(128)))]),
    ("fnv_hash", [.init(.fnvHash, [.any, .bigint], optional: 1, .fixed(.bigint))]),
    ("regexp_count", [.init(.regexCount, [.text, .text, .bigint, .text], optional: 2, .fixed(.integer))]),
    (
      "regexp_instr",
      [
        .init(
          .regexPosition, [.text, .text, .bigint, .bigint, .bigint, .text], optional: 4, .fixed(.integer))
      ]
    ),
    (
      "regexp_replace",
      [.init(.regexReplace, [.text, .text, .text, .bigint, .text], optional: 3, .fixed(longText))]
    ),
    (
      "regexp_substr",
      [.init(.regexSubstring, [.text, .text, .bigint, .bigint, .text], optional: 3, .textOf(0))]
    ),
    ("md5", [.init(.md5, [.text], .fixed(.varchar(32)))]),
  ]

  private static let mathematicsSignatures: [(String, [FunctionSignature])] = [
    ("abs", [.init(.absolute, [.number], .argument(0))]),
    ("sqrt dsqrt", [.init(.squareRoot, [.double], .fixed(.double))]),
    ("cbrt dcbrt", [.init(.cubeRoot, [.double], .fixed(.double))]),
    ("exp dexp", [.init(.exponential, [.double], .fixed(.double))]),
    ("ln dlog1", [.init(.naturalLogarithm, [.double], .fixed(.double))]),
    ("log dlog10", [.init(.logarithm10, [.double], .fixed(.double))]),
    ("power pow dpow", [.init(.power, [.double, .double], .fixed(.double))]),
    ("degrees", [.init(.degrees, [.double], .fixed(.double))]),
    ("radians", [.init(.radians, [.double], .fixed(.double))]),
    ("sin", [.init(.sine, [.double], .fixed(.double))]),
    ("cos", [.init(.cosine, [.double], .fixed(.double))]),
    ("tan", [.init(.tangent, [.double], .fixed(.double))]),
    ("cot", [.init(.cotangent, [.double], .fixed(.double))]),
    ("asin", [.init(.arcSine, [.double], .fixed(.double))]),
    ("acos", [.init(.arcCosine, [.double], .fixed(.double))]),
    ("atan", [.init(.arcTangent, [.double], .fixed(.double))]),
    ("atan2", [.init(.arcTangent2, [.double, .double], .fixed(.double))]),
    ("pi", [.init(.pi, [], .fixed(.double))]),
    ("random", [.init(.random, [], .fixed(.double))]),
  ]

  private static let datetimeSignatures: [(String, [FunctionSignature])] = [
    ("getdate", [.init(.statementTimestamp, [], .fixed(.timestamp))]),
    ("sysdate localtimestamp", [.init(.transactionTimestamp, [], .fixed(.timestamp))]),
    ("current_timestamp now transaction_timestamp", [.init(.currentTimestamp, [], .fixed(.timestamptz))]),
    ("current_date", [.init(.currentDate, [], .fixed(.date))]),
    ("current_time", [.init(.currentTime, [], .fixed(.timetz))]),
    ("timeofday", [.init(.timeOfDay, [], .fixed(.varchar(64)))]),
    ("add_months", [.init(.addMonths, [.timestamp, .bigint], .fixed(.timestamp))]),
    ("last_day", [.init(.lastDay, [.date], .fixed(.date))]),
    ("next_day", [.init(.nextDay, [.date, .text], .fixed(.date))]),
    ("months_between", [.init(.monthsBetween, [.timestamp, .timestamp], .fixed(.double))]),
    (
      "convert_timezone",
      [
        .init(.convertTimezone, [.text, .timestamp], .fixed(.timestamp)),
        .init(.convertTimezone, [.text, .text, .timestamp], .fixed(.timestamp)),
      ]
    ),
    (
      "timezone",
      [
        .init(.atTimezone, [.text, .timestamp], .fixed(.timestamptz)),
        .init(.atTimezone, [.text, .timestamptz], .fixed(.timestamp)),
      ]
    ),
    (
      "date_cmp timestamp_cmp date_cmp_timestamp timestamp_cmp_date",
      [.init(.compare, [.timestamp, .timestamp], .fixed(.integer))]
    ),
    (
      "timestamptz_cmp date_cmp_timestamptz timestamptz_cmp_date timestamp_cmp_timestamptz timestamptz_cmp_timestamp",
      [.init(.compare, [.timestamptz, .timestamptz], .fixed(.integer))]
    ),
    ("interval_cmp", [.init(.compare, [.interval, .interval], .fixed(.integer))]),
    (
      "to_char",
      [
        .init(.formatDatetime, [.moment, .text], .fixed(longText)),
        .init(.formatInterval, [.interval, .text], .fixed(longText)),
        .init(.formatNumber, [.number, .text], .fixed(longText)),
      ]
    ),
    ("to_date", [.init(.parseDate, [.text, .text, .boolean], optional: 1, .fixed(.date))]),
    ("to_timestamp", [.init(.parseTimestamp, [.text, .text, .boolean], optional: 1, .fixed(.timestamptz))]),
  ]

  private static let name = DataType.varchar(128)

  private static let systemSignatures: [(String, [FunctionSignature])] = [
    ("current_database", [.init(.currentDatabase, [], .fixed(name))]),
    ("current_schema", [.init(.currentSchema, [], .fixed(name))]),
    ("current_schemas", [.init(.currentSchemas, [.boolean], .fixed(longText))]),
    ("current_user user", [.init(.currentUser, [], .fixed(name))]),
    ("session_user", [.init(.sessionUser, [], .fixed(name))]),
    ("current_user_id", [.init(.currentUserID, [], .fixed(.integer))]),
    ("current_setting", [.init(.currentSetting, [.text], .fixed(longText))]),
    ("version", [.init(.version, [], .fixed(longText))]),
    ("pg_backend_pid", [.init(.backendPID, [], .fixed(.integer))]),
    ("pg_last_query_id", [.init(.lastQueryID, [], .fixed(.integer))]),
    ("pg_last_copy_id", [.init(.lastCopyID, [], .fixed(.integer))]),
    ("pg_last_copy_count", [.init(.lastCopyCount, [], .fixed(.bigint))]),
    ("pg_last_unload_id", [.init(.lastUnloadID, [], .fixed(.integer))]),
    ("pg_last_unload_count", [.init(.lastUnloadCount, [], .fixed(.bigint))]),
    ("slice_num", [.init(.sliceNumber, [], .fixed(.integer))]),
    (
      "has_table_privilege has_schema_privilege has_database_privilege",
      [.init(.hasPrivilege, [.text, .text, .text], optional: 1, .fixed(.boolean))]
    ),
  ]

  /// Redshift has them; this engine does not yet.
  static let unbuilt: Set<String> = [
    "json_extract_path_text", "json_extract_array_element_text", "json_array_length", "is_valid_json",
    "is_valid_json_array", "json_parse", "json_serialize", "json_typeof", "can_json_parse", "json_size", "is_array",
    "is_object", "is_scalar", "is_integer", "is_bigint", "is_smallint", "is_decimal", "is_float", "is_varchar",
    "is_char", "is_boolean", "get_array_length", "array", "array_concat", "array_flatten", "subarray",
    "split_to_array", "object", "object_transform", "lower_attribute_names", "murmur3_32_hash", "age",
    "clock_timestamp", "checksum",
    "collate", "set_config", "bpcharcmp", "bttext_pattern_cmp", "text_to_int_alt", "text_to_numeric_alt", "hll",
    "hll_create_sketch", "hll_cardinality", "hll_combine", "pg_cancel_backend", "pg_terminate_backend",
    "pg_get_cols", "pg_get_late_binding_view_cols", "db_collation", "convert", "interval_normalize",
  ]
}
