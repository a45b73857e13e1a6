"""The benchmark's work in DuckDB: duckdb_etl.py pipeline|stage|tiny DATA OUT THREADS none|gzip

Tables keep the order of the files, as is its default and as localshift does; ids come from a sequence (three times as
fast as row_number()), files are written by each thread.
"""

import duckdb
from steps import Steps

EVENTS = """{artist: 'VARCHAR', auth: 'VARCHAR', firstName: 'VARCHAR', gender: 'VARCHAR', itemInSession: 'INTEGER',
  lastName: 'VARCHAR', length: 'DOUBLE', level: 'VARCHAR', location: 'VARCHAR', method: 'VARCHAR', page: 'VARCHAR',
  registration: 'DOUBLE', sessionId: 'INTEGER', song: 'VARCHAR', status: 'INTEGER', ts: 'BIGINT', userAgent: 'VARCHAR',
  userId: 'VARCHAR'}"""
SONGS = """{num_songs: 'INTEGER', artist_id: 'VARCHAR', artist_latitude: 'DOUBLE', artist_longitude: 'DOUBLE',
  artist_location: 'VARCHAR', artist_name: 'VARCHAR', song_id: 'VARCHAR', title: 'VARCHAR', duration: 'DOUBLE',
  year: 'INTEGER'}"""

SONGPLAYS = """CREATE TABLE songplays AS
  SELECT nextval('ids') AS songplay_id, make_timestamp(ts * 1000) AS start_time,
         TRY_CAST(userId AS INTEGER) AS user_id, level, song_id, artist_id, sessionId AS session_id, e.location,
         userAgent AS user_agent
  FROM events e LEFT JOIN tracks s ON e.song = s.title AND e.artist = s.artist_name AND e.length = s.duration
  WHERE page = 'NextSong'"""
DIMENSIONS = [
    """CREATE TABLE users AS
  SELECT TRY_CAST(userId AS INTEGER) AS user_id, firstName, lastName, gender, level
  FROM (SELECT *, row_number() OVER (PARTITION BY userId ORDER BY ts DESC) AS place FROM events
        WHERE page = 'NextSong') WHERE place = 1""",
    "CREATE TABLE songs AS SELECT DISTINCT song_id, title, artist_id, year, duration FROM tracks",
    """CREATE TABLE artists AS
  SELECT artist_id, artist_name, artist_location, artist_latitude, artist_longitude
  FROM (SELECT *, row_number() OVER (PARTITION BY artist_id ORDER BY year DESC, song_id) AS place FROM tracks)
  WHERE place = 1""",
    """CREATE TABLE time AS
  SELECT start_time, hour(start_time), day(start_time), week(start_time), month(start_time), year(start_time),
         dayofweek(start_time)
  FROM (SELECT DISTINCT start_time FROM songplays)""",
]


def stage(connection, table, pattern, columns, form="newline_delimited"):
    connection.execute(
        f"CREATE TABLE {table} AS SELECT * FROM read_json('{pattern}', format = '{form}', columns = {columns})")


def export(steps, connection, table, source=None):
    """A folder of a file a thread."""
    compression = ", COMPRESSION gzip" if steps.gzip else ""
    connection.execute(f"""COPY {source or table} TO '{steps.out}/{table}'
        (FORMAT csv, HEADER false, PER_THREAD_OUTPUT true{compression})""")


def pipeline(steps, connection):
    stage(connection, "events", steps.events, EVENTS)
    steps.done("stage events")
    stage(connection, "tracks", steps.songs, SONGS)
    steps.done("stage songs")
    connection.execute("CREATE SEQUENCE ids")
    connection.execute(SONGPLAYS)
    steps.done("songplays")
    for statement in DIMENSIONS:
        connection.execute(statement)
    steps.done("dimensions")
    for table in ("songplays", "users", "songs", "artists", "time"):
        export(steps, connection, table)
    steps.done("export")


def stage_events(steps, connection):
    stage(connection, "events", steps.events, EVENTS)
    steps.done("stage events")
    if steps.exports:
        numbered = "(SELECT * REPLACE (TRY_CAST(userId AS INTEGER) AS userId) FROM events)"
        export(steps, connection, "staging_events", numbered)


def tiny(steps, connection):
    stage(connection, "staging_songs", steps.songs, SONGS, "auto")
    steps.done("stage tiny files")
    stage(connection, "told_songs", steps.songs, SONGS)
    steps.done("stage tiny files, helped")
    if steps.exports:
        export(steps, connection, "staging_songs")


steps = Steps()
connection = duckdb.connect()
connection.execute(f"SET threads = {steps.threads}")
{"pipeline": pipeline, "stage": stage_events, "tiny": tiny}[steps.mode](steps, connection)
steps.report(duckdb.__version__)
