SELECT series.series_id AS value, series.name || ' (' || count(*) || ')' AS name
FROM series
JOIN ministerials USING (series_id)
JOIN commitments USING (ministerial_id)
GROUP BY series.series_id
ORDER BY series.name
