-- what: blanks at the end do not count in comparisons
-- where: sql.md 1.2
-- PostgreSQL: NOTICE:  f
-- Redshift: NOTICE:  t

CREATE PROCEDURE p(a VARCHAR(5), b VARCHAR(5)) LANGUAGE plpgsql AS $$ BEGIN RAISE NOTICE '%', a = b; END $$

CALL p('a', 'a ')
