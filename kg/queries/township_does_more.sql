WITH answer AS (
  SELECT d.iri AS duty, d.title, d.township_steps AS township, d.superior_steps AS superior,
         d.township_steps - d.superior_steps AS more, d.nth
  FROM duties AS d
  WHERE d.kind = 'cooperative' AND d.township_steps > d.superior_steps
  --{department} AND d.iri IN (SELECT iri FROM about_department WHERE role = 'declared' AND organization IN ({department}))
  --{category} AND d.category_iri IN ({category})
  --{matter} AND d.iri IN (SELECT iri FROM about_matter WHERE matter IN ({matter}))
)
SELECT * FROM answer
ORDER BY more DESC, nth, duty
