WITH kinds AS (
  SELECT l.iri AS list, sum(CASE WHEN d.kind = 'basic' THEN 1 ELSE 0 END) AS basic,
         sum(CASE WHEN d.kind = 'cooperative' THEN 1 ELSE 0 END) AS cooperative,
         sum(CASE WHEN d.kind = 'recalled' THEN 1 ELSE 0 END) AS recalled
  FROM lists AS l LEFT JOIN duties AS d ON d.list = l.list GROUP BY l.iri
), counted AS (
  SELECT list, '基本 basic' AS type, basic AS n, 117 AS national, 1 AS block FROM kinds
  UNION ALL SELECT list, '配合 cooperative' AS type, cooperative AS n, 99 AS national, 2 AS block FROM kinds
  UNION ALL SELECT list, '收回 recalled' AS type, recalled AS n, 124 AS national, 3 AS block FROM kinds
), ranked AS (
  SELECT type, n, row_number() OVER (PARTITION BY type ORDER BY n) AS place, 1 AS one FROM counted
), whole AS (
  SELECT count(*) AS places, 1 AS one FROM lists
), middle AS ( -- the middle value, or the mean of the two in the middle
  SELECT r.type, avg(r.n) AS median FROM ranked AS r JOIN whole AS w ON w.one = r.one
  WHERE r.place * 2 >= w.places AND r.place * 2 <= w.places + 2 GROUP BY r.type
), answer AS (
  SELECT c.list, c.type AS "table", c.n AS count, m.median, c.national, c.block
  FROM counted AS c JOIN middle AS m ON m.type = c.type
)
SELECT * FROM answer
ORDER BY list, block
