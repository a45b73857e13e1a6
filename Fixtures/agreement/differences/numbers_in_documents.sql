-- what: a number of SUPER stays as it is written, beside jsonb
-- where: sql.md 1.3
-- PostgreSQL: 100
-- Redshift: 1e2

SELECT JSON_PARSE('1e2')
