"""agree.py OURS THEIRS MODE: do a load folder and a peer's export hold the same rows, in any order? Prints a line a table.

Values are compared by type, so 1.50 is 1.5. Exit code 1 where a row differs.
"""

import sys
from pathlib import Path

import duckdb

TABLES = {
    "pipeline": {
        "songplays": "id BIGINT, start_time TIMESTAMP, user_id INT, level VARCHAR, song_id VARCHAR, artist_id VARCHAR,"
        "session_id INT, location VARCHAR, user_agent VARCHAR",
        "users": "user_id INT, first_name VARCHAR, last_name VARCHAR, gender VARCHAR, level VARCHAR",
        "songs": "song_id VARCHAR, title VARCHAR, artist_id VARCHAR, year INT, duration DOUBLE",
        "artists": "artist_id VARCHAR, name VARCHAR, location VARCHAR, latitude DOUBLE, longitude DOUBLE",
        "time": "start_time TIMESTAMP, hour INT, day INT, week INT, month INT, year INT, weekday INT",
    },
    "tiny": {
        "staging_songs": "num_songs INT, artist_id VARCHAR, latitude DOUBLE, longitude DOUBLE, location VARCHAR,"
        "name VARCHAR, song_id VARCHAR, title VARCHAR, duration DOUBLE, year INT",
    },
}


def load(connection, name, columns, files, null):
    """A table of the files' rows; numbers handed out in any order (`id`) are left out."""
    typed = dict(column.strip().split(" ") for column in columns.split(","))
    kept = ", ".join(f'"{column}"' for column in typed if column != "id")
    connection.execute(
        f"""CREATE TABLE {name} AS SELECT {kept} FROM read_csv($1, header = false, columns = $2, nullstr = $3,
            allow_quoted_nulls = false, auto_detect = false, delim = ',', quote = '"', escape = '"')""",
        [files, typed, null])


def compare(table, columns, ours, theirs):
    """Rows on our side, on theirs, and on one only."""
    connection = duckdb.connect()
    parts = sorted(map(str, Path(ours, table).glob("part-*")))
    load(connection, "ours", columns, parts, "\\N")
    load(connection, "theirs", columns, [f"{theirs}/{table}.csv"], "")
    counts = "(SELECT count(*) FROM ours), (SELECT count(*) FROM theirs)"
    only = "(SELECT count(*) FROM (FROM {0} EXCEPT ALL FROM {1}))"
    query = f"SELECT {counts}, {only.format('ours', 'theirs')} + {only.format('theirs', 'ours')}"
    return connection.execute(query).fetchone()


def main():
    ours, theirs, mode = sys.argv[1:]
    status = 0
    for table, columns in TABLES[mode].items():
        our_rows, their_rows, different = compare(table, columns, ours, theirs)
        same = different == 0 and our_rows > 0
        print(f"{table}: {our_rows} and {their_rows} rows, {'the same' if same else f'{different} on one side only'}")
        status = status if same else 1
    return status


sys.exit(main())
