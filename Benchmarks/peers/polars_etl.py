"""The benchmark's work in Polars: polars_etl.py pipeline|stage|tiny DATA OUT THREADS none|gzip

Tables are staged once, as they are used more than once; what comes of them is lazy, and all of a step is collected at
once.
"""

import glob
import os
import sys
from pathlib import Path

os.environ["POLARS_MAX_THREADS"] = sys.argv[4]
import polars as pl  # noqa: E402 (it reads the number of threads when imported)
from steps import Steps  # noqa: E402

S = pl.String
EVENTS = dict(
    artist=S, auth=S, firstName=S, gender=S, itemInSession=pl.Int32, lastName=S, length=pl.Float64, level=S, location=S,
    method=S, page=S, registration=pl.Float64, sessionId=pl.Int32, song=S, status=pl.Int32, ts=pl.Int64, userAgent=S,
    userId=S)
SONGS = dict(
    num_songs=pl.Int32, artist_id=S, artist_latitude=pl.Float64, artist_longitude=pl.Float64, artist_location=S,
    artist_name=S, song_id=S, title=S, duration=pl.Float64, year=pl.Int32)


def files(pattern):
    return sorted(glob.glob(pattern, recursive=True))


def stage(pattern, schema):
    return pl.scan_ndjson(files(pattern), schema=schema).collect()


def export(steps, tables):
    """All tables at once, a file each; gzip works on all threads."""
    compression = dict(compression="gzip", compression_level=6) if steps.gzip else {}
    suffix = ".csv.gz" if steps.gzip else ".csv"
    pl.collect_all([
        frame.lazy().sink_csv(
            f"{steps.out}/{table}{suffix}", include_header=False, datetime_format="%Y-%m-%d %H:%M:%S%.f",
            maintain_order=False, lazy=True, **compression)
        for table, frame in tables.items()])


def number(column):
    return pl.col(column).cast(pl.Int32, strict=False)


def build_songplays(events, tracks):
    plays = events.lazy().filter(pl.col("page") == "NextSong")
    keys = dict(left_on=["song", "artist", "length"], right_on=["title", "artist_name", "duration"])
    return (
        plays.join(tracks.lazy(), how="left", **keys)
        .select(
            pl.from_epoch("ts", "ms").alias("start_time"), number("userId").alias("user_id"), "level", "song_id",
            "artist_id", "sessionId", "location", "userAgent")
        .with_row_index("songplay_id").collect())


def build_dimensions(events, tracks, songplays):
    names = ["firstName", "lastName", "gender", "level"]
    described = ["artist_name", "artist_location", "artist_latitude", "artist_longitude"]
    moment = pl.col("start_time").dt
    latest = events.lazy().filter(pl.col("page") == "NextSong").sort("ts").group_by("userId")
    artists = tracks.lazy().sort(["year", "song_id"], descending=[True, False]).group_by("artist_id")
    tables = {
        "users": latest.agg(pl.col(names).last()).with_columns(number("userId")),
        "songs": tracks.lazy().select("song_id", "title", "artist_id", "year", "duration").unique(),
        "artists": artists.agg(pl.col(described).first()),
        "time": songplays.lazy().select("start_time").unique().with_columns(
            h=moment.hour(), d=moment.day(), w=moment.week(), m=moment.month(), y=moment.year(), wd=moment.weekday() % 7),
    }
    return dict(zip(tables, pl.collect_all(tables.values())))


def pipeline(steps):
    events = stage(steps.events, EVENTS)
    steps.done("stage events")
    tracks = stage(steps.songs, SONGS)
    steps.done("stage songs")
    songplays = build_songplays(events, tracks)
    steps.done("songplays")
    tables = {"songplays": songplays, **build_dimensions(events, tracks, songplays)}
    steps.done("dimensions")
    export(steps, tables)
    steps.done("export")


def stage_events(steps):
    events = stage(steps.events, EVENTS)
    steps.done("stage events")
    if steps.exports:
        export(steps, {"staging_events": events.with_columns(number("userId"))})


def tiny(steps):
    tracks = stage(steps.songs, SONGS)
    steps.done("stage tiny files")
    pl.read_ndjson(b"\n".join(Path(file).read_bytes() for file in files(steps.songs)), schema=SONGS)
    steps.done("stage tiny files, helped")
    if steps.exports:
        export(steps, {"staging_songs": tracks})


steps = Steps()
{"pipeline": pipeline, "stage": stage_events, "tiny": tiny}[steps.mode](steps)
steps.report(pl.__version__)
