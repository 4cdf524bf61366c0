WITH answer AS (
  SELECT l.iri AS list, k.name AS kind, count(DISTINCT k.change) AS count
  FROM changes AS k JOIN lists AS l ON l.list = k.list
  WHERE k.what = 'kind'
  --{department} AND k.change IN (SELECT change FROM changes WHERE what = 'department' AND iri IN ({department}))
  --{category} AND k.change IN (SELECT change FROM changes WHERE what = 'category' AND iri IN ({category}))
  --{matter} AND k.change IN (SELECT change FROM changes WHERE what = 'matter' AND iri IN ({matter}))
  GROUP BY l.iri, k.name
)
SELECT * FROM answer
ORDER BY list, count DESC, kind
