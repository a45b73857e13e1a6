"""The benchmark's work in Polars: polars_etl.py pipeline|tiny DATA OUT THREADS"""

import glob
import os
import sys

os.environ["POLARS_MAX_THREADS"] = sys.argv[4]
import polars as pl  # noqa: E402: it reads the number of threads when imported
from steps import Steps  # noqa: E402

S = pl.String
EVENTS = dict(
    artist=S, auth=S, firstName=S, gender=S, itemInSession=pl.Int32, lastName=S, length=pl.Float64, level=S, location=S,
    method=S, page=S, registration=pl.Float64, sessionId=pl.Int32, song=S, status=pl.Int32, ts=pl.Int64, userAgent=S,
    userId=S)
SONGS = dict(
    num_songs=pl.Int32, artist_id=S, artist_latitude=pl.Float64, artist_longitude=pl.Float64, artist_location=S,
    artist_name=S, song_id=S, title=S, duration=pl.Float64, year=pl.Int32)


def stage(pattern, schema):
    return pl.scan_ndjson(sorted(glob.glob(pattern, recursive=True)), schema=schema).collect()


def export(frame, table, out):
    frame.write_csv(f"{out}/{table}.csv", include_header=False, datetime_format="%Y-%m-%d %H:%M:%S%.f")


def build_songplays(events, tracks):
    plays = events.lazy().filter(pl.col("page") == "NextSong")
    keys = dict(left_on=["song", "artist", "length"], right_on=["title", "artist_name", "duration"])
    return (
        plays.join(tracks.lazy(), how="left", **keys)
        .select(
            pl.from_epoch("ts", "ms").alias("start_time"), pl.col("userId").cast(pl.Int32, strict=False).alias("user_id"),
            "level", "song_id", "artist_id", "sessionId", "location", "userAgent")
        .with_row_index("songplay_id").collect())


def build_dimensions(events, tracks, songplays):
    plays = events.lazy().filter(pl.col("page") == "NextSong")
    names = ["firstName", "lastName", "gender", "level"]
    users = plays.sort("ts").group_by("userId").agg(pl.col(names).last())
    artists = tracks.sort(["year", "song_id"], descending=[True, False]).group_by("artist_id")
    described = ["artist_name", "artist_location", "artist_latitude", "artist_longitude"]
    moment = pl.col("start_time").dt
    return {
        "users": users.with_columns(pl.col("userId").cast(pl.Int32, strict=False)).collect(),
        "songs": tracks.select("song_id", "title", "artist_id", "year", "duration").unique(),
        "artists": artists.agg(pl.col(described).first()),
        "time": songplays.select("start_time").unique().with_columns(
            h=moment.hour(), d=moment.day(), w=moment.week(), m=moment.month(), y=moment.year(), wd=moment.weekday() % 7),
    }


def pipeline(steps):
    events = stage(f"{steps.data}/udacity-dend/log_data/**/*.json", EVENTS)
    steps.done("stage events")
    tracks = stage(f"{steps.data}/udacity-dend/song_data/**/*.json", SONGS)
    steps.done("stage songs")
    songplays = build_songplays(events, tracks)
    steps.done("songplays")
    tables = {"songplays": songplays, **build_dimensions(events, tracks, songplays)}
    steps.done("dimensions")
    for table, frame in tables.items():
        export(frame, table, steps.out)
    steps.done("export")


def tiny(steps):
    tracks = stage(f"{steps.data}/udacity-dend/song_data/*/*/*/*.json", SONGS)
    steps.done("stage tiny files")
    export(tracks, "staging_songs", steps.out)


steps = Steps()
{"pipeline": pipeline, "tiny": tiny}[steps.mode](steps)
steps.report(pl.__version__)
