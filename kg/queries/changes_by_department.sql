WITH answer AS (
  SELECT d.iri AS department, k.name AS kind, count(DISTINCT k.change) AS count, count(DISTINCT k.list) AS places, d.name AS label
  FROM changes AS k JOIN changes AS d ON d.list = k.list AND d.change = k.change
  WHERE k.what = 'kind' AND d.what = 'department'
  --{department} AND d.iri IN ({department})
  --{category} AND k.change IN (SELECT change FROM changes WHERE what = 'category' AND iri IN ({category}))
  --{matter} AND k.change IN (SELECT change FROM changes WHERE what = 'matter' AND iri IN ({matter}))
  GROUP BY d.iri, d.name, k.name
)
SELECT * FROM answer
ORDER BY label, department, count DESC, kind
