"""The five tables of the Sparkify pipeline, row by row against the same transformation done by DuckDB from the JSON.

Always on the fixture; on the real data too where it lies next to the repository, with its known figures.
"""

import sys
import tempfile
from pathlib import Path

import duckdb
from agreement import (FIXTURE, STAR, Checks, binary_argument, difference, localshift, read_table, typed, unpack_real)

# COPY's rule for a bare JSON number in a text column: a fraction is printed with 17 digits.
TEXT = """CREATE MACRO as_text(j) AS CASE json_type(j) WHEN 'NULL' THEN NULL WHEN 'VARCHAR' THEN j->>'$'
  WHEN 'DOUBLE' THEN printf('%.17g', CAST(j AS DOUBLE)) ELSE CAST(j AS VARCHAR) END"""

EVENTS = """CREATE TABLE events AS
  SELECT page, ts, TRY_CAST(userId AS INTEGER) AS listener, firstName, lastName, gender, level, song, artist, length,
         sessionId, location, userAgent
  FROM read_json('{root}/udacity-dend/log_data/**/*.json', format = 'newline_delimited', columns = {{
    page: 'VARCHAR', ts: 'BIGINT', userId: 'VARCHAR', firstName: 'VARCHAR', lastName: 'VARCHAR', gender: 'VARCHAR',
    level: 'VARCHAR', song: 'VARCHAR', artist: 'VARCHAR', length: 'DOUBLE', sessionId: 'INTEGER', location: 'VARCHAR',
    userAgent: 'VARCHAR'}})"""

TRACKS = """CREATE TABLE tracks AS
  SELECT song_id, artist_id, as_text(title) AS title, as_text(artist_name) AS name, as_text(artist_location) AS place,
         artist_latitude AS latitude, artist_longitude AS longitude, duration, year
  FROM read_json('{root}/udacity-dend/song_data/**/*.json', format = 'unstructured', columns = {{
    song_id: 'VARCHAR', artist_id: 'VARCHAR', title: 'JSON', artist_name: 'JSON', artist_location: 'JSON',
    artist_latitude: 'DOUBLE', artist_longitude: 'DOUBLE', duration: 'DOUBLE', year: 'INTEGER'}})"""

# Written apart from the pipeline's SQL: other functions, other shapes. Seconds, as ts/1000 is an integer division.
SECOND = "make_timestamp((ts // 1000) * 1000000)"
TABLES = {
    "songplays": f"""SELECT {SECOND}, listener, level, song_id, artist_id, sessionId, location, userAgent
        FROM events LEFT JOIN tracks ON song = title AND artist = name AND length = duration WHERE page = 'NextSong'""",
    "users": """SELECT listener, arg_max(firstName, ts), arg_max(lastName, ts), arg_max(gender, ts), arg_max(level, ts)
        FROM events WHERE page = 'NextSong' GROUP BY listener""",
    "songs": "SELECT song_id, title, artist_id, year, duration FROM tracks GROUP BY ALL",
    "artists": """SELECT artist_id, name, place, latitude, longitude FROM tracks AS t WHERE NOT EXISTS (
        FROM tracks AS o WHERE o.artist_id = t.artist_id AND (o.year, t.song_id) > (t.year, o.song_id))""",
    "time": f"""SELECT DISTINCT {SECOND} AS t, CAST(strftime(t, '%H') AS INT), CAST(strftime(t, '%d') AS INT),
        CAST(strftime(t, '%V') AS INT), CAST(strftime(t, '%m') AS INT), CAST(strftime(t, '%Y') AS INT),
        CAST(strftime(t, '%w') AS INT) FROM events WHERE page = 'NextSong'""",
}

# What known.sql makes of the real data: the figures of the data set's own description.
KNOWN = {
    "staging_events": 8056, "staging_songs": 14896, "plays": 6820, "plays_by_title": 1144, "plays_by_title_artist": 333,
    "plays_by_all_three": 319, "plays_kept": 6820, "users_by_level": 104, "users": 96, "moments": 6813, "songs": 14896,
    "artists_as_described": 10025, "artists": 9553,
}


def duckdb_tables(root):
    connection = duckdb.connect()
    for statement in (TEXT, EVENTS.format(root=root), TRACKS.format(root=root)):
        connection.execute(statement)
    return {table: connection.execute(query).fetchall() for table, query in TABLES.items()}


def compare_tables(checks, name, root, out):
    wanted = duckdb_tables(root)
    for table, kinds in STAR.items():
        rows = read_table(out, table)
        if table == "songplays":
            rows = [row[1:] for row in rows]
        try:
            problem = difference(typed(rows, kinds), wanted[table])
        except ValueError as error:
            problem = f"a value or a row that cannot be: {error}"
        checks.that(f"{name}: {table}, {len(wanted[table])} rows", problem)


def check_fixture(checks, binary, scratch):
    out = scratch / "fixture"
    if checks.that("fixture: the pipeline runs", localshift(binary, "run", FIXTURE, "--export", out)):
        compare_tables(checks, "fixture", FIXTURE / "s3", out)


def check_real(checks, binary, scratch):
    root = unpack_real(scratch / "real")
    if root is None:
        return print("The real data is not there: its part is left out.")
    out = scratch / "real-out"
    if checks.that("real: the pipeline runs", localshift(binary, "run", FIXTURE, "--s3-root", root, "--export", out)):
        compare_tables(checks, "real", root, out)
    known, script = scratch / "known", Path(__file__).with_name("known.sql")
    if checks.that("real: known.sql runs", localshift(binary, "run", script, "--s3-root", root, "--export", known)):
        for table, count in KNOWN.items():
            checks.equal(f"real: rows of {table}", len(read_table(known, table)), count)


def main():
    binary, checks = binary_argument(__doc__), Checks()
    with tempfile.TemporaryDirectory() as scratch:
        check_fixture(checks, binary, Path(scratch))
        check_real(checks, binary, Path(scratch))
    return checks.close()


if __name__ == "__main__":
    sys.exit(main())
