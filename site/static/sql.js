// Datasette's editor types into a field of its own without a name, which screen readers could not tell.
addEventListener("load", () => document.querySelector(".CodeMirror textarea")?.setAttribute("aria-label", "SQL"));
