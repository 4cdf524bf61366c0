WITH shared AS (
  SELECT DISTINCT c.common, c.title, c.list, c.duty, d.iri AS of_duty
  FROM common AS c JOIN duties AS d ON d.list = c.list AND d.duty = c.duty WHERE d.kind = 'cooperative'
), everywhere AS (
  SELECT common, title, count(DISTINCT list) AS having_it FROM shared GROUP BY common, title
), named AS (
  SELECT p.organization, b.name, s.common, count(DISTINCT s.list) AS named
  FROM shared AS s JOIN participations AS p ON p.list = s.list AND p.duty = s.duty JOIN bodies AS b ON b.organization = p.organization
  WHERE p.role = 'declared' AND p.kind = 'department'
  --{department} AND p.organization IN ({department})
  GROUP BY p.organization, b.name, s.common
), answer AS (
  SELECT n.organization AS department, e.title, n.named, e.having_it AS "having",
         CASE WHEN n.named = e.having_it THEN '一样 yes' ELSE '不一样 no' END AS same, n.common, n.name AS label
         --[each] , v.value
  FROM named AS n JOIN everywhere AS e ON e.common = n.common
  --[each] JOIN common_by_{each} AS v ON v.common = n.common
  WHERE 1 = 1
  --{category} AND n.common IN (SELECT c.common FROM common AS c JOIN duties AS d ON d.list = c.list AND d.duty = c.duty WHERE d.category_iri IN ({category}))
  --{matter} AND n.common IN (SELECT c.common FROM common AS c JOIN about_matter AS m ON m.iri = c.iri WHERE m.matter IN ({matter}))
)
SELECT * FROM answer
ORDER BY label, department, named DESC, title, common;

--: cell duties by department common with space
SELECT * FROM ( -- Daft sorts before it takes what is there once
  SELECT DISTINCT p.organization AS department, s.common, s.of_duty AS item
  FROM shared AS s JOIN participations AS p ON p.list = s.list AND p.duty = s.duty
  WHERE p.role = 'declared' AND p.kind = 'department'
  --{department} AND p.organization IN ({department})
) AS once
ORDER BY item
