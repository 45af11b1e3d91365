// The dashboard's connection: opens it, says calmly when it is lost, and lets nothing be written meanwhile that would be lost with it.
const notice = document.getElementById("components-reconnect-modal");
const asOf = notice.querySelector("time");
const page = document.documentElement;

// Both sides speak every few seconds, so that a silent line is noticed within ten. A restart of the shop takes as long as it takes: we go on trying.
Blazor.start({
  configureSignalR: connection => connection.withKeepAliveInterval(4_000).withServerTimeout(10_000),
  reconnectionOptions: { maxRetries: 100_000, retryIntervalMilliseconds: attempt => Math.min(200 * 2 ** attempt, 3_000) },
});

// Blazor tells by a class on the notice how the connection is.
function show() {
  const state = notice.className.match(/components-reconnect-(show|retrying|paused|failed|rejected)/)?.[1];
  page.toggleAttribute("data-offline", !!state);
  if (state === "rejected") {
    // The server is there but has forgotten this circuit (a restart, a long sleep): only a new one helps. What was typed was kept.
    location.reload();
  } else if (!state) {
    asOf.textContent = "";
  } else if (!asOf.textContent) {
    const now = new Date();
    asOf.dateTime = now.toISOString();
    asOf.textContent = notice.dataset.asOf.replace("{0}", now.toLocaleTimeString(page.lang, { hour: "2-digit", minute: "2-digit", hour12: false }));
  }
}

new MutationObserver(show).observe(notice, { attributeFilter: ["class"] });

// Without a connection everything can be read, selected and copied; what would change something is stopped before Blazor hears of it.
function refuse(event) {
  if (page.hasAttribute("data-offline") && event.target.closest?.(".rail, .work")) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}

for (const type of ["beforeinput", "click", "submit", "change", "drop", "paste", "cut"]) {
  window.addEventListener(type, refuse, { capture: true });
}

// A select and a checkbox change without "beforeinput".
window.addEventListener("keydown", event => {
  if (event.target.closest?.("select, [type=checkbox], [type=radio], [type=range]") && event.key !== "Tab") {
    refuse(event);
  }
}, { capture: true });

window.addEventListener("mousedown", event => {
  if (event.target.closest?.("select")) {
    refuse(event);
  }
}, { capture: true });

document.addEventListener("click", event => {
  if (event.target.closest("[data-reload]")) {
    event.preventDefault();
    location.reload();
  }
});
