CREATE TABLE staging_events (
    artist VARCHAR, auth VARCHAR, firstName VARCHAR, gender VARCHAR, itemInSession INT, lastName VARCHAR, length FLOAT,
    level VARCHAR, location VARCHAR, method VARCHAR, page VARCHAR, registration FLOAT, sessionId INT, song VARCHAR,
    status INT, ts BIGINT, userAgent VARCHAR, userId INT
);
COPY staging_events FROM '${S3.LOG_DATA}' IAM_ROLE '${IAM_ROLE.ARN}' FORMAT AS JSON '${S3.LOG_JSONPATH}' ${COPY.COMPRESSION};
