SELECT organizations.organization_id AS value, organizations.name || ' (' || count(DISTINCT ministerials.ministerial_id) || ')' AS name
FROM organizations
JOIN series USING (organization_id)
JOIN ministerials USING (series_id)
JOIN engagements USING (ministerial_id)
GROUP BY organizations.organization_id
ORDER BY organizations.name
