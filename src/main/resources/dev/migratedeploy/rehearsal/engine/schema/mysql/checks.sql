SELECT CONCAT('check:', c.constraint_schema, '.', t.table_name, '.', c.constraint_name),
  CONCAT('table:', c.constraint_schema, '.', t.table_name), 'CONSTRAINT', c.constraint_name,
  CONCAT('CHECK (', REPLACE(c.check_clause, '`', ''), ')'),
  NULL, NULL
FROM information_schema.check_constraints c
  JOIN information_schema.table_constraints t
    ON t.constraint_schema = c.constraint_schema AND t.constraint_name = c.constraint_name
      AND t.constraint_type = 'CHECK' ${check_table}
