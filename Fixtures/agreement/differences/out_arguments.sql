-- what: OUT arguments are not written in CALL
-- where: sql.md 1.4
-- PostgreSQL: ERROR 42883: procedure p(integer) does not exist
-- Redshift: 2

CREATE PROCEDURE p(a INT, OUT b INT) LANGUAGE plpgsql AS $$ BEGIN b := a + 1; END $$

CALL p(1)
