-- What several counting questions ask of the tables, said once. A view may use those above it.

--: view bodies
-- One name for each body, although lists may call it otherwise (消防救援局, 消防救援大队).
SELECT organization, min(department) AS name
FROM (SELECT organization, department FROM all_participations UNION ALL SELECT organization, department FROM all_mentions) AS every
GROUP BY organization;

--: view about_matter
-- The matters that a duty's title names.
SELECT DISTINCT d.iri, m.matter FROM duties AS d JOIN matters AS m ON m.list = d.list AND m.duty = d.duty WHERE m.side = '';

--: view about_department
-- The departments that a duty's column names.
SELECT DISTINCT d.iri, p.organization, p.role
FROM duties AS d JOIN participations AS p ON p.list = d.list AND p.duty = d.duty WHERE p.side = '';

--: view marked
-- The words by which steps were recognised, each with its step.
SELECT s.iri AS of_thing, m.list, m.duty, m.side, m.position, m.scheme, m.concept, m.word, m.start AS started, m.iri
FROM marks AS m JOIN steps AS s ON s.list = m.list AND s.duty = m.duty AND s.side = m.side AND s.position = m.position

--: view declarations
-- The departments that a duty's column names, each duty once for each.
SELECT DISTINCT p.list, p.duty, p.organization, b.name, d.kind, d.iri, d.category_iri, d.label, d.nth
FROM participations AS p JOIN duties AS d ON d.list = p.list AND d.duty = p.duty JOIN bodies AS b ON b.organization = p.organization
WHERE p.role = 'declared' AND p.kind = 'department';

--: view declared_bodies
-- How many bodies a duty's column names: an open class is no department, yet makes a duty shared.
SELECT list, duty, count(DISTINCT organization) AS bodies FROM participations WHERE role = 'declared' GROUP BY list, duty;

--: view township_work
-- How many steps a duty asks of the township.
SELECT list, duty, count(*) AS steps FROM steps WHERE side = 'township' GROUP BY list, duty;

--: view by_category
-- Each duty with its category.
SELECT iri, category_iri AS value FROM duties WHERE category_iri <> '';

--: view by_matter
-- Each duty with each matter of its title.
SELECT iri, matter AS value FROM about_matter;

--: view by_department
-- Each duty with each department of its column.
SELECT DISTINCT iri, organization AS value FROM about_department;

--: view common_by_category
SELECT DISTINCT c.common, v.value FROM common AS c JOIN by_category AS v ON v.iri = c.iri;

--: view common_by_matter
SELECT DISTINCT c.common, v.value FROM common AS c JOIN by_matter AS v ON v.iri = c.iri;

--: view common_by_department
SELECT DISTINCT c.common, v.value FROM common AS c JOIN by_department AS v ON v.iri = c.iri;
