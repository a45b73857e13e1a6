import PostgresWire

/// The start-ups and habits of clients (wire.md 1.3, 2.1 to 2.4, 8.C).
extension Conversation {
  static let clients = [
    psql, psycopg2, psycopg3, asyncpg, pg8000, redshiftConnector, redshiftConnectorCache, redshiftJDBC, pgjdbc, dbt,
    cancelling, tlsThenGSS,
  ]

  private typealias Client = ClientBytes

  private static let welcome = ["authenticate awsuser@dev", "< R", "authenticated", "< SKZ"]

  /// One `Q` a statement with -f, two statements in one with -c.
  static let psql = Conversation(
    name: "psql",
    pieces: [
      Client.sslRequest,
      Client.startup([
        "user": "awsuser", "database": "dev", "application_name": "psql", "client_encoding": "UTF8",
      ]), Client.query("select 1;"), Client.query("select 1; select 2"), Client.query(""), Client.terminate,
    ],
    transcript: ["< N"] + welcome + [
      "query select 1;", "< CZ", "query select 1; select 2", "< CCZ", "query ", "< IZ", "terminate", "disconnect",
    ])

  /// BEGIN before the first statement; a failed one, and ROLLBACK.
  static let psycopg2 = Conversation(
    name: "psycopg2", method: .md5([StoredPassword.md5("secret", user: "awsuser")]),
    pieces: [
      Client.sslRequest, Client.startup(["user": "awsuser", "database": "dev"]),
      Client.message("p", .text("md5" + md5Answer)), Client.query("BEGIN"), Client.query("fail"),
      Client.query("COMMIT"), Client.terminate,
    ],
    transcript: [
      "< N", "authenticate awsuser@dev", "< RR", "authenticated", "< SKZ", "query BEGIN", "< CZ", "query fail", "< EZ",
      "query COMMIT", "< CZ", "terminate", "disconnect",
    ])

  /// Statements without parameters by `Q`; with parameters P, B, D of the portal, E, S; executemany as a pipeline.
  static let psycopg3 = Conversation(
    name: "psycopg 3",
    pieces: [
      Client.sslRequest, Client.startup(["user": "awsuser", "database": "dev"]), Client.query("BEGIN"),
      Client.parse("", "select $1", [21]) + Client.bind("", "", formats: [1], [[0, 5]], results: [0])
        + Client.describe("P") + Client.execute() + Client.sync,
      Client.parse("_pg3_0", "insert into t values ($1)", [0])
        + Client.bind("", "_pg3_0", formats: [0], [Array("a".utf8)], results: [0]) + Client.describe("P")
        + Client.execute() + Client.bind("", "_pg3_0", formats: [0], [nil], results: [0]) + Client.describe("P")
        + Client.execute() + Client.flush + Client.sync,
    ],
    transcript: ["< N"] + welcome + [
      "query BEGIN", "< CZ", "parse '' select $1 [21]", "< 1", "bind '' to '', 1 values", "< 2", "describe portal ''",
      "< n", "execute '' 0", "< C", "sync", "< Z", "parse '_pg3_0' insert into t values ($1) [0]", "< 1",
      "bind '' to '_pg3_0', 1 values", "< 2", "describe portal ''", "< n", "execute '' 0", "< C",
      "bind '' to '_pg3_0', 1 values", "< 2", "describe portal ''", "< n", "execute '' 0", "< C", "flush", "sync",
      "< Z",
    ])

  /// P, D, H and no Sync: the answer comes at the Flush; then B with all results binary, E for one row.
  static let asyncpg = Conversation(
    name: "asyncpg",
    pieces: [
      Client.sslRequest, Client.startup(["client_encoding": "'utf-8'", "user": "awsuser", "database": "dev"]),
      Client.parse("__asyncpg_stmt_1__", "select $1::int") + Client.describe("S", "__asyncpg_stmt_1__") + Client.flush,
      Client.bind("", "__asyncpg_stmt_1__", formats: [1], [[0, 0, 0, 5]], results: [1]) + Client.execute(rows: 1)
        + Client.sync, Client.query("RESET ALL;"), Client.terminate,
    ],
    transcript: ["< N"] + welcome + [
      "parse '__asyncpg_stmt_1__' select $1::int []", "< 1", "describe statement '__asyncpg_stmt_1__'", "< tn", "flush",
      "bind '' to '__asyncpg_stmt_1__', 1 values", "< 2", "execute '' 1", "< C", "sync", "< Z", "query RESET ALL;",
      "< CZ", "terminate", "disconnect",
    ])

  /// The unnamed statement lives on over three Syncs.
  static let pg8000 = Conversation(
    name: "pg8000",
    pieces: [
      Client.startup(["user": "awsuser", "database": "dev"]), Client.query("begin transaction"),
      Client.parse("", "select $1", [0]) + Client.flush + Client.sync,
      Client.describe("S") + Client.flush + Client.sync,
      Client.bind("", "", formats: [0], [Array("5".utf8)], results: [0]) + Client.flush + Client.execute()
        + Client.flush
        + Client.sync, Client.terminate,
    ],
    transcript: welcome + [
      "query begin transaction", "< CZ", "parse '' select $1 [0]", "< 1", "flush", "sync", "< Z",
      "describe statement ''", "< tn", "flush", "sync", "< Z", "bind '' to '', 1 values", "< 2", "flush",
      "execute '' 0", "< C", "flush", "sync", "< Z", "terminate", "disconnect",
    ])

  private static let statement = "redshift_connector_statement_4711_0"

  /// TLS, a digest, and P H D H S, then B H E H S.
  static let redshiftConnector = Conversation(
    name: "redshift_connector", tls: .offered, method: .digest(sha256: digest, salt: Array("salt".utf8)),
    pieces: [
      Client.sslRequest,
      Client.startup([
        "user": "awsuser", "database": "dev", "application_name": "__main__", "client_protocol_version": "2",
        "driver_version": "Redshift Python Driver 2.2.0", "os_version": "Linux", "driver_discovery_version": "1",
      ]), Client.message("d", .value(digestAnswer), .value(Array("client nonce".utf8))),
      Client.parse(statement, "begin transaction") + Client.flush + Client.describe("S", statement) + Client.flush
        + Client.sync,
      Client.bind("", statement) + Client.flush + Client.execute() + Client.flush + Client.sync, Client.terminate,
    ],
    transcript: [
      "< S", "startTLS", "authenticate awsuser@dev", "< RR", "authenticated", "< SKZ",
      "parse '\(statement)' begin transaction []", "< 1", "flush", "describe statement '\(statement)'", "< tn", "flush",
      "sync", "< Z", "bind '' to '\(statement)', 0 values", "< 2", "flush", "execute '' 0", "< C", "flush", "sync",
      "< Z",
      "terminate", "disconnect",
    ])

  /// After DDL each cached statement is closed and waited for.
  static let redshiftConnectorCache = Conversation(
    name: "redshift_connector's cache",
    pieces: [
      Client.startup(["user": "awsuser", "database": "dev", "client_protocol_version": "0"]),
      Client.close("S", statement) + Client.flush + Client.sync,
      Client.close("S", "never") + Client.flush + Client.sync,
      Client.parse(statement, "select fail", [705]) + Client.flush + Client.describe("S", statement) + Client.flush
        + Client.sync,
      Client.parse(statement, "select $1", [705]) + Client.flush + Client.describe("S", statement) + Client.flush
        + Client.sync,
    ],
    transcript: welcome + [
      "close statement '\(statement)'", "< 3", "flush", "sync", "< Z", "close statement 'never'", "< 3", "flush",
      "sync",
      "< Z", "parse '\(statement)' select fail [705]", "< E", "sync", "< Z", "parse '\(statement)' select $1 [705]",
      "< 1", "flush", "describe statement '\(statement)'", "< tn", "flush", "sync", "< Z",
    ])

  /// BEGIN as a statement of its own in the pipeline; a fetch size; protocol 3 is lowered.
  static let redshiftJDBC = Conversation(
    name: "redshift-jdbc", method: .cleartext(.plain("secret")),
    pieces: [
      Client.startup([
        "user": "awsuser", "database": "dev", "client_encoding": "UTF8", "DateStyle": "ISO", "TimeZone": "UTC",
        "_pq_.compression": "lz4:1", "extra_float_digits": "2", "application_name": "[main]a.B",
        "driver_version": "Redshift JDBC Driver 2.2.6", "client_protocol_version": "3",
      ]), Client.message("p", .text("secret")),
      Client.parse("", "BEGIN") + Client.bind("", "") + Client.execute() + Client.parse("", "select 1")
        + Client.bind("C_1", "") + Client.describe("P", "C_1") + Client.execute("C_1", rows: 100) + Client.sync,
      Client.execute("C_1", rows: 100) + Client.sync,
    ],
    transcript: [
      "authenticate awsuser@dev", "< RR", "authenticated", "< SKZ", "parse '' BEGIN []", "< 1",
      "bind '' to '', 0 values", "< 2", "execute '' 0", "< C", "parse '' select 1 []", "< 1",
      "bind 'C_1' to '', 0 values", "< 2", "describe portal 'C_1'", "< n", "execute 'C_1' 100", "< C", "sync", "< Z",
      "execute 'C_1' 100", "< C", "sync", "< Z",
    ])

  /// SCRAM; isValid() is the empty statement; the sixth execution has no Describe.
  static let pgjdbc = Conversation(
    name: "pgjdbc",
    pieces: [
      Client.sslRequest,
      Client.startup([
        "user": "awsuser", "database": "dev", "client_encoding": "UTF8", "DateStyle": "ISO", "TimeZone": "Etc/UTC",
        "extra_float_digits": "2",
      ]), Client.parse("", "") + Client.bind("", "") + Client.describe("P") + Client.execute(rows: 1) + Client.sync,
      Client.bind("", "S_1", formats: [1], [[0, 0, 0, 1]], results: [1]) + Client.execute() + Client.sync,
      Client.terminate,
    ],
    transcript: ["< N"] + welcome + [
      "parse ''  []", "< 1", "bind '' to '', 0 values", "< 2", "describe portal ''", "< n", "execute '' 1", "< C",
      "sync",
      "< Z", "bind '' to 'S_1', 1 values", "< 2", "execute '' 0", "< C", "sync", "< Z", "terminate", "disconnect",
    ])

  /// A comment before each statement, a semicolon behind it.
  static let dbt = Conversation(
    name: "dbt-redshift",
    pieces: [
      Client.startup(["user": "awsuser", "database": "dev", "application_name": "dbt"]),
      Client.parse(statement, "/* {\"app\": \"dbt\"} */\ncreate table \"dev\".\"s\".\"m\" as ( select 1 );")
        + Client.flush + Client.describe("S", statement) + Client.flush + Client.sync,
    ],
    transcript: welcome + [
      "parse '\(statement)' /* {\"app\": \"dbt\"} */\ncreate table \"dev\".\"s\".\"m\" as ( select 1 ); []", "< 1",
      "flush",
      "describe statement '\(statement)'", "< tn", "flush", "sync", "< Z",
    ])

  static let cancelling = Conversation(
    name: "a cancel request", pieces: [Client.cancel(7, -9)], transcript: ["cancel 7 -9", "disconnect"])

  static let tlsThenGSS = Conversation(
    name: "libpq with a Kerberos ticket",
    pieces: [Client.gssRequest, Client.sslRequest, Client.startup(["user": "awsuser", "database": "dev"])],
    transcript: ["< NN"] + welcome)

  /// SHA-256 of `secretsalt`.
  static let digest = StoredPassword.sha256("secret", salt: Array("salt".utf8))

  /// MD5 of MD5 of `secretawsuser` and the salt 00 01 02 03, by another implementation.
  private static let md5Answer = "a980b692ef668c3d279d393685b3f611"

  /// SHA-256 of that of `secretsalt`, the server's nonce 00 01 … 1f and the client's, by another implementation.
  private static let digestAnswer = "db61945414e4657c6ece37dfc55e72602a8105ecb3f065b340ba68868d1f06f6".hexBytes
}

extension String {
  /// Two digits a byte.
  var hexBytes: [UInt8] {
    let digits = compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }
}
