-- what: an argument takes the length, precision and scale of its parameter
-- where: sql.md 1.4
-- PostgreSQL: 0
-- Redshift: 0.00

CREATE PROCEDURE p(INOUT n NUMERIC(12,2)) LANGUAGE plpgsql AS $$ BEGIN NULL; END $$

CALL p(0)
