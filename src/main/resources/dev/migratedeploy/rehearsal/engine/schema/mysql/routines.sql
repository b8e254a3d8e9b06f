SELECT CONCAT('routine:', r.routine_type, ':', r.routine_schema, '.', r.specific_name), NULL,
  r.routine_type,
  ${name:r.routine_schema:r.routine_name},
  CONCAT_WS(' ',
    CONCAT('(', (
      SELECT GROUP_CONCAT(CONCAT_WS(' ', NULLIF(p.parameter_mode, 'IN'), p.parameter_name, p.dtd_identifier)
        ORDER BY p.ordinal_position SEPARATOR ', ')
      FROM information_schema.parameters p
      WHERE p.specific_schema = r.routine_schema AND p.specific_name = r.specific_name
        AND p.routine_type = r.routine_type AND p.ordinal_position > 0), ')'),
    CONCAT('RETURNS ', NULLIF(r.dtd_identifier, '')),
    CASE r.is_deterministic WHEN 'YES' THEN 'DETERMINISTIC' END,
    CASE WHEN r.security_type <> 'DEFINER' THEN CONCAT('SQL SECURITY ', r.security_type) END),
  r.routine_definition, NULL
FROM information_schema.routines r
WHERE r.routine_schema NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')
  AND r.routine_type IN ('FUNCTION', 'PROCEDURE')
