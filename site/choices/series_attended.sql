SELECT series.series_id AS value, series.name || ' (' || count(DISTINCT ministerials.ministerial_id) || ')' AS name
FROM series
JOIN ministerials USING (series_id)
JOIN engagements USING (ministerial_id)
GROUP BY series.series_id
ORDER BY series.name
