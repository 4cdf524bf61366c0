WITH answer AS (
  SELECT c.title, count(DISTINCT c.list) AS "having", c.common
         --[each] , v.value
  FROM common AS c
  --[each] JOIN common_by_{each} AS v ON v.common = c.common
  WHERE 1 = 1
  --{department} AND c.common IN (SELECT c.common FROM common AS c JOIN about_department AS a ON a.iri = c.iri WHERE a.organization IN ({department}))
  --{category} AND c.common IN (SELECT c.common FROM common AS c JOIN duties AS d ON d.list = c.list AND d.duty = c.duty WHERE d.category_iri IN ({category}))
  --{matter} AND c.common IN (SELECT c.common FROM common AS c JOIN about_matter AS m ON m.iri = c.iri WHERE m.matter IN ({matter}))
  GROUP BY c.title, c.common
  --[each] , v.value
)
SELECT * FROM answer
ORDER BY "having" DESC, title, common;

--: cell duties by common with space
SELECT common, iri AS item FROM common ORDER BY item
