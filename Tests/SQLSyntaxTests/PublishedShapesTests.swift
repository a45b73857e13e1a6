import SQLSyntax
import SQLTypes
import Testing

/// Statements in the shapes people and their clients write: all must be read, whatever they mean.
@Suite struct PublishedShapesTests {
  @Test(arguments: [
    """
    CREATE TABLE IF NOT EXISTS songplays (
        songplay_id BIGINT IDENTITY(0,1) NOT NULL PRIMARY KEY,
        start_time  TIMESTAMP SORTKEY NOT NULL REFERENCES time(start_time),
        user_id     INT4 DISTKEY,  -- who
        level       TEXT, song_id VARCHAR (50) NULL,
        location    VARCHAR(MAX) ENCODE lzo
    ) DISTSTYLE KEY ;
    """,
    """
    INSERT INTO songplays (start_time, user_id, level)
    SELECT DISTINCT (timestamp 'epoch' + e.ts/1000 * interval '1 second') AS start_time,
           e.userId::INTEGER, e.level
    FROM   staging_events AS e
    LEFT OUTER JOIN staging_songs s ON (e.song = s.title AND e.artist = s.artist_name AND e.length = s.duration)
    WHERE  e.page = 'NextSong' AND user_id NOT IN (SELECT DISTINCT s.user_id FROM songplays s WHERE s.user_id = user_id)
    """,
    """
    INSERT INTO time
    WITH temp_time AS (SELECT TIMESTAMP 'epoch' + (ts/1000 * INTERVAL '1 second') as ts FROM staging_events)
    SELECT DISTINCT ts, extract(hour from ts), extract(day from ts), extract(w from ts), extract(month from ts),
      extract(year from ts), extract(dow from ts) FROM temp_time;
    """,
    """
    insert into users (select user_id, first_name from (select *, row_number() over (partition by userid
      order by ts desc) as rank from staging_events where page = 'NextSong') where rank = 1)
    """,
    "select to_char(to_date('1970-01-01', 'YYYY-MM-DD') + (ts / 1000 / 60 / 60 / 24), 'Day') d from e order by 1 "
      + "limit 5;",
    "SELECT a.name, COUNT(*) AS plays FROM f JOIN a USING (id) GROUP BY (a.name) HAVING COUNT(1) > 1 ORDER BY "
      + "plays DESC",
    """
    COPY staging_songs FROM 's3://udacity-dend/song-data/A/' CREDENTIALS 'aws_access_key_id=a;aws_secret_access_key=b'
    COMPUPDATE OFF STATUPDATE OFF region 'us-west-2' JSON 'auto ignorecase' MAXERROR 100 ACCEPTINVCHARS AS '^' ;
    """,
    "copy t from 's3://b/p' iam_role 'arn' FORMAT AS JSON's3://b/paths.json' TIMEFORMAT 'epochmillisecs'",
    """
    SELECT n.nspname as "Schema", c.relname as "Name",
      CASE c.relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' END as "Type",
      pg_catalog.pg_get_userbyid(c.relowner) as "Owner"
    FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r','p','') AND n.nspname !~ '^pg_toast' AND pg_catalog.pg_table_is_visible(c.oid)
    ORDER BY 1,2;
    """,
    """
    SELECT c.oid, n.nspname, c.relname FROM pg_catalog.pg_class c
    WHERE c.relname OPERATOR(pg_catalog.~) '^(t)$' COLLATE pg_catalog.default AND c.reloftype::pg_catalog.regtype <> 0
    """,
    "select \"column\", type, encoding, distkey, sortkey, \"notnull\" from pg_table_def where tablename = 't'",
    "SELECT trim(filename), line_number, trim(err_reason) FROM stl_load_errors ORDER BY starttime DESC LIMIT 10",
    "select $1::int, $2 || 'x' where $3 between 1 and 2",
    "select * from t where (a, b) = (1, 2) and not exists (select 1 from u where u.a = t.a)",
    "select case when a > 1 then 'x' else case b when 1 then 'y' end end, nvl(c, 0), a/b::float, -a*2 from t",
    "select date_diff('day', a::date, sysdate), last_day(current_date), getdate() - interval '1 day' from t",
  ])
  func isRead(_ sql: String) {
    #expect(throws: Never.self) { try SQLParser.parseStatement(sql) }
  }

  @Test(arguments: [
    ("select a from t group by cube(a, b, c, d, e, f, g, h, i, j, k, l, m)", "CUBE is limited to 12 elements"),
    (
      "select a from t group by rollup(" + Array(repeating: "a", count: 5000).joined(separator: ",") + ")",
      "too many grouping sets present (maximum 4096)"
    ),
  ])
  func groupingSetsAreBounded(_ sql: String, _ message: String) {
    let error = #expect(throws: SQLError.self) { try SQLParser.parseStatement(sql) }
    #expect(error?.message == message)
    #expect(error?.position == 26)
  }
}
