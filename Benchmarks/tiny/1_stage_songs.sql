CREATE TABLE staging_songs (
    num_songs INT, artist_id VARCHAR, artist_latitude FLOAT, artist_longitude FLOAT, artist_location VARCHAR,
    artist_name VARCHAR, song_id VARCHAR, title VARCHAR, duration FLOAT, year INT
);
COPY staging_songs FROM '${S3.SONG_DATA}' IAM_ROLE '${IAM_ROLE.ARN}' FORMAT AS JSON 'auto';
