WITH reporting AS (
  SELECT s.iri AS step, s.list, s.duty, s.position, d.iri AS in_duty, d.nth AS number
  FROM steps AS s JOIN duties AS d ON d.list = s.list AND d.duty = s.duty
  WHERE s.side = 'township' AND d.kind = 'cooperative'
    AND s.iri IN (SELECT of_thing FROM marked WHERE scheme = 'action' AND concept = 'reporting')
  --{department} AND d.iri IN (SELECT iri FROM about_department WHERE role = 'declared' AND organization IN ({department}))
  --{category} AND d.category_iri IN ({category})
  --{matter} AND d.iri IN (SELECT iri FROM about_matter WHERE matter IN ({matter}))
), told AS (
  SELECT DISTINCT r.step, b.name AS recipient
  FROM reporting AS r JOIN mentions AS m ON m.list = r.list AND m.duty = r.duty AND m.position = r.position
  JOIN bodies AS b ON b.organization = m.organization
  WHERE m.side = 'township' AND m.role = 'recipient'
), vague AS (
  SELECT DISTINCT m.of_thing AS step, c.zh AS recipient
  FROM marked AS m JOIN concepts AS c ON c.iri = m.iri WHERE m.scheme = 'recipient'
), said AS (
  SELECT step, recipient, 1 AS block FROM told
  UNION ALL
  SELECT r.step, v.recipient, 2 AS block FROM reporting AS r JOIN vague AS v ON v.step = r.step
  UNION ALL
  SELECT r.step, '未写明 not stated' AS recipient, 3 AS block FROM reporting AS r
  LEFT JOIN told AS b ON b.step = r.step LEFT JOIN vague AS v ON v.step = r.step
  WHERE b.step IS NULL AND v.step IS NULL
), totals AS (
  SELECT recipient, count(DISTINCT step) AS total FROM said GROUP BY recipient
), answer AS (
  SELECT s.recipient, t.total, r.in_duty AS duty, s.step, s.block, r.number, r.position
  FROM said AS s JOIN totals AS t ON t.recipient = s.recipient JOIN reporting AS r ON r.step = s.step
)
SELECT * FROM answer
ORDER BY block, total DESC, recipient, number, duty, position;

--: cell words by step with 、
SELECT m.of_thing AS step, m.word AS item, m.started
FROM marked AS m WHERE m.scheme = 'action' AND m.concept = 'reporting' AND m.side = 'township'
ORDER BY step, started
