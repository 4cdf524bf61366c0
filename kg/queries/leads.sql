WITH chosen AS (
  SELECT d.list, d.duty, d.organization, d.iri, d.label, d.nth FROM declarations AS d WHERE 1 = 1
  --{department} AND d.organization IN ({department})
  --{category} AND d.category_iri IN ({category})
  --{matter} AND d.iri IN (SELECT iri FROM about_matter WHERE matter IN ({matter}))
), leaders AS (
  SELECT DISTINCT list, duty, organization FROM participations WHERE role = 'lead'
), part_led AS (
  SELECT DISTINCT c.iri AS of_duty FROM findings AS f JOIN concerned AS c ON c.list = f.list AND c.finding = f.finding
  WHERE f.kind = 'partial_lead' AND c.what = 'duty'
), said AS (
  SELECT d.organization, d.iri, d.label, d.nth, CASE WHEN n.bodies = 1 THEN 1 ELSE 0 END AS alone,
         CASE WHEN n.bodies > 1 AND l.organization IS NOT NULL AND x.of_duty IS NULL THEN 1 ELSE 0 END AS led,
         CASE WHEN n.bodies > 1 AND l.organization IS NOT NULL AND x.of_duty IS NOT NULL THEN 1 ELSE 0 END AS led_step
  FROM chosen AS d
  JOIN declared_bodies AS n ON n.list = d.list AND n.duty = d.duty
  LEFT JOIN leaders AS l ON l.list = d.list AND l.duty = d.duty AND l.organization = d.organization
  LEFT JOIN part_led AS x ON x.of_duty = d.iri
), answer AS (
  SELECT organization AS department, count(*) AS declared, sum(alone) AS alone, sum(led) AS led, sum(led_step) AS "ledStep",
         sum(1 - alone - led - led_step) AS merely
  FROM said GROUP BY organization
)
SELECT * FROM answer
ORDER BY declared DESC, department;

--: cell ledDuties by department with 、
SELECT organization AS department, label AS item, nth, iri FROM said WHERE led + led_step = 1
ORDER BY nth, iri
