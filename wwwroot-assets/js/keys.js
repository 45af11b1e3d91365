// Keys of the dashboard: a key presses the button that names it in data-key. What is typed into a field stays there; only Escape leaves it.
const field = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

document.addEventListener("keydown", event => {
  if (event.defaultPrevented || event.altKey || event.repeat || (event.key !== "Escape" && event.target.closest?.(field))) {
    return;
  }

  const key = (event.ctrlKey || event.metaKey ? "Control+" : "") + (event.key.length === 1 ? event.key.toLowerCase() : event.key);
  const button = document.querySelector(`[data-key="${CSS.escape(key)}"]:not(:disabled)`);
  if (button) {
    event.preventDefault();
    button.click();
  }
});
