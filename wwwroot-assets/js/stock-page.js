// Keys and focus of the stock board: what must be decided before the browser acts on a key, and so cannot wait for the server.
const board = () => document.querySelector("[data-board]");
const isField = element => element.matches?.("input:not([type=checkbox]), textarea, select");

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

// Space chooses the row of the focused cell, with Shift all rows up to it, as a click on its checkbox does.
function choose(event, from) {
  const box = from.closest("tr").querySelector("[data-pick]:not(:disabled)");
  event.preventDefault();
  box?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey: event.shiftKey }));
}

function leave(from) {
  const inBulk = from.closest("[data-bulk]") ?? (document.querySelector("[data-edit]") ? null : document.querySelector("[data-bulk]"));
  (inBulk ?? board()).querySelector(inBulk ? "[data-leave]" : "#stock-ask [data-leave]")?.click();
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
  } else if (event.key === " " && from.matches("[data-cell]")) {
    choose(event, from);
  } else if (event.key.toLowerCase() === "b" && !isField(from) && document.querySelector("[data-bulk]")) {
    event.preventDefault();
    document.querySelector("[data-confirm], #bulk-entry, #bulk-why").focus();
  } else if (event.key === "Escape" && from.closest("tr, [data-bulk]")) {
    leave(from);
  } else {
    move(event, from);
  }
});

// The chosen rows go to a spreadsheet; a column out of one is previewed from the focused row on. A field, and text that is marked, copy as everywhere.
document.addEventListener("copy", event => {
  const rows = document.querySelector("[data-copy]");
  if (rows && !isField(event.target) && document.getSelection().isCollapsed) {
    event.preventDefault();
    event.clipboardData.setData("text/plain", rows.textContent);
  }
});

document.addEventListener("paste", event => {
  const cell = document.activeElement.dataset.cell;
  const hand = document.querySelector("[data-paste]");
  if (cell && hand) {
    event.preventDefault();
    hand.value = cell + "\n" + event.clipboardData.getData("text/plain").replaceAll("\r", "").slice(0, 20_000).toWellFormed();
    hand.dispatchEvent(new Event("change", { bubbles: true }));
  }
});

// A cell that opens takes the focus; when it closes, the focus that was in it goes back to the cell.
let open = null;
let lastCell = null;
document.addEventListener("focusin", event => { lastCell = event.target.dataset.cell ?? event.target.dataset.pick ?? lastCell; });

// A preview takes the focus to what saves it; when the chosen rows are gone, the focus that was there goes back to the board.
let bulk = "none";
function followBulk() {
  const confirm = document.querySelector("[data-confirm]");
  const now = confirm ? "preview" : document.querySelector("[data-bulk]") ? "bar" : "none";
  if (now === bulk) return;
  if (now === "preview") {
    confirm.focus();
  } else if (document.activeElement === document.body) {
    (bulk === "preview" && document.getElementById("bulk-entry") || document.querySelector(`[data-cell="${lastCell}"]`) || document.querySelector("[data-cell]"))?.focus();
  }
  bulk = now;
}

new MutationObserver(() => {
  followBulk();
  const edit = document.querySelector("[data-edit]");
  if (edit && edit.dataset.edit !== open) {
    edit.focus();
    edit.select();
  } else if (!edit && open && document.activeElement === document.body) {
    document.querySelector(`[data-cell="${open}"]`)?.focus();
  }
  open = edit?.dataset.edit ?? null;
}).observe(document.body, { childList: true, subtree: true });
