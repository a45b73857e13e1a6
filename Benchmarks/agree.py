"""agree.py OURS THEIRS MODE [--by-hash]: do a load folder and a peer's export hold the same rows, in any order?

Prints a line a table. Values are compared by type, so 1.50 is 1.5. `--by-hash` compares the number of rows and the sum
of their 64-bit hashes, for what is too large to hold twice. Exit code 1 where a row differs.
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
    "stage": {
        "staging_events": "artist VARCHAR, auth VARCHAR, first_name VARCHAR, gender VARCHAR, item_in_session INT,"
        "last_name VARCHAR, length DOUBLE, level VARCHAR, location VARCHAR, method VARCHAR, page VARCHAR,"
        "registration DOUBLE, session_id INT, song VARCHAR, status INT, ts BIGINT, user_agent VARCHAR, user_id INT",
    },
    "tiny": {
        "staging_songs": "num_songs INT, artist_id VARCHAR, latitude DOUBLE, longitude DOUBLE, location VARCHAR,"
        "name VARCHAR, song_id VARCHAR, title VARCHAR, duration DOUBLE, year INT",
    },
}


def view(connection, name, columns, files, null):
    """A view of the files' rows; numbers handed out in any order (`id`) are left out."""
    typed = dict(column.strip().split(" ") for column in columns.split(","))
    kept = ", ".join(f'"{column}"' for column in typed if column != "id")
    types = ", ".join(f"'{column}': '{kind}'" for column, kind in typed.items())
    connection.execute(
        f"""CREATE VIEW {name} AS SELECT {kept} FROM read_csv({list(map(str, files))}, header = false,
            columns = {{{types}}}, nullstr = '{null}', allow_quoted_nulls = false, auto_detect = false, delim = ',',
            quote = '"', escape = '"')""")


def different(connection, by_hash):
    """How many rows are on one side only; with hashes, 1 for any difference."""
    if by_hash:
        sides = [connection.execute(f"SELECT count(*), sum(hash({side})) FROM {side}").fetchone()
                 for side in ("ours", "theirs")]
        return int(sides[0] != sides[1])
    for side in ("ours", "theirs"):
        connection.execute(f"CREATE TABLE {side}_rows AS FROM {side}")
    only = "(SELECT count(*) FROM (FROM {0}_rows EXCEPT ALL FROM {1}_rows))"
    query = f"SELECT {only.format('ours', 'theirs')} + {only.format('theirs', 'ours')}"
    return connection.execute(query).fetchone()[0]


def peer_files(folder, table):
    """A file, or a folder of files."""
    return sorted(Path(folder).glob(f"{table}.csv*")) or sorted(Path(folder, table).glob("*"))


def compare(table, columns, ours, theirs, by_hash):
    """Rows on our side, and how many are on one side only."""
    connection = duckdb.connect()
    view(connection, "ours", columns, sorted(Path(ours, table).glob("part-*")), "\\N")
    view(connection, "theirs", columns, peer_files(theirs, table), "")
    return connection.execute("SELECT count(*) FROM ours").fetchone()[0], different(connection, by_hash)


def main():
    ours, theirs, mode, *options = sys.argv[1:]
    status = 0
    for table, columns in TABLES[mode].items():
        rows, others = compare(table, columns, ours, theirs, "--by-hash" in options)
        same = others == 0 and rows > 0
        print(f"  {table}: {rows:,} rows, {'the same' if same else f'{others} on one side only'}", flush=True)
        status = status if same else 1
    return status


sys.exit(main())
