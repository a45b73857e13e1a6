-- what: scales of numeric arithmetic come from types, not from values
-- where: sql.md 2.2
-- PostgreSQL: NOTICE:  0.25000000000000000000
-- Redshift: NOTICE:  0.2500000000000

CREATE PROCEDURE p(n NUMERIC(12,2)) LANGUAGE plpgsql AS $$ BEGIN RAISE NOTICE '%', n / 4; END $$

CALL p(1)
