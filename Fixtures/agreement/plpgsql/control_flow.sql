-- IF, CASE, loops over ranges, EXIT and CONTINUE with and without labels

CREATE PROCEDURE ranges(INOUT s VARCHAR(500)) LANGUAGE plpgsql AS $$
BEGIN
  FOR i IN 1..3 LOOP s := s || i; END LOOP;
  FOR i IN REVERSE 3..1 LOOP s := s || i; END LOOP;
  FOR i IN 1..10 BY 4 LOOP s := s || ' ' || i; END LOOP;
  FOR i IN REVERSE 10..1 BY 4 LOOP s := s || ' ' || i; END LOOP;
  FOR i IN 3..1 LOOP s := s || 'never'; END LOOP;
  FOR i IN REVERSE 1..3 LOOP s := s || 'never'; END LOOP;
  FOR i IN 2147483646..2147483647 LOOP s := s || '.'; END LOOP;
  FOR i IN REVERSE -2147483647..-2147483648 LOOP s := s || ','; END LOOP;
  FOR i IN 1..2 LOOP i := i + 5; s := s || ' ' || i; END LOOP;
END $$

CALL ranges('')

CREATE PROCEDURE bounds(first INT, last INT, step INT) LANGUAGE plpgsql AS $$
BEGIN
  FOR i IN first..last BY step LOOP RAISE NOTICE '%', i; END LOOP;
  RAISE NOTICE 'found %', found;
END $$

CALL bounds(1, 3, 1)

CALL bounds(1, 0, 1)

CALL bounds(1, 3, 0)

CALL bounds(1, 3, -1)

CALL bounds(NULL, 3, 1)

CALL bounds(1, NULL, 1)

CALL bounds(1, 3, NULL)

CREATE PROCEDURE jumps(INOUT s VARCHAR(500)) LANGUAGE plpgsql AS $$
DECLARE n INT := 0;
BEGIN
  <<outer_loop>>
  FOR i IN 1..5 LOOP
    <<inner_loop>>
    WHILE true LOOP
      n := n + 1;
      EXIT inner_loop WHEN n % 3 = 0;
      CONTINUE outer_loop WHEN n % 5 = 0;
      CONTINUE WHEN n % 2 = 0;
      s := s || i || '/' || n || ' ';
      EXIT outer_loop WHEN n > 20;
    END LOOP inner_loop;
    s := s || '| ';
  END LOOP;
  <<part>>
  BEGIN
    s := s || 'in ';
    EXIT part WHEN n > 0;
    s := s || 'never ';
  END part;
  LOOP
    n := n - 1;
    IF n > 5 THEN CONTINUE; ELSIF n = 5 THEN s := s || 'five '; ELSE EXIT; END IF;
  END LOOP;
END $$

CALL jumps('')

CREATE PROCEDURE words(x INT, INOUT s VARCHAR(50)) LANGUAGE plpgsql AS $$
BEGIN
  CASE x WHEN 1, 2 THEN s := 'few'; WHEN 3 THEN NULL; WHEN NULL THEN s := 'never'; ELSE s := 'many'; END CASE;
  CASE WHEN x > 5 THEN s := s || '!'; WHEN x > 4 OR s = '' THEN s := s || '?'; END CASE;
END $$

CALL words(2, '')

CALL words(3, '')

CALL words(5, '')

CALL words(6, '')

CALL words(NULL, '')

CREATE PROCEDURE nothing() LANGUAGE plpgsql AS $$ BEGIN NULL; RETURN; RAISE NOTICE 'never'; END $$

CALL nothing()

CREATE PROCEDURE three(a BOOLEAN) LANGUAGE plpgsql AS $$
BEGIN
  IF a THEN RAISE NOTICE 'yes'; ELSE RAISE NOTICE 'no'; END IF;
  IF NOT a THEN RAISE NOTICE 'yes'; ELSE RAISE NOTICE 'no'; END IF;
  WHILE a LOOP RAISE NOTICE 'once'; a := false; END LOOP;
END $$

CALL three(true)

CALL three(NULL)
