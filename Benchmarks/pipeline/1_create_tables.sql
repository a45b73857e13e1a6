CREATE TABLE staging_events (
    artist VARCHAR, auth VARCHAR, firstName VARCHAR, gender VARCHAR, itemInSession INT, lastName VARCHAR, length FLOAT,
    level VARCHAR, location VARCHAR, method VARCHAR, page VARCHAR, registration FLOAT, sessionId INT, song VARCHAR,
    status INT, ts BIGINT, userAgent VARCHAR, userId INT
);
CREATE TABLE staging_songs (
    num_songs INT, artist_id VARCHAR, artist_latitude FLOAT, artist_longitude FLOAT, artist_location VARCHAR,
    artist_name VARCHAR, song_id VARCHAR, title VARCHAR, duration FLOAT, year INT
);
CREATE TABLE songplays (
    songplay_id INT IDENTITY(0,1), start_time TIMESTAMP, user_id INT, level VARCHAR, song_id VARCHAR, artist_id VARCHAR,
    session_id INT, location VARCHAR, user_agent VARCHAR
);
CREATE TABLE users (user_id INT, first_name VARCHAR, last_name VARCHAR, gender VARCHAR, level VARCHAR);
CREATE TABLE songs (song_id VARCHAR, title VARCHAR, artist_id VARCHAR, year INT, duration FLOAT);
CREATE TABLE artists (artist_id VARCHAR, name VARCHAR, location VARCHAR, latitude FLOAT, longitude FLOAT);
CREATE TABLE time (start_time TIMESTAMP, hour INT, day INT, week INT, month INT, year INT, weekday INT);
