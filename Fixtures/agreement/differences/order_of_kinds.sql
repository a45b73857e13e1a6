-- what: booleans, numbers, strings, arrays, objects is SUPER's order, beside jsonb
-- where: sql.md 1.3
-- PostgreSQL: 1; 2
-- Redshift: 2; 1

CREATE TABLE t (k INT, s SUPER)

INSERT INTO t SELECT 1, JSON_PARSE('"a"') UNION ALL SELECT 2, JSON_PARSE('1')

SELECT k FROM t ORDER BY s
