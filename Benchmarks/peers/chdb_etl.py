"""The benchmark's work in ClickHouse, as a library: chdb_etl.py pipeline|stage|tiny DATA OUT THREADS none|gzip

Tables are of the engine Memory, which loads faster than MergeTree.
"""

from importlib.metadata import version

from chdb.session import Session
from steps import Steps

SETTINGS = {
    "max_threads": "{0}", "max_insert_threads": "{0}", "join_use_nulls": "1", "format_csv_null_representation": "''",
    "output_format_compression_level": "6",
}
EVENTS = {
    "artist": "String", "auth": "String", "firstName": "String", "gender": "String", "itemInSession": "Int32",
    "lastName": "String", "length": "Float64", "level": "String", "location": "String", "method": "String",
    "page": "String", "registration": "Float64", "sessionId": "Int32", "song": "String", "status": "Int32",
    "ts": "Int64", "userAgent": "String", "userId": "String"}
SONGS = {
    "num_songs": "Int32", "artist_id": "String", "artist_latitude": "Float64", "artist_longitude": "Float64",
    "artist_location": "String", "artist_name": "String", "song_id": "String", "title": "String",
    "duration": "Float64", "year": "Int32"}

SONGPLAYS = """
  SELECT rowNumberInAllBlocks() AS songplay_id, fromUnixTimestamp64Milli(assumeNotNull(ts), 'UTC') AS start_time,
         toInt32OrNull(userId) AS user_id, level, song_id, artist_id, sessionId AS session_id, e.location AS location,
         userAgent AS user_agent
  FROM events e LEFT JOIN tracks s ON e.song = s.title AND e.artist = s.artist_name AND e.length = s.duration
  WHERE page = 'NextSong'"""
DIMENSIONS = {
    "users": """
  SELECT toInt32OrNull(userId) AS user_id, latest.1 AS first_name, latest.2 AS last_name, latest.3 AS gender,
         latest.4 AS level
  FROM (SELECT userId, argMax((firstName, lastName, gender, level), ts) AS latest FROM events
        WHERE page = 'NextSong' GROUP BY userId)""",
    "songs": "SELECT DISTINCT song_id, title, artist_id, year, duration FROM tracks",
    "artists": """
  SELECT artist_id, artist_name, artist_location, artist_latitude, artist_longitude FROM tracks
  ORDER BY year DESC, song_id LIMIT 1 BY artist_id""",
    "time": """
  SELECT start_time, toHour(start_time), toDayOfMonth(start_time), toISOWeek(start_time), toMonth(start_time),
         toYear(start_time), toDayOfWeek(start_time, 2)
  FROM (SELECT DISTINCT start_time FROM songplays)""",
}


def create(session, table, query):
    session.query(f"CREATE TABLE {table} ENGINE = Memory AS {query}")


def stage(session, table, pattern, columns):
    typed = ", ".join(f"{name} Nullable({type})" for name, type in columns.items())
    create(session, table, f"SELECT * FROM file('{pattern}', JSONEachRow, '{typed}')")


def export(steps, session, table, source=None):
    suffix = ".csv.gz" if steps.gzip else ".csv"
    session.query(f"INSERT INTO FUNCTION file('{steps.out}/{table}{suffix}', CSV) {source or f'SELECT * FROM {table}'}")


def pipeline(steps, session):
    stage(session, "events", steps.events, EVENTS)
    steps.done("stage events")
    stage(session, "tracks", steps.songs, SONGS)
    steps.done("stage songs")
    create(session, "songplays", SONGPLAYS)
    steps.done("songplays")
    for table, query in DIMENSIONS.items():
        create(session, table, query)
    steps.done("dimensions")
    for table in ("songplays", *DIMENSIONS):
        export(steps, session, table)
    steps.done("export")


def stage_events(steps, session):
    stage(session, "events", steps.events, EVENTS)
    steps.done("stage events")
    if steps.exports:
        export(steps, session, "staging_events", "SELECT * REPLACE (toInt32OrNull(userId) AS userId) FROM events")


def tiny(steps, session):
    stage(session, "staging_songs", steps.songs, SONGS)
    steps.done("stage tiny files")
    if steps.exports:
        export(steps, session, "staging_songs")


steps = Steps()
session = Session()
for name, value in SETTINGS.items():
    session.query(f"SET {name} = {value.format(steps.threads)}")
{"pipeline": pipeline, "stage": stage_events, "tiny": tiny}[steps.mode](steps, session)
steps.report(version("chdb"))
