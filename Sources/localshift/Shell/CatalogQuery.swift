/// What the shell's commands ask the catalogs, in SQL that a cluster answers as well.
enum CatalogQuery {
  /// `kind` is `BASE TABLE` or `VIEW`, nil for both. `pattern` is a name in which `*` and `?` stand for others.
  static func relations(_ kind: String?, pattern: String?) -> String {
    """
    SELECT table_schema AS "Schema", table_name AS "Name", \
    CASE table_type WHEN 'VIEW' THEN 'view' ELSE 'table' END AS "Type" FROM information_schema.tables \
    WHERE \(kind.map { "table_type = '\($0)'" } ?? "table_type IN ('BASE TABLE', 'VIEW')")\
    \(condition("table_schema", "table_name", pattern)) ORDER BY 1, 2
    """
  }

  /// The same of tables, with the numbers of their rows; svv_table_info leaves out those that are empty.
  static func tableSizes(pattern: String?) -> String {
    """
    SELECT t.table_schema AS "Schema", t.table_name AS "Name", coalesce(i.tbl_rows, 0) AS "Rows", coalesce(i.size, 0) AS "MB" \
    FROM information_schema.tables t LEFT JOIN svv_table_info i ON i."schema" = t.table_schema AND i."table" = t.table_name \
    WHERE t.table_type = 'BASE TABLE'\(condition("t.table_schema", "t.table_name", pattern)) ORDER BY 1, 2
    """
  }

  /// `isDetailed`: with how and where the values lie.
  static func columns(of name: String, isDetailed: Bool) -> String {
    let storage = isDetailed ? ", encoding AS \"Encoding\", distkey AS \"Distkey\", sortkey AS \"Sortkey\"" : ""
    return """
      SELECT column_name AS "Column", data_type AS "Type", \
      CASE is_nullable WHEN 'NO' THEN 'not null' ELSE '' END AS "Nullable", column_default AS "Default"\(storage) \
      FROM svv_redshift_columns WHERE database_name = current_database()\(condition("schema_name", "table_name", name)) \
      ORDER BY schema_name, table_name, ordinal_position
      """
  }

  /// Name, kind and a column, a row each column of a key.
  static func keys(of name: String) -> String {
    """
    SELECT c.constraint_name, c.constraint_type, k.column_name FROM information_schema.table_constraints c \
    JOIN information_schema.key_column_usage k \
    ON k.constraint_name = c.constraint_name AND k.constraint_schema = c.constraint_schema AND k.table_name = c.table_name \
    WHERE true\(condition("c.table_schema", "c.table_name", name)) ORDER BY c.constraint_name, k.ordinal_position
    """
  }

  static func definition(ofView name: String) -> String {
    "SELECT definition FROM pg_views WHERE true\(condition("schemaname", "viewname", name))"
  }

  static func schemas(pattern: String?) -> String {
    """
    SELECT n.nspname AS "Name", u.usename AS "Owner" FROM pg_namespace n LEFT JOIN pg_user u ON u.usesysid = n.nspowner \
    WHERE \(pattern == nil ? "n.nspname NOT LIKE 'pg\\\\_%' AND n.nspname <> 'information_schema'" : "true")\
    \(condition(nil, "n.nspname", pattern)) ORDER BY 1
    """
  }

  static let databases = """
    SELECT d.datname AS "Name", u.usename AS "Owner" FROM pg_database d LEFT JOIN pg_user u ON u.usesysid = d.datdba ORDER BY 1
    """

  static func functions(pattern: String?) -> String {
    """
    SELECT n.nspname AS "Schema", p.proname AS "Name", p.pronargs AS "Arguments" FROM pg_proc p \
    JOIN pg_namespace n ON n.oid = p.pronamespace WHERE true\(condition("n.nspname", "p.proname", pattern)) ORDER BY 1, 2
    """
  }

  static let users = """
    SELECT usename AS "Name", CASE WHEN usesuper THEN 'superuser' ELSE '' END AS "Attributes" FROM pg_user ORDER BY 1
    """

  /// Every table and view, for completion.
  static let relationNames = """
    SELECT table_schema, table_name FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'pg_internal')
    """

  /// The columns of tables of these names, for completion.
  static func columnNames(of tables: [String]) -> String {
    """
    SELECT table_name, column_name FROM information_schema.columns \
    WHERE table_name IN (\(tables.map(literal).joined(separator: ", "))) ORDER BY ordinal_position
    """
  }

  /// ` AND …`: the system's own are left out where no schema is named.
  private static func condition(_ schema: String?, _ name: String, _ pattern: String?) -> String {
    var parts = (pattern ?? "").split(separator: ".", maxSplits: 1).map(String.init)
    let relation = parts.popLast()
    var conditions: [String] = []
    if let relation { conditions.append(match(name, relation)) }
    if let schema {
      conditions.append(
        parts.first.map { match(schema, $0) }
          ?? "\(schema) NOT IN ('information_schema', 'pg_catalog', 'pg_internal', 'pg_automv')")
    }
    return conditions.map { " AND \($0)" }.joined()
  }

  /// Names are in small letters unless they stand in quotes.
  private static func match(_ column: String, _ pattern: String) -> String {
    let isQuoted = pattern.count > 1 && pattern.hasPrefix("\"") && pattern.hasSuffix("\"")
    let name = isQuoted ? String(pattern.dropFirst().dropLast()) : pattern.lowercased()
    guard !isQuoted, name.contains(where: { $0 == "*" || $0 == "?" }) else { return "\(column) = \(literal(name))" }
    let like = name.replacing("_", with: "\\_").replacing("%", with: "\\%").replacing("*", with: "%").replacing(
      "?", with: "_")
    return "\(column) LIKE \(literal(like))"
  }

  static func literal(_ text: String) -> String {
    "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "''") + "'"
  }
}
