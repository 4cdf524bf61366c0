WITH whole AS (
  SELECT d.organization, count(*) AS duties FROM declarations AS d WHERE d.kind = 'cooperative' GROUP BY d.organization
), answer AS (
  SELECT d.organization AS department, l.iri AS list, count(*) AS duties, sum(CASE WHEN n.bodies = 1 THEN 1 ELSE 0 END) AS sole,
         CAST(coalesce(sum(a.steps), 0) AS BIGINT) AS steps, max(w.duties) AS everywhere, d.name AS label
         --[each] , v.value
  FROM declarations AS d
  --[each] JOIN by_{each} AS v ON v.iri = d.iri
  JOIN declared_bodies AS n ON n.list = d.list AND n.duty = d.duty
  JOIN lists AS l ON l.list = d.list
  JOIN whole AS w ON w.organization = d.organization
  LEFT JOIN township_work AS a ON a.list = d.list AND a.duty = d.duty
  WHERE d.kind = 'cooperative'
  --{department} AND d.organization IN ({department})
  --{category} AND d.category_iri IN ({category})
  --{matter} AND d.iri IN (SELECT iri FROM about_matter WHERE matter IN ({matter}))
  GROUP BY d.organization, d.name, l.iri
  --[each] , v.value
)
SELECT * FROM answer
ORDER BY everywhere DESC, label, department, duties DESC, steps DESC, list;

--: cell evidence by department list with space
SELECT d.organization AS department, l.iri AS list,
       --[each] v.value,
       d.iri AS item
FROM declarations AS d JOIN lists AS l ON l.list = d.list
--[each] JOIN by_{each} AS v ON v.iri = d.iri
WHERE d.kind = 'cooperative'
--{department} AND d.organization IN ({department})
--{category} AND d.category_iri IN ({category})
--{matter} AND d.iri IN (SELECT iri FROM about_matter WHERE matter IN ({matter}))
