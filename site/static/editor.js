// Datasette's editor for SQL, made of the plain text field; without script the field stays as it is.
const field = document.querySelector("textarea#sql-editor");
const shown = document.querySelector("pre#sql-query");
const button = document.querySelector("button#sql-format");

if (field && window.CodeMirror) {
  const editor = CodeMirror.fromTextArea(field, {
    extraKeys: { "Shift-Enter": () => field.form.submit(), Tab: false, "Shift-Tab": false },
    lineNumbers: true,
    lineWrapping: true,
    mode: "text/x-sql",
  });
  editor.getInputField().setAttribute("aria-label", "SQL");
  cmResize(editor, { resizableWidth: false });
  button.hidden = false;
  button.addEventListener("click", () => editor.setValue(sqlFormatter.format(editor.getValue())));
} else if (shown && button) {
  const formatted = sqlFormatter.format(shown.textContent);
  button.hidden = formatted === shown.textContent;
  button.addEventListener("click", () => (shown.textContent = formatted));
}
