SELECT CONCAT('constraint:', k.table_schema, '.', k.table_name, '.', k.constraint_name),
  CONCAT('table:', k.table_schema, '.', k.table_name), 'CONSTRAINT', k.constraint_name,
  CONCAT('FOREIGN KEY (',
    GROUP_CONCAT(k.column_name ORDER BY k.ordinal_position SEPARATOR ', '),
    ') REFERENCES ', ${name:k.referenced_table_schema:k.referenced_table_name}, ' (',
    GROUP_CONCAT(k.referenced_column_name ORDER BY k.ordinal_position SEPARATOR ', '), ')',
    CASE WHEN MAX(r.update_rule) IN ('RESTRICT', 'NO ACTION') THEN ''
      ELSE CONCAT(' ON UPDATE ', MAX(r.update_rule)) END,
    CASE WHEN MAX(r.delete_rule) IN ('RESTRICT', 'NO ACTION') THEN ''
      ELSE CONCAT(' ON DELETE ', MAX(r.delete_rule)) END),
  NULL, NULL
FROM information_schema.key_column_usage k
  JOIN information_schema.referential_constraints r
    ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name
      AND r.table_name = k.table_name
WHERE k.referenced_table_name IS NOT NULL
GROUP BY k.table_schema, k.table_name, k.constraint_name, k.referenced_table_schema, k.referenced_table_name
