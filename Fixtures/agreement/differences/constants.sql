-- what: a constant that cannot be computed, in a branch that is not taken
-- where: sql.md 1.2
-- PostgreSQL: ERROR 22012: division by zero
-- Redshift: NOTICE:  1

CREATE PROCEDURE p(a INT) LANGUAGE plpgsql AS $$ BEGIN RAISE NOTICE '%', CASE WHEN a = 0 THEN 1 / 0 ELSE 1 END; END $$

CALL p(1)
