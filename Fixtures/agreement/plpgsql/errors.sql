-- errors, and exception blocks that change nothing but variables

CREATE PROCEDURE caught(x INT, INOUT s VARCHAR(300)) NONATOMIC LANGUAGE plpgsql AS $$
DECLARE n SMALLINT;
BEGIN
  s := s || 'a';
  BEGIN
    s := s || (10 / x);
    n := 40000 * x;
    s := s || 'b';
  EXCEPTION WHEN OTHERS THEN
    s := s || '[' || SQLSTATE || ']';
    RAISE NOTICE '%', SQLSTATE;
  END;
  s := s || 'c';
END $$

CALL caught(0, '')

CALL caught(1, '')

CALL caught(NULL, '')

CREATE PROCEDURE nested(INOUT s VARCHAR(300)) NONATOMIC LANGUAGE plpgsql AS $$
BEGIN
  BEGIN
    BEGIN
      RAISE EXCEPTION 'first';
    EXCEPTION WHEN OTHERS THEN
      s := s || SQLERRM || ',';
      RAISE EXCEPTION 'second after %', SQLERRM;
    END;
  EXCEPTION WHEN OTHERS THEN
    s := s || SQLERRM || ',';
    BEGIN
      RAISE EXCEPTION 'third';
    EXCEPTION WHEN OTHERS THEN
      s := s || SQLERRM || ',';
    END;
    s := s || SQLERRM;
  END;
END $$

CALL nested('')

CREATE PROCEDURE again() NONATOMIC LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'lost' USING ERRCODE = '22012', HINT = 'look';
EXCEPTION WHEN OTHERS THEN
  RAISE;
END $$

CALL again()

CREATE PROCEDURE bare() LANGUAGE plpgsql AS $$ BEGIN RAISE; END $$

CALL bare()

CREATE PROCEDURE leaves(INOUT s VARCHAR(300)) NONATOMIC LANGUAGE plpgsql AS $$
BEGIN
  FOR i IN 1..5 LOOP
    BEGIN
      IF i = 4 THEN EXIT; END IF;
      CONTINUE WHEN i = 2;
      s := s || i / (i - 3) || ' ';
    EXCEPTION WHEN OTHERS THEN
      s := s || SQLSTATE || ' ';
      CONTINUE;
    END;
    s := s || '; ';
  END LOOP;
  BEGIN
    RAISE EXCEPTION 'x';
  EXCEPTION WHEN OTHERS THEN
    RETURN;
  END;
  s := 'never';
END $$

CALL leaves('')

CREATE PROCEDURE texts() LANGUAGE plpgsql AS $$
BEGIN
  RAISE DEBUG 'debug %', 1;
  RAISE LOG 'log %', 2;
  RAISE INFO 'info % %', 3, NULL;
  RAISE NOTICE '100%% of % and %', 'a', true;
  RAISE WARNING 'warning %%%', 4.50;
  RAISE NOTICE USING MESSAGE = 'said ' || 5;
  RAISE EXCEPTION 'the end of %', 'it' USING ERRCODE = 'U1234';
END $$

CALL texts()

CREATE PROCEDURE few() LANGUAGE plpgsql AS $$ BEGIN RAISE NOTICE '% %', 1; END $$

CREATE PROCEDURE many() LANGUAGE plpgsql AS $$ BEGIN RAISE NOTICE '%', 1, 2; END $$

CREATE TABLE kept (a INT)

CREATE PROCEDURE whole() LANGUAGE plpgsql AS $$ BEGIN INSERT INTO kept VALUES (1); INSERT INTO kept VALUES (1 / 0); END $$

CALL whole()

SELECT count(*) FROM kept

CREATE PROCEDURE missing() LANGUAGE plpgsql AS $$ BEGIN INSERT INTO nowhere VALUES (1); END $$

CALL missing()

CREATE PROCEDURE unheard() LANGUAGE plpgsql AS $$ BEGIN CALL nobody(1); END $$

CREATE PROCEDURE rest() LANGUAGE plpgsql AS $$ BEGIN SELECT 1; END $$

CALL rest()

CREATE PROCEDURE label_of_another() LANGUAGE plpgsql AS $$ BEGIN <<a>> LOOP EXIT; END LOOP b; END $$
