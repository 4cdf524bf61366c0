WITH kinds AS (
  SELECT l.iri AS list, d.category_iri AS category, CASE WHEN d.kind = 'basic' THEN 1 ELSE 0 END AS basic,
         CASE WHEN d.kind = 'cooperative' THEN 1 ELSE 0 END AS cooperative,
         CASE WHEN d.kind = 'recalled' THEN 1 ELSE 0 END AS recalled
  FROM duties AS d JOIN lists AS l ON l.list = d.list
), by_category AS (
  SELECT list, category, sum(basic) AS basic, sum(cooperative) AS cooperative, sum(recalled) AS recalled, CAST(count(*) AS BIGINT) AS total
  FROM kinds WHERE category <> ''
  --{category} AND category IN ({category})
  GROUP BY list, category
), answer AS (
  SELECT list, category, basic, cooperative, recalled, total,
         CASE WHEN basic = total THEN '基本 basic' WHEN cooperative = total THEN '配合 cooperative'
              WHEN recalled = total THEN '收回 recalled' ELSE '' END AS only, 1 AS block
  FROM by_category
  UNION ALL
  SELECT list, '合计 total' AS category, sum(basic) AS basic, sum(cooperative) AS cooperative, sum(recalled) AS recalled,
         CAST(count(*) AS BIGINT) AS total, '' AS only, 2 AS block
  FROM kinds GROUP BY list
  UNION ALL
  SELECT iri AS list, '全国平均 national mean' AS category, 117 AS basic, 99 AS cooperative, 124 AS recalled, 340 AS total,
         '' AS only, 3 AS block
  FROM lists
)
SELECT * FROM answer
ORDER BY list, block, total DESC, category
