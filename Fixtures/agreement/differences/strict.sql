-- what: INTO STRICT
-- where: sql.md 1.4
-- PostgreSQL: done
-- Redshift: ERROR 42601: syntax error at or near "a"

CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ DECLARE a INT; BEGIN SELECT 1 INTO STRICT a; END $$

CALL p()
