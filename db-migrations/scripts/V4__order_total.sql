-- An order's total follows its lines.
CREATE FUNCTION refresh_order_total() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  changed bigint := coalesce(NEW.order_id, OLD.order_id);
BEGIN
  UPDATE orders
     SET total = (SELECT coalesce(sum(quantity * unit_price), 0)
                    FROM order_line
                   WHERE order_id = changed)
   WHERE id = changed;
  RETURN NULL;
END;
$$;

CREATE TRIGGER order_line_total
AFTER INSERT OR UPDATE OR DELETE ON order_line
FOR EACH ROW EXECUTE FUNCTION refresh_order_total();
