WITH named AS (
  SELECT DISTINCT p.list, p.duty, p.role, p.organization, b.name, d.iri, d.nth
  FROM participations AS p JOIN duties AS d ON d.list = p.list AND d.duty = p.duty JOIN bodies AS b ON b.organization = p.organization
  WHERE p.role IN ('declared', 'receiving') AND p.kind = 'department'
  --{category} AND d.category_iri IN ({category})
  --{matter} AND d.iri IN (SELECT iri FROM about_matter WHERE matter IN ({matter}))
), answer AS (
  SELECT a.organization AS first, b.organization AS second, count(DISTINCT a.iri) AS count, a.name AS one, b.name AS two
  FROM named AS a JOIN named AS b ON a.list = b.list AND a.duty = b.duty AND a.role = b.role
  WHERE a.name < b.name
  --{department} AND (a.organization IN ({department}) OR b.organization IN ({department}))
  GROUP BY a.organization, b.organization, a.name, b.name
)
SELECT * FROM answer
ORDER BY count DESC, one, two;

--: cell duties by first second with space
SELECT * FROM ( -- Daft sorts before it takes what is there once
  SELECT DISTINCT a.organization AS first, b.organization AS second, a.iri AS item, l.iri AS of_list, a.nth
  FROM named AS a JOIN named AS b ON a.list = b.list AND a.duty = b.duty AND a.role = b.role
  JOIN lists AS l ON l.list = a.list
  WHERE a.name < b.name
  --{department} AND (a.organization IN ({department}) OR b.organization IN ({department}))
) AS once
ORDER BY of_list, nth, item
