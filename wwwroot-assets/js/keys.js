// Keys of the dashboard: a key presses the button, or enters the field, that names it in data-key. What is typed into a field stays there; only
// Escape and the keys that save leave it.
const field = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
const fromFields = ["Escape", "Control+s", "Control+Enter"];

document.addEventListener("keydown", event => {
  if (event.defaultPrevented || event.altKey || event.repeat) {
    return;
  }

  const key = (event.ctrlKey || event.metaKey ? "Control+" : "") + (event.key.length === 1 ? event.key.toLowerCase() : event.key);
  const target = document.querySelector(`[data-key~="${CSS.escape(key)}"]:not(:disabled)`);
  if (target && (fromFields.includes(key) || !event.target.closest?.(field))) {
    event.preventDefault();
    target.matches(field) ? target.focus() : target.click();
  }
});

// A button that names an element leads there: because a link to a part of the page would be a way out for the router, or because the button goes
// with what it does and the focus must not go with it.
document.addEventListener("click", event => document.getElementById(event.target.closest?.("[data-goes-to]")?.dataset.goesTo)?.focus());
