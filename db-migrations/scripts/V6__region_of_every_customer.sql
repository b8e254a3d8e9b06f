-- Fills the column in small steps, as one would on a table with many rows; each says how far it is.
DO $$
DECLARE
  filled bigint;
BEGIN
  UPDATE customer SET region = 'north' WHERE region IS NULL AND id <= 100;
  GET DIAGNOSTICS filled = ROW_COUNT;
  PERFORM pg_sleep(1);
  RAISE NOTICE 'customers 1 to 100: % filled', filled;
END;
$$;

DO $$
DECLARE
  filled bigint;
BEGIN
  UPDATE customer SET region = 'north' WHERE region IS NULL AND id > 100;
  GET DIAGNOSTICS filled = ROW_COUNT;
  PERFORM pg_sleep(1);
  RAISE NOTICE 'customers 101 and above: % filled', filled;
END;
$$;

ALTER TABLE customer ALTER COLUMN region SET NOT NULL;
