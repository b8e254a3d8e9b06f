CREATE TYPE order_status AS ENUM ('open', 'paid', 'shipped', 'cancelled');

CREATE TABLE orders (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint       NOT NULL REFERENCES customer,
  status      order_status NOT NULL DEFAULT 'open',
  total       numeric(12, 2) NOT NULL DEFAULT 0,
  created_at  timestamptz  NOT NULL DEFAULT now()
);

CREATE TABLE order_line (
  order_id   bigint  NOT NULL REFERENCES orders ON DELETE CASCADE,
  line       integer NOT NULL,
  product_id bigint  NOT NULL REFERENCES product,
  quantity   integer NOT NULL CHECK (quantity > 0),
  unit_price numeric(12, 2) NOT NULL,
  PRIMARY KEY (order_id, line)
);

CREATE INDEX orders_by_customer ON orders (customer_id, created_at DESC);
