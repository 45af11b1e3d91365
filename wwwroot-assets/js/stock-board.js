// Keys and focus of the stock board: what must be decided before the browser acts on a key, and so cannot wait for the server.
const board = () => document.querySelector("[data-board]");
const isField = element => element.matches("input:not([type=checkbox]), textarea, select");

// Arrows and Tab go from cell to cell; Tab leaves the board at either end, as everywhere.
function move(event, from) {
  const step = { ArrowDown: 1, ArrowUp: -1, Tab: event.shiftKey ? -1 : 1 }[event.key];
  const cells = [...board().querySelectorAll("[data-cell]")];
  const target = step && from.matches("[data-cell]") && cells[cells.indexOf(from) + step];
  if (target) {
    event.preventDefault();
    target.focus();
  }
}

document.addEventListener("keydown", event => {
  const from = event.target;
  if (!board() || event.isComposing || event.altKey || !(from instanceof Element)) return;
  const withCommand = event.ctrlKey || event.metaKey;
  if (withCommand) {
    const undo = event.key === "z" && !event.shiftKey && !isField(from) && board().querySelector("[data-undo]");
    if (undo) {
      event.preventDefault();
      undo.click();
    }
  } else if (event.key === "/" && !isField(from)) {
    event.preventDefault();
    document.getElementById("stock-find").focus();
  } else if (event.key === "Escape" && from.closest("tr")) {
    board().querySelector("[data-leave]")?.click();
  } else {
    move(event, from);
  }
});

// A cell that opens takes the focus; when it closes, the focus that was in it goes back to the cell.
let open = null;
new MutationObserver(() => {
  const edit = document.querySelector("[data-edit]");
  if (edit && edit.dataset.edit !== open) {
    edit.focus();
    edit.select();
  } else if (!edit && open && document.activeElement === document.body) {
    document.querySelector(`[data-cell="${open}"]`)?.focus();
  }
  open = edit?.dataset.edit ?? null;
}).observe(document.body, { childList: true, subtree: true });
