SELECT series.*, organizations.name AS organization
FROM series
LEFT JOIN organizations USING (organization_id)
WHERE series.series_id = :id
