// Keys and dragging of the category tree: what must be decided before the browser acts, and so cannot wait for the server. Each becomes a click.
const tree = () => document.querySelector("[data-tree]");
const isMoving = () => document.querySelector("[data-moving]") !== null;
const items = () => [...tree().querySelectorAll("[role=treeitem]")];
const level = item => Number(item.ariaLevel);
const press = (item, part) => item.querySelector(part)?.click();
let last = null; // data-category of the item that had the focus, to give it back when a change takes its element away
let typed = "";
let typedAt = 0;

function parentOf(item) {
  const all = items();
  return all.slice(0, all.indexOf(item)).findLast(other => level(other) < level(item));
}

function find(letter, from) {
  typed = (performance.now() - typedAt < 700 ? typed : "") + letter.toLowerCase();
  typedAt = performance.now();
  const all = items();
  // A first letter goes on from here; more of a word may still mean this one.
  const start = all.indexOf(from) + ([...typed].length === 1 ? 1 : 0);
  return [...all.slice(start), ...all.slice(0, start)].find(item => item.querySelector(".name").textContent.trim().toLowerCase().startsWith(typed));
}

function goal(event, item) {
  const all = items();
  const open = item.ariaExpanded;
  switch (event.key) {
    case "ArrowDown": return all[all.indexOf(item) + 1] ?? item;
    case "ArrowUp": return all[all.indexOf(item) - 1] ?? item;
    case "Home": return all[0];
    case "End": return all.at(-1);
    case "ArrowRight": return open === "false" ? press(item, "[data-twist]") : open === "true" ? all[all.indexOf(item) + 1] : item;
    case "ArrowLeft": return open === "true" ? press(item, "[data-twist]") : parentOf(item) ?? item;
    case "Enter": return item.click();
    case " ": return item.click();
  }
  const isWord = performance.now() - typedAt < 700;
  return event.key.toLowerCase() === "m" && !isWord && !isMoving() ? press(item, "[data-take]") : find(event.key, item);
}

document.addEventListener("keydown", event => {
  const item = event.target.closest?.("[data-tree] [role=treeitem]");
  if (event.key === "Escape" && event.target.closest?.("[data-leave-to-tree]") && !isMoving()) {
    tree()?.querySelector("[aria-selected=true]")?.focus();
  } else if (item && !event.ctrlKey && !event.metaKey && !event.altKey && ([...event.key].length === 1 || /^(Arrow|Home|End|Enter)/.test(event.key))) {
    event.preventDefault();
    goal(event, item)?.focus();
  }
});

document.addEventListener("focusin", event => {
  const item = event.target.closest?.("[data-tree] [role=treeitem]");
  last = item?.dataset.category ?? null;
  if (item) {
    items().forEach(other => { other.tabIndex = other === item ? 0 : -1; });
  }
});

let dragged = null;
const over = event => isMoving() && event.target.closest?.("[data-tree] [role=treeitem]:not([aria-disabled])");

document.addEventListener("dragstart", event => {
  dragged = event.target.closest?.("[data-tree] [role=treeitem]") ?? null;
  if (dragged) {
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.querySelector(".name").textContent.trim());
    // Not at once: a page that changes under a drag that begins calls it off.
    setTimeout(() => press(dragged, "[data-take]"));
  }
});

document.addEventListener("dragover", event => {
  const target = dragged && over(event);
  items().forEach(item => item.classList.toggle("over", item === target));
  if (target) {
    event.preventDefault();
  }
});

document.addEventListener("drop", event => {
  const target = dragged && over(event);
  if (target) {
    event.preventDefault();
    target.click();
  }
});

document.addEventListener("dragend", event => {
  if (dragged && event.dataTransfer.dropEffect === "none") {
    document.querySelector("[data-cancel]")?.click();
  }
  tree()?.querySelectorAll(".over").forEach(item => item.classList.remove("over"));
  dragged = null;
});

// The server asks for the focus; and an element that a change took away gives it back to the one in its place.
let asked = null;
let editor = null;
new MutationObserver(() => {
  const opened = document.querySelector("[data-editor]");
  if (opened !== editor) {
    editor = opened;
    // Below the tree on a narrow screen: a tap on a category leads to it.
    if (opened?.getBoundingClientRect().top > innerHeight * .6) opened.scrollIntoView({ block: "start" });
  }
  const wanted = tree()?.dataset.focus ?? null;
  const isNew = wanted !== null && wanted !== asked;
  asked = wanted;
  const id = isNew ? wanted.split(".")[0] : document.activeElement === document.body ? last : null;
  if (id !== null) {
    (tree()?.querySelector(`[data-category="${id}"]`) ?? tree()?.querySelector("[role=treeitem]"))?.focus();
  }
}).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-focus"] });
