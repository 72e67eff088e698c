-- 研修ごとの申込数
CREATE TABLE IF NOT EXISTS applications (
    id          INTEGER PRIMARY KEY,
    course_id   VARCHAR(32) NOT NULL,
    department  TEXT,
    applied_at  TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    score       DECIMAL(5, 2) CHECK (score >= 0)
);

/* 部局別の
   集計 */
SELECT c.title, a.department, COUNT(*) AS total, AVG(a.score) AS mean
FROM applications AS a
INNER JOIN courses AS c ON c.id = a.course_id
LEFT JOIN levels AS l ON l.id = c.level_id
WHERE a.applied_at >= '2026-04-01'
  AND a.department IN ('総務部', '農政部')
  AND c.title LIKE '%データ%'
  AND a.score IS NOT NULL
GROUP BY c.title, a.department
HAVING COUNT(*) > 10
ORDER BY total DESC, c.title ASC
LIMIT 20;

INSERT INTO courses (id, title, seats) VALUES ('rpa', 'RPA入門', 30), ('sql', 'SQL''入門', 25);
UPDATE courses SET seats = seats + 5 WHERE id = 'rpa';
DELETE FROM applications WHERE score < 12.5 OR course_id = 'x';

SELECT CASE WHEN score > 80 THEN '高' WHEN score > 50 THEN '中' ELSE '低' END AS band
FROM applications
UNION ALL
SELECT DISTINCT department FROM applications;

DROP TABLE applications;
