// Says aloud what a screen reader would miss, and gives the text back when a request fails.
(() => {
  const region = () => document.getElementById("announcements");
  const say = (words) => {
    const place = region();
    if (!place || !words) return;
    place.textContent = "";
    setTimeout(() => { place.textContent = words; }, 50);
  };
  const warn = (words) => {
    const flash = document.getElementById("flash");
    if (!flash) return say(words);
    const line = document.createElement("p");
    line.className = "flash-message flash-message--error";
    line.textContent = words;
    flash.replaceChildren(line);
  };
  window.backbone = { say, warn };

  document.addEventListener("htmx:sendError", () => warn(region().dataset.offline));
  document.addEventListener("htmx:timeout", () => warn(region().dataset.offline));
  document.addEventListener("htmx:responseError", () => warn(region().dataset.refused));
  document.addEventListener("htmx:afterSettle", (event) => {
    event.target.querySelector?.("[data-focus]")?.focus();
    const spoken = event.target.querySelector?.("[data-say]") ?? event.target.closest?.("[data-say]");
    if (spoken) say(spoken.dataset.say || spoken.textContent.trim().replace(/\s+/g, " "));
  });
  // One row's form is open at a time: two about the same person would have the same ids.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!event.target.matches?.(".spot")) return;
    for (const spot of document.querySelectorAll(".spot")) spot.replaceChildren();
  });
  // Escape leaves a form that was opened in its place, and the focus goes back to where it was opened.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.target.closest?.(".spot form")?.querySelector("[data-cancel]")?.click();
  });
  document.addEventListener("DOMContentLoaded", () => document.querySelector("[data-focus]")?.focus());
})();
