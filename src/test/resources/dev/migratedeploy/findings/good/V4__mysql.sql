# MySQL's own comment; it's one
DELIMITER //
CREATE PROCEDURE purge()
BEGIN
  DECLARE done INT DEFAULT 0;
  WHILE done < 1 DO
    DELETE FROM audit;
    SET done = 1;
  END WHILE;
  IF done THEN TRUNCATE audit; END IF;
END//
DELIMITER ;
CREATE TRIGGER touch BEFORE UPDATE ON orders FOR EACH ROW
BEGIN
  UPDATE audit SET n = n + 1;
  DELETE FROM queue;
END;
DELETE o FROM orders o JOIN cancelled c ON c.id = o.id;
UPDATE orders o JOIN regions r ON r.id = o.region_id SET o.region = r.name;
DELETE FROM queue ORDER BY id LIMIT 100;
INSERT INTO texts VALUES ("it\"s; DROP TABLE a", 'it\'s; DROP TABLE a') ON DUPLICATE KEY UPDATE a = 1;
UPDATE `orders` SET `region` = 'x' WHERE `id` = 1;
