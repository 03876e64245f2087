// Says aloud what a screen reader would miss, and gives the text back when a request fails.
(() => {
  const region = () => document.getElementById("announcements");
  const say = (words) => {
    const place = region();
    if (!place || !words) return;
    place.textContent = "";
    setTimeout(() => { place.textContent = words; }, 50);
  };
  const warn = (words, from) => {
    const form = from?.closest?.(".spot form");
    const flash = document.getElementById("flash");
    if (!form && !flash) return say(words);
    const line = document.createElement("p");
    line.className = "flash-message flash-message--error";
    line.textContent = words;
    if (!form) return flash.replaceChildren(line);
    // The head of the page may be far away: it is said above the button that was pressed.
    line.setAttribute("role", "alert");
    for (const before of form.querySelectorAll(".flash-message")) before.remove();
    (form.querySelector(".actions") ?? form.lastElementChild).before(line);
  };
  window.backbone = { say, warn };

  document.addEventListener("htmx:sendError", (event) => warn(region().dataset.offline, event.detail.elt));
  document.addEventListener("htmx:timeout", (event) => warn(region().dataset.offline, event.detail.elt));
  document.addEventListener("htmx:responseError", (event) => warn(region().dataset.refused, event.detail.elt));
  document.addEventListener("htmx:afterSettle", (event) => {
    event.target.querySelector?.("[data-focus]")?.focus();
    const spoken = event.target.querySelector?.("[data-say]") ?? event.target.closest?.("[data-say]");
    if (spoken) say(spoken.dataset.say || spoken.textContent.trim().replace(/\s+/g, " "));
  });
  // One row's form is open at a time: two about the same person would have the same ids.
  document.addEventListener("htmx:beforeSwap", (event) => {
    // An answer that is not shown takes no form away: what was typed stays.
    if (!event.detail.shouldSwap || !event.target.matches?.(".rows .spot")) return;
    for (const spot of document.querySelectorAll(".rows .spot")) spot.replaceChildren();
  });
  // Escape leaves a form that was opened in its place, and the focus goes back to where it was opened.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.target.closest?.(".spot form")?.querySelector("[data-cancel]")?.click();
  });
  document.addEventListener("DOMContentLoaded", () => document.querySelector("[data-focus]")?.focus());
})();
