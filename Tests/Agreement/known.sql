-- One script in the manner of the public projects, whose tables' row counts are known for the real data set.
DROP TABLE IF EXISTS staging_events;
DROP TABLE IF EXISTS staging_songs;

CREATE TABLE staging_events (
    artist VARCHAR, auth VARCHAR, firstName VARCHAR, gender CHAR(1), itemInSession INT, lastName VARCHAR,
    length NUMERIC(12,5), level VARCHAR, location VARCHAR, method VARCHAR, page VARCHAR, registration BIGINT,
    sessionId INT, song VARCHAR, status INT, ts BIGINT SORTKEY, userAgent VARCHAR, userId INT
);
CREATE TABLE staging_songs (
    num_songs INT, artist_id VARCHAR, artist_latitude FLOAT, artist_longitude FLOAT, artist_location VARCHAR(1024),
    artist_name VARCHAR(1024), song_id VARCHAR DISTKEY, title VARCHAR(1024), duration NUMERIC(12,5), year INT
);

copy staging_events from 's3://udacity-dend/log_data'
credentials 'aws_iam_role=arn:aws:iam::123456789012:role/dwhRole'
region 'us-west-2' format as json 's3://udacity-dend/log_json_path.json';

copy staging_songs from 's3://udacity-dend/song_data'
credentials 'aws_iam_role=arn:aws:iam::123456789012:role/dwhRole'
region 'us-west-2' json 'auto';

CREATE TABLE plays AS SELECT * FROM staging_events WHERE page = 'NextSong';

CREATE TABLE plays_by_title AS
SELECT p.ts, s.song_id FROM plays p JOIN staging_songs s ON p.song = s.title;

CREATE TABLE plays_by_title_artist AS
SELECT p.ts, s.song_id FROM plays p, staging_songs s WHERE p.song = s.title AND p.artist = s.artist_name;

CREATE TABLE plays_by_all_three AS
SELECT p.ts, s.song_id
FROM plays p INNER JOIN staging_songs s ON (p.song = s.title AND p.artist = s.artist_name AND p.length = s.duration);

CREATE TABLE plays_kept AS
SELECT p.ts, s.song_id
FROM plays p
LEFT OUTER JOIN staging_songs s ON p.song = s.title AND p.artist = s.artist_name AND p.length = s.duration;

CREATE TABLE users_by_level (user_id INT, first_name VARCHAR, last_name VARCHAR, gender VARCHAR, level VARCHAR);
INSERT INTO users_by_level (user_id, first_name, last_name, gender, level)
SELECT DISTINCT userId, firstName, lastName, gender, level FROM staging_events WHERE page = 'NextSong';

CREATE TABLE users (user_id INT PRIMARY KEY);
INSERT INTO users SELECT DISTINCT (userId) FROM staging_events WHERE page = 'NextSong' AND userId IS NOT NULL;

CREATE TABLE moments (start_time TIMESTAMP PRIMARY KEY, hour INT);
INSERT INTO moments (start_time, hour)
SELECT DISTINCT TIMESTAMP 'epoch' + ts * INTERVAL '0.001 second' AS start_time, EXTRACT(hour FROM start_time)
FROM plays;

CREATE TABLE songs AS SELECT DISTINCT song_id FROM staging_songs;

CREATE TABLE artists_as_described AS
SELECT DISTINCT artist_id, artist_name, artist_location, artist_latitude, artist_longitude FROM staging_songs;

CREATE TABLE artists AS SELECT artist_id FROM artists_as_described GROUP BY artist_id;
