import TestSupport
import Testing

/// What the program says on either stream, and in files, of statements with secrets.
@Suite struct SecretOutputTests {
  @Test func plantedSecretsAreNeverPrinted() throws {
    var random = SeededGenerator()
    let folder = try TemporaryFolder()
    for _ in 0..<LongRun.count(6, long: 500) {
      let (text, secret) = PlantedSecret.statement(&random)
      try folder.write("a.sql", text)
      try folder.write("a.slt", "statement ok\n" + text.split(separator: "\n").joined(separator: "\n"))
      let (sql, slt, junit) = (folder.path + "/a.sql", folder.path + "/a.slt", folder.path + "/out.xml")
      for arguments in [
        ["run", sql], ["run", "--json", sql], ["run", "--set", "a.b=\(secret)", sql], ["sql", "-f", sql],
        ["sql", "-c", text], ["sql", text],
        ["inspect", text], ["inspect", "--json", text], ["test", slt, "--junit", junit],
        ["sql", "-c", "EXPLAIN " + text], [text],
      ] {
        let answer = try CommandLine(list: arguments, folder: folder.path)
        #expect(!answer.output.contains(secret) && !answer.errors.contains(secret), "\(arguments)\n\(answer.errors)")
      }
      #expect(try !String(decoding: folder.bytes("out.xml"), as: UTF8.self).contains(secret))
    }
  }
}
