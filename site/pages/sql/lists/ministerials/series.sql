SELECT series.series_id, series.name, count(*) AS meetings
FROM series
JOIN ministerials USING (series_id)
GROUP BY series.series_id
ORDER BY meetings DESC, series.name
