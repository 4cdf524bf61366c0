WITH chosen AS (
  SELECT s.iri AS step, s.list, s.duty, s.side, s.position
  FROM steps AS s JOIN duties AS d ON d.list = s.list AND d.duty = s.duty
  WHERE d.kind = 'cooperative'
  --{department} AND d.iri IN (SELECT iri FROM about_department WHERE role = 'declared' AND organization IN ({department}))
  --{category} AND d.category_iri IN ({category})
  --{matter} AND d.iri IN (SELECT iri FROM about_matter WHERE matter IN ({matter}))
), whole AS (
  SELECT sum(CASE WHEN side = 'township' THEN 1 ELSE 0 END) AS township,
         sum(CASE WHEN side = 'township' THEN 0 ELSE 1 END) AS superior, 1 AS one FROM chosen
), acts AS (
  SELECT DISTINCT list, duty, side, position, iri AS kind FROM marks WHERE scheme = 'action' AND side <> ''
), kinds AS (
  SELECT coalesce(a.kind, '以上都不是 none of these') AS kind, CASE WHEN a.kind IS NULL THEN 2 ELSE 1 END AS block, c.side, c.step
  FROM chosen AS c LEFT JOIN acts AS a ON a.list = c.list AND a.duty = c.duty AND a.side = c.side AND a.position = c.position
), counted AS (
  SELECT kind, block, sum(CASE WHEN side = 'township' THEN 1 ELSE 0 END) AS township,
         sum(CASE WHEN side = 'township' THEN 0 ELSE 1 END) AS superior, 1 AS one FROM kinds GROUP BY kind, block
), answer AS (
  SELECT k.kind, k.township, w.township AS "townshipAll", round(CAST(k.township * 1000 AS DOUBLE) / w.township) / 10 AS "townshipShare",
         k.superior, w.superior AS "superiorAll", round(CAST(k.superior * 1000 AS DOUBLE) / w.superior) / 10 AS "superiorShare", k.block
  FROM counted AS k JOIN whole AS w ON w.one = k.one
)
SELECT * FROM answer
ORDER BY block, township DESC, superior DESC, kind;

--: cell townshipWords by kind with 、
SELECT m.iri AS kind, concat(m.word, ' ', CAST(count(*) AS VARCHAR)) AS item, count(*) AS times, m.word
FROM marks AS m JOIN duties AS d ON d.list = m.list AND d.duty = m.duty
WHERE d.kind = 'cooperative' AND m.scheme = 'action' AND m.side = 'township'
--{department} AND d.iri IN (SELECT iri FROM about_department WHERE role = 'declared' AND organization IN ({department}))
--{category} AND d.category_iri IN ({category})
--{matter} AND d.iri IN (SELECT iri FROM about_matter WHERE matter IN ({matter}))
GROUP BY m.iri, m.word ORDER BY times DESC, word;

--: cell superiorWords by kind with 、
SELECT m.iri AS kind, concat(m.word, ' ', CAST(count(*) AS VARCHAR)) AS item, count(*) AS times, m.word
FROM marks AS m JOIN duties AS d ON d.list = m.list AND d.duty = m.duty
WHERE d.kind = 'cooperative' AND m.scheme = 'action' AND m.side = 'superior'
--{department} AND d.iri IN (SELECT iri FROM about_department WHERE role = 'declared' AND organization IN ({department}))
--{category} AND d.category_iri IN ({category})
--{matter} AND d.iri IN (SELECT iri FROM about_matter WHERE matter IN ({matter}))
GROUP BY m.iri, m.word ORDER BY times DESC, word;

--: cell evidence by kind with space
SELECT kind, step AS item FROM kinds
