import configparser

config = configparser.ConfigParser()
config.read('dwh.cfg')

ARN = config.get('IAM_ROLE', 'ARN')
LOG_DATA = config.get('S3', 'LOG_DATA')
LOG_JSONPATH = config.get('S3', 'LOG_JSONPATH')
SONG_DATA = config.get('S3', 'SONG_DATA')

tables = ['staging_events', 'staging_songs', 'songplays', 'users', 'songs', 'artists', 'time']
drop_table_queries = ["DROP TABLE IF EXISTS {};".format(table) for table in tables]

staging_events_table_create = ("""
CREATE TABLE IF NOT EXISTS staging_events (
    artist VARCHAR, auth VARCHAR, firstName VARCHAR, gender CHAR(1), itemInSession INTEGER, lastName VARCHAR,
    length FLOAT, level VARCHAR, location VARCHAR, method VARCHAR, page VARCHAR, registration BIGINT,
    sessionId INTEGER, song VARCHAR, status INTEGER, ts TIMESTAMP, userAgent VARCHAR, userId INTEGER
);
""")

staging_songs_table_create = ("""
CREATE TABLE IF NOT EXISTS staging_songs (
    num_songs INTEGER, artist_id VARCHAR, artist_latitude FLOAT, artist_longitude FLOAT, artist_location VARCHAR(MAX),
    artist_name VARCHAR(MAX), song_id VARCHAR, title VARCHAR(500), duration FLOAT, year INTEGER
);
""")

songplay_table_create = ("""
CREATE TABLE IF NOT EXISTS songplays (
    songplay_id INTEGER IDENTITY(0,1) PRIMARY KEY, start_time TIMESTAMP NOT NULL SORTKEY, user_id INTEGER NOT NULL DISTKEY,
    level VARCHAR, song_id VARCHAR, artist_id VARCHAR, session_id INTEGER, location VARCHAR, user_agent VARCHAR
);
""")

user_table_create = ("""
CREATE TABLE IF NOT EXISTS users (
    user_id INTEGER PRIMARY KEY SORTKEY, first_name VARCHAR, last_name VARCHAR, gender CHAR(1), level VARCHAR
) DISTSTYLE ALL;
""")

song_table_create = ("""
CREATE TABLE IF NOT EXISTS songs (
    song_id VARCHAR PRIMARY KEY SORTKEY, title VARCHAR(500), artist_id VARCHAR, year INTEGER, duration FLOAT
) DISTSTYLE ALL;
""")

artist_table_create = ("""
CREATE TABLE IF NOT EXISTS artists (
    artist_id VARCHAR PRIMARY KEY SORTKEY, name VARCHAR(MAX), location VARCHAR(MAX), lattitude FLOAT, longitude FLOAT
) DISTSTYLE ALL;
""")

time_table_create = ("""
CREATE TABLE IF NOT EXISTS time (
    start_time TIMESTAMP PRIMARY KEY SORTKEY, hour INTEGER, day INTEGER, week INTEGER, month INTEGER, year INTEGER,
    weekday INTEGER
) DISTSTYLE ALL;
""")

staging_events_copy = ("""
    COPY staging_events FROM {}
    CREDENTIALS 'aws_iam_role={}'
    REGION 'us-west-2' FORMAT AS JSON {} TIMEFORMAT AS 'epochmillisecs';
""").format(LOG_DATA, ARN.strip("'"), LOG_JSONPATH)

staging_songs_copy = ("""
    COPY staging_songs FROM {}
    CREDENTIALS 'aws_iam_role={}'
    REGION 'us-west-2' FORMAT AS JSON 'auto';
""").format(SONG_DATA, ARN.strip("'"))

songplay_table_insert = ("""
INSERT INTO songplays (start_time, user_id, level, song_id, artist_id, session_id, location, user_agent)
SELECT se.ts, se.userId, se.level, ss.song_id, ss.artist_id, se.sessionId, se.location, se.userAgent
FROM staging_events se
LEFT JOIN staging_songs ss ON se.song = ss.title AND se.artist = ss.artist_name AND se.length = ss.duration
WHERE se.page = 'NextSong';
""")

user_table_insert = ("""
INSERT INTO users
SELECT DISTINCT userId, firstName, lastName, gender, level FROM staging_events WHERE page = 'NextSong' AND userId IS NOT NULL;
""")

song_table_insert = ("""
INSERT INTO songs SELECT DISTINCT song_id, title, artist_id, year, duration FROM staging_songs WHERE song_id IS NOT NULL;
""")

artist_table_insert = ("""
INSERT INTO artists
SELECT DISTINCT artist_id, artist_name, artist_location, artist_latitude, artist_longitude FROM staging_songs
WHERE artist_id IS NOT NULL;
""")

time_table_insert = ("""
INSERT INTO time
SELECT DISTINCT start_time, EXTRACT(hour FROM start_time), EXTRACT(day FROM start_time), EXTRACT(week FROM start_time),
    EXTRACT(month FROM start_time), EXTRACT(year FROM start_time), EXTRACT(weekday FROM start_time)
FROM songplays;
""")

create_table_queries = [
    staging_events_table_create, staging_songs_table_create, songplay_table_create, user_table_create, song_table_create,
    artist_table_create, time_table_create]
copy_table_queries = [staging_events_copy, staging_songs_copy]
insert_table_queries = [
    songplay_table_insert, user_table_insert, song_table_insert, artist_table_insert, time_table_insert]
select_number_rows_queries = ["SELECT COUNT(*) FROM {}".format(table) for table in tables]
