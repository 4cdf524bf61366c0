WITH named AS (
  SELECT DISTINCT p.organization, b.name, p.role, d.iri
  FROM participations AS p JOIN duties AS d ON d.list = p.list AND d.duty = p.duty JOIN bodies AS b ON b.organization = p.organization
  WHERE p.kind = 'department'
    AND ((p.role = 'declared' AND d.kind = 'cooperative') OR (p.role = 'receiving' AND d.kind = 'recalled'))
  --{department} AND p.organization IN ({department})
), counted AS (
  SELECT organization, name, sum(CASE WHEN role = 'declared' THEN 1 ELSE 0 END) AS asked,
         sum(CASE WHEN role = 'receiving' THEN 1 ELSE 0 END) AS taken
  FROM named GROUP BY organization, name
), answer AS (
  SELECT organization AS department, asked AS cooperative, taken AS recalled,
         CASE WHEN taken = 0 THEN '只要配合 only demands' WHEN asked = 0 THEN '只收回 only takes back' ELSE '两者都有 both' END AS pattern,
         asked + taken AS total, name AS label
  FROM counted
)
SELECT * FROM answer
ORDER BY total DESC, recalled DESC, label, department;

--: cell evidence by department with space
SELECT organization AS department, iri AS item FROM named
