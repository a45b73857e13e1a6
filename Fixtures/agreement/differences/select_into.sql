-- what: SELECT … INTO whose name is no variable's makes a table
-- where: sql.md 1.4
-- PostgreSQL: ERROR 42P01: relation "made" does not exist
-- Redshift: 2

CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN SELECT 2 AS a INTO made; END $$

CALL p()

SELECT a FROM made
