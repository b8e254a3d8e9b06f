-- Bodies are texts: what they hold is not run by the migration.
CREATE OR REPLACE FUNCTION purge(keep interval) RETURNS integer AS $$
DECLARE
  gone integer;
BEGIN
  DELETE FROM audit; -- every row; it's fine
  TRUNCATE audit_details;
  GET DIAGNOSTICS gone = ROW_COUNT;
  EXECUTE 'DROP TABLE IF EXISTS audit_old';
  RETURN gone;
END;
$$ LANGUAGE plpgsql;

CREATE FUNCTION nested() RETURNS void LANGUAGE plpgsql AS $outer$
BEGIN
  EXECUTE $inner$ UPDATE orders SET region = NULL; $inner$;
END $outer$;

CREATE FUNCTION quoted() RETURNS void LANGUAGE sql AS 'DELETE FROM audit; SELECT ''it;s'';';

CREATE FUNCTION standard() RETURNS integer LANGUAGE sql
BEGIN ATOMIC
  DELETE FROM audit;
  SELECT CASE WHEN 1 = 1 THEN 1 ELSE 2 END;
END;

DO $do$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_tables WHERE tablename = 'x') THEN
    DROP TABLE x;
  END IF;
END
$do$;

CREATE TRIGGER touch AFTER INSERT OR UPDATE OR DELETE ON orders
  FOR EACH ROW EXECUTE FUNCTION purge();
CREATE RULE keep AS ON DELETE TO orders DO INSTEAD (UPDATE orders SET gone = true; NOTIFY orders);
