SELECT series.*, count(ministerials.ministerial_id) AS meetings
FROM series
LEFT JOIN ministerials USING (series_id)
WHERE series.organization_id = :id
GROUP BY series.series_id
ORDER BY meetings DESC, series.name
