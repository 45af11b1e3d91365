// Pictures by drop and paste. Both fill the file field of the section, so that the server hears of files in one way only.
const section = () => document.querySelector("[data-pictures]");
const isField = element => element.closest?.("input, textarea, select, [contenteditable]");
const used = new WeakSet();
let isOwnDrag = false;

function give(files) {
  const input = section() && [...section().querySelectorAll("input[type=file]")].pop();
  if (!input || input.disabled || files.length === 0) return;
  if (used.has(input)) {
    // Its files are on their way; the server puts a fresh field behind it.
    setTimeout(() => give(files), 50);
    return;
  }
  const transfer = new DataTransfer();
  files.forEach(file => transfer.items.add(file));
  input.files = transfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("change", event => {
  if (event.target.type === "file") used.add(event.target);
}, true);

document.addEventListener("paste", event => {
  const files = [...event.clipboardData.files];
  if (section() && files.length > 0 && (section().contains(event.target) || !isField(event.target))) {
    event.preventDefault();
    give(files);
  }
});

// A thumbnail under way to another place counts as a file for some browsers; it is none.
document.addEventListener("dragstart", event => {
  isOwnDrag = event.target.closest?.("[data-pictures]") !== null;
  if (isOwnDrag) {
    event.dataTransfer.setData("text/plain", "");
    event.dataTransfer.effectAllowed = "move";
  }
});
document.addEventListener("dragend", () => { isOwnDrag = false; });

const bringsFiles = event => section() && !isOwnDrag && event.dataTransfer.types.includes("Files");
const mark = isOver => section()?.toggleAttribute("data-over", isOver);

// A file that misses the section must not take the page away with it.
document.addEventListener("dragover", event => {
  if (bringsFiles(event)) {
    event.preventDefault();
    const isOver = section().contains(event.target);
    event.dataTransfer.dropEffect = isOver ? "copy" : "none";
    mark(isOver);
  }
}, true);
document.addEventListener("dragleave", event => {
  if (!event.relatedTarget) mark(false);
});
document.addEventListener("drop", event => {
  if (bringsFiles(event)) {
    event.preventDefault();
    event.stopPropagation();
    mark(false);
    if (section().contains(event.target)) give([...event.dataTransfer.files]);
  }
  isOwnDrag = false;
}, true);
