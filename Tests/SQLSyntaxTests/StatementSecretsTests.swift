import SQLSyntax
import TestSupport
import Testing

/// What is secret in SQL text is found however it is written, and nothing else is hidden.
@Suite struct StatementSecretsTests {
  @Test(arguments: [
    ("COPY t FROM 's3://b/k' CREDENTIALS 'aws_x=1'", "COPY t FROM 's3://b/k' CREDENTIALS '*******'"),
    ("copy t from 's3://b' with credentials as'a' csv", "copy t from 's3://b' with credentials as'*' csv"),
    ("copy t from 's' Access_Key_Id/* x */'é' gzip", "copy t from 's' Access_Key_Id/* x */'*' gzip"),
    (
      "copy t from 's' secret_access_key -- it's\n 'a''b\\'c' json",
      "copy t from 's' secret_access_key -- it's\n '*******' json"
    ),
    ("copy t from 's' session_token E'a' 'b' lzop", "copy t from 's' session_token E'*' '*' lzop"),
    ("copy t from 's' master_symmetric_key $q$a'b$q$;", "copy t from 's' master_symmetric_key $q$***$q$;"),
    ("copy t from 's' credentials 'ab'\n  'cd'", "copy t from 's' credentials '**'\n  '**'"),
    ("copy t from 's' \"CREDENTIALS\" 'ab'", "copy t from 's' \"CREDENTIALS\" '**'"),
    ("copy t from 's' secret_acess_key 'ab'", "copy t from 's' secret_acess_key '**'"),
    ("copy t from 's' credentials 'ab", "copy t from 's' credentials '**"),
    ("explain alter us'er b password 'it''s \\' ab'", "explain alter us'er b password '***********'"),
    ("*/ 'ab nonsense(", "*/ '************"),
    ("copy t from 's credentials 'ab' csv", "copy t from 's credentials '**' csv"),
    ("copy t from 's' credentials ab;", "copy t from 's' credentials **;"),
    (
      "create user bob password 'ab' valid until '2030-01-01'", "create user bob password '**' valid until '2030-01-01'"
    ),
    ("alter user bob with password hunter2", "alter user bob with password *******"),
    ("create user bob password disable", "create user bob password disable"),
    ("create usr bob pasword 'ab'", "create usr bob pasword '**'"),
    ("unload ('x password ''ab'' y') to 's' credentials 'c'", "unload ('x password ''**'' y') to 's' credentials '*'"),
    ("select 'aws_secret_access_key=ab/c;token=d' x", "select 'aws_secret_access_key=****;token=*' x"),
    ("-- AKIAIOSFODNN7EXAMPLE\nselect 1", "-- ********************\nselect 1"),
    ("select 'password', a from t where b = 'c'", "select 'password', a from t where b = 'c'"),
    ("select password, token from users", "select password, token from users"),
    ("create table users (password varchar(9), token text)", "create table users (password varchar(9), token text)"),
    ("copy password from 's3://b/k'", "copy password from 's3://b/k'"),
    ("insert into t (password) values ('x')", "insert into t (password) values ('x')"),
    ("copy t from 's' secret_access_key '${AWS.SECRET}'", "copy t from 's' secret_access_key '*************'"),
  ])
  func masks(_ written: String, _ shown: String) { #expect(StatementSecrets.masked(written) == shown) }

  @Test func aMessageLosesTheSecretAsWrittenAndAsMeant() {
    let secrets = StatementSecrets(of: "create user bob password 'it\\'s me' x; ")
    #expect(secrets.hidden(in: "no it's me here, it\\'s me") == "no *** here, ***")
  }

  /// The statement keeps its length in characters, so that places in it stay what they are.
  @Test func plantedSecretsAreNeverShown() {
    var random = SeededGenerator()
    for _ in 0..<LongRun.count(4_000, long: 200_000) {
      let (text, secret) = PlantedSecret.statement(&random)
      let shown = StatementSecrets.masked(text)
      #expect(!shown.contains(secret), "\(text)\n\(shown)")
      #expect(shown.unicodeScalars.count == text.unicodeScalars.count)
      do { _ = try SQLParser.parseStatement(text) } catch { #expect(!"\(error)".contains(secret), "\(text)") }
    }
  }
}
