-- A duty of several departments counts once for each.
WITH chosen AS (
  SELECT d.list, d.duty, d.organization, d.name, d.iri, 1 AS one FROM declarations AS d WHERE d.kind = 'cooperative'
  --{department} AND d.organization IN ({department})
  --{category} AND d.category_iri IN ({category})
  --{matter} AND d.iri IN (SELECT iri FROM about_matter WHERE matter IN ({matter}))
), told AS (
  SELECT list, duty, organization, count(DISTINCT position) AS steps FROM mentions WHERE side = 'township'
  GROUP BY list, duty, organization
), acting AS (
  SELECT list, duty, organization, count(DISTINCT position) AS steps FROM participations
  WHERE side = 'superior' AND role IN ('performer', 'joined') GROUP BY list, duty, organization
), whole AS (
  SELECT count(*) AS cooperative, 1 AS one FROM duties AS d WHERE d.kind = 'cooperative'
  --{category} AND d.category_iri IN ({category})
  --{matter} AND d.iri IN (SELECT iri FROM about_matter WHERE matter IN ({matter}))
), answer AS (
  SELECT d.organization AS department, count(*) AS duties, sum(CASE WHEN n.bodies = 1 THEN 1 ELSE 0 END) AS sole,
         CAST(coalesce(sum(a.steps), 0) AS BIGINT) AS steps, CAST(coalesce(sum(t.steps), 0) AS BIGINT) AS named, CAST(coalesce(sum(o.steps), 0) AS BIGINT) AS own,
         round(CAST(count(*) * 1000 AS DOUBLE) / max(w.cooperative)) / 10 AS share, d.name AS label
  FROM chosen AS d
  JOIN declared_bodies AS n ON n.list = d.list AND n.duty = d.duty
  LEFT JOIN township_work AS a ON a.list = d.list AND a.duty = d.duty
  LEFT JOIN told AS t ON t.list = d.list AND t.duty = d.duty AND t.organization = d.organization
  LEFT JOIN acting AS o ON o.list = d.list AND o.duty = d.duty AND o.organization = d.organization
  JOIN whole AS w ON w.one = d.one
  GROUP BY d.organization, d.name
)
SELECT * FROM answer
ORDER BY duties DESC, steps DESC, label, department;

--: cell evidence by department with space
SELECT organization AS department, iri AS item FROM chosen
