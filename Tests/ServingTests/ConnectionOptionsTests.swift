import SQLTypes
import Testing

@testable import Serving

/// Connection URLs, the variables beside them, and `~/.pgpass`.
@Suite struct ConnectionOptionsTests {
  private func options(_ url: String, _ variables: [String: String] = [:]) throws -> ConnectionOptions {
    try ConnectionOptions(url: url, environment: { variables[$0] })
  }

  @Test func aURLHasItsParts() throws {
    let options = try options("redshift://me:p%40s%2Fs@db.example.com:5440/dwh?sslmode=require&sslrootcert=/c.pem")
    #expect(options.host == "db.example.com" && options.port == 5440 && options.database == "dwh")
    #expect(options.user == "me" && options.password == "p@s/s")
    #expect(options.tlsMode == .require && options.rootCertificate == "/c.pem")
    #expect("\(options)" == "redshift://me@db.example.com:5440/dwh")
  }

  @Test func whatIsLeftOutIsUsual() throws {
    let options = try options("redshift://")
    #expect(options.host == "localhost" && options.port == 5439 && options.database == "dev")
    #expect(options.user == "awsuser" && options.password == nil)
    #expect(try self.options("postgresql://h").port == 5432)
    #expect(try self.options("redshift+psycopg2://u@h/d").user == "u")
    #expect(try self.options("redshift://u@[::1]:7/d").host == "::1")
  }

  @Test func theURLGoesBeforeTheVariables() throws {
    let variables = [
      "PGHOST": "other", "PGPORT": "1", "PGUSER": "u", "PGPASSWORD": "p", "PGDATABASE": "d", "PGSSLMODE": "disable",
    ]
    let plain = try options("redshift://", variables)
    #expect(plain.host == "other" && plain.port == 1 && plain.user == "u" && plain.password == "p")
    #expect(plain.database == "d" && plain.tlsMode == .disable)
    let named = try options("redshift://me@h:2/e?sslmode=prefer", variables)
    #expect(named.host == "h" && named.port == 2 && named.user == "me" && named.database == "e")
    #expect(named.tlsMode == .prefer && named.password == "p")
    #expect(try options("redshift://h", ["PGHOSTADDR": "127.0.0.1"]).address == "127.0.0.1")
  }

  @Test func otherMachinesAreVerified() throws {
    #expect(try options("redshift://cluster.eu-west-1.redshift.amazonaws.com").effectiveTLSMode == .verifyFull)
    for host in ["localhost", "127.0.0.1", "[::1]"] {
      #expect(try options("redshift://\(host)").effectiveTLSMode == .prefer, "\(host)")
    }
  }

  @Test(arguments: [
    ("host:5439", "no connection URL"), ("mysql://h", "no connection URL"), ("redshift://h:0", "the port"),
    ("redshift://u:Secret12/x@h/d", "the port"), ("redshift://u:Secret12%zz@h", "hexadecimal"),
    ("redshift://h?sslmode=no", "sslmode is one of"), ("redshift://h?sslmod=no", "\"sslmod\""),
    ("redshift://h?password", "name=value"),
  ])
  func whatIsWrongIsSaidWithoutThePassword(_ url: String, _ words: String) throws {
    do {
      let options = try options(url)
      Issue.record("\(options)")
    } catch let error as SQLError {
      #expect(error.state == .invalidParameter && error.message.contains(words), "\(error.message)")
      #expect(!error.message.contains("Secret12"))
    }
  }

  @Test func thePasswordFileIsReadFromItsFirstFittingLine() throws {
    let file = PasswordFile(
      parsing: #"""
        # mine
        h:5439:d:other:no
        h:5439:*:me:a\:b\\c:d
        *:*:*:*:rest
        """#)
    #expect(file.password(for: try options("redshift://me@h/d")) == #"a:b\c:d"#)
    #expect(file.password(for: try options("redshift://you@h/d")) == "rest")
    #expect(PasswordFile(parsing: "h:1:d:u").password(for: try options("redshift://u@h:1/d")) == nil)
  }
}
