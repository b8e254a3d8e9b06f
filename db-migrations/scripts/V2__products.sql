CREATE TABLE product (
  id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sku   text           NOT NULL UNIQUE,
  name  text           NOT NULL,
  price numeric(12, 2) NOT NULL CHECK (price >= 0)
);
