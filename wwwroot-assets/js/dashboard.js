// Says since when an open dashboard is out of date. Blazor tells by a class on the element how the connection is.
const notice = document.getElementById("components-reconnect-modal");
const asOf = notice.querySelector("time");

function show() {
  const state = notice.className.match(/components-reconnect-(show|failed|rejected)/)?.[1];
  if (state === "rejected") {
    // The server is there but has forgotten this circuit (a restart, a long sleep): only a new one helps.
    location.reload();
  } else if (!state) {
    asOf.textContent = "";
  } else if (!asOf.textContent) {
    const now = new Date();
    asOf.dateTime = now.toISOString();
    asOf.textContent = notice.dataset.asOf.replace("{0}", now.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false }));
  }
}

new MutationObserver(show).observe(notice, { attributeFilter: ["class"] });

document.addEventListener("click", event => {
  if (event.target.closest("[data-reload]")) {
    event.preventDefault();
    location.reload();
  }
});
