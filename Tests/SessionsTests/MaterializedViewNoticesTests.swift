import Sessions
import Testing

/// What CREATE and REFRESH MATERIALIZED VIEW say beside their tags: a script shows none of it.
/// https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-refresh.html
@Suite struct MaterializedViewNoticesTests {
  @Test func refreshOfNestedViews() throws {
    let session = Bench(threads: 1).session()
    _ = try session.executeAll(
      """
      create table a(a int);
      create materialized view b as select * from a;
      create materialized view c as select * from b;
      insert into a values (1);
      """)
    #expect(
      try notices(session, "refresh materialized view c") == [
        "INFO Materialized view c is already up to date.  However, it depends on another materialized view that is not "
          + "up to date."
      ])
    #expect(
      try notices(session, "REFRESH MATERIALIZED VIEW b") == [
        "INFO Materialized view b was incrementally updated successfully."
      ])
    #expect(
      try notices(session, "REFRESH MATERIALIZED VIEW c CASCADE") == [
        "INFO Materialized view c was incrementally updated successfully."
      ])
    #expect(
      try notices(session, "REFRESH MATERIALIZED VIEW c") == ["INFO Materialized view c is already up to date."])
  }

  @Test func whatIsRecomputed() throws {
    let session = Bench(threads: 1).session()
    _ = try session.execute("create table a(a int)")
    #expect(
      try notices(session, "create materialized view b as select a from a union select 1") == [
        "WARNING An incrementally maintained materialized view could not be created, reason: Set operators. "
          + "The materialized view created, b, will be recomputed from scratch for every REFRESH."
      ])
    #expect(try notices(session, "create materialized view c as select a from a") == [])
    _ = try session.execute("insert into a values (1)")
    #expect(
      try notices(session, "refresh materialized view b") == ["INFO Materialized view b was recomputed successfully."])
  }

  private func notices(_ session: Session, _ text: String) throws -> [String] {
    try session.execute(text).notices.map { "\($0.severity.rawValue) \($0.message)" }
  }
}
