-- what: an object of SUPER keeps the order of its members, beside jsonb
-- where: sql.md 1.3
-- PostgreSQL: {"a": 2, "b": 1}
-- Redshift: {"b":1,"a":2}

SELECT JSON_PARSE('{"b":1,"a":2}')
