// "/" goes to the search or filter of the page, or to that over everything; "?" shows the keys.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (event.key === "/") {
    const everywhere = document.getElementById("everywhere");
    const search = document.querySelector("[data-search], input[type=search]") ?? everywhere;
    if (!search) return;
    event.preventDefault();
    // On a narrow screen it lies in the menu.
    if (search === everywhere && !search.checkVisibility()) document.getElementById("rail-menu")?.showPopover?.();
    search.focus();
    search.select?.();
  } else if (event.key === "?") {
    event.preventDefault();
    const keys = document.getElementById("keys");
    if (keys && !keys.open) keys.showModal();
  }
});

// A field that takes one line or several pasted ones: Enter sends its form, Shift+Enter begins another line.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.matches("textarea[data-enter]")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});
