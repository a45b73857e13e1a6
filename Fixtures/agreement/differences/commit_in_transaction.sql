-- what: COMMIT in a procedure that BEGIN … COMMIT calls
-- where: sql.md 1.4
-- PostgreSQL: ERROR 2D000: invalid transaction termination
-- Redshift: ERROR 0A000: COMMIT cannot be invoked from a procedure that is executing in an atomic context.

CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$

BEGIN

CALL p()
