SELECT themes.theme_id, themes.name, count(*) AS commitments
FROM commitments
JOIN themes USING (theme_id)
GROUP BY themes.theme_id
ORDER BY commitments DESC, themes.name
