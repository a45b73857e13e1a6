-- what: ASSERT
-- where: sql.md 1.4
-- PostgreSQL: done
-- Redshift: ERROR 42601: syntax error at or near "ASSERT"

CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN ASSERT 1 = 1; END $$
