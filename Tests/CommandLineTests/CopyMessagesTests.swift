import TestSupport
import Testing

/// The lines a client sees after COPY (copy.md 8.4), to the letter.
@Suite struct CopyMessagesTests {
  private static let tables = "CREATE TABLE venues (id INT, name VARCHAR(30), state CHAR(2), seats INT);"

  private func run(_ copy: String) throws -> CommandLine {
    try CommandLine("sql", "--s3-root", "Fixtures/s3", "-c", "\(Self.tables) \(copy)")
  }

  @Test func bothLinesOfALoadWithErrors() throws {
    let run = try run("COPY venues FROM 's3://bucket/copy_errors/venues/' MAXERROR 4")
    #expect(
      run.errors.contains(
        """
        INFO:  Load into table 'venues' completed, 1 record(s) loaded successfully.
        INFO:  Load into table 'venues' completed, 3 record(s) could not be loaded.  \
        Check 'stl_load_errors' system table for details.

        """), "\(run.errors)")
    let reason = "1 × 1204 Char length exceeds DDL length (column \"state\")"
    #expect(run.errors.contains("rejected rows by reason:\n  \(reason)\n"))
  }

  @Test func theErrorOfALoadThatFailed() throws {
    let run = try run("COPY venues FROM 's3://bucket/copy_errors/venues/' MAXERROR 3")
    #expect(run.status == 1)
    #expect(
      run.errors.contains(
        "XX000 Load into table 'venues' failed.  Check 'stl_load_errors' system table for details.\n"))
  }

  @Test func oneLineOfALoadWithoutErrors() throws {
    let run = try CommandLine(
      "sql", "--s3-root", "Fixtures/s3", "-c",
      "CREATE TABLE good (a INT, b VARCHAR(9)); COPY good FROM 's3://bucket/copy_errors/good/' CSV")
    #expect(
      run.errors
        == "CREATE TABLE\nINFO:  Load into table 'good' completed, 3 record(s) loaded successfully.\nCOPY 3\n")
  }
}
