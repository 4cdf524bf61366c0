WITH every AS (
  SELECT DISTINCT p.list, p.duty, p.organization, b.name, d.iri, d.category_iri
  FROM participations AS p JOIN duties AS d ON d.list = p.list AND d.duty = p.duty JOIN bodies AS b ON b.organization = p.organization
  WHERE d.kind = 'cooperative' AND p.role = 'declared' AND p.kind = 'department'
), named AS (
  SELECT list, duty, count(DISTINCT organization) AS bodies FROM participations WHERE role = 'declared' GROUP BY list, duty
), asked AS (
  SELECT list, duty, count(*) AS steps FROM steps WHERE side = 'township' GROUP BY list, duty
), whole AS (
  SELECT organization, count(*) AS duties FROM every GROUP BY organization
), answer AS (
  SELECT d.organization AS department, l.iri AS list, count(*) AS duties, sum(CASE WHEN n.bodies = 1 THEN 1 ELSE 0 END) AS sole,
         CAST(coalesce(sum(a.steps), 0) AS BIGINT) AS steps, max(w.duties) AS everywhere, d.name AS label
  FROM every AS d
  JOIN named AS n ON n.list = d.list AND n.duty = d.duty
  JOIN lists AS l ON l.list = d.list
  JOIN whole AS w ON w.organization = d.organization
  LEFT JOIN asked AS a ON a.list = d.list AND a.duty = d.duty
  WHERE 1 = 1
  --{department} AND d.organization IN ({department})
  --{category} AND d.category_iri IN ({category})
  --{matter} AND d.iri IN (SELECT iri FROM about_matter WHERE matter IN ({matter}))
  GROUP BY d.organization, d.name, l.iri
)
SELECT * FROM answer
ORDER BY everywhere DESC, label, department, duties DESC, steps DESC, list
