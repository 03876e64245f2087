// What is typed into a long form (data-draft="key") is kept in this browser until it is saved.
(() => {
  const PREFIX = "draft:";
  const SENT = "draft-sent";
  const skipped = new Set(["csrfmiddlewaretoken", "once", "revision", "take"]);
  const WAIT = 400;

  const values = (form) =>
    [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !skipped.has(name));

  const fill = (form, pairs) => {
    const kept = new Map();
    for (const [name, text] of pairs) kept.set(name, [...(kept.get(name) ?? []), text]);
    for (const field of form.elements) {
      if (!field.name || skipped.has(field.name) || field.type === "hidden" || field.type === "file") continue;
      const texts = kept.get(field.name) ?? [];
      if (field.type === "checkbox" || field.type === "radio") field.checked = texts.includes(field.value);
      else if (field.multiple) for (const option of field.options) option.selected = texts.includes(option.value);
      else if (texts.length) field.value = texts[0];
    }
  };

  const offer = (form, key, saved) => {
    const words = document.getElementById("announcements").dataset;
    const notice = document.createElement("div");
    notice.className = "notice notice--warn";
    notice.setAttribute("role", "status");
    const line = document.createElement("p");
    line.textContent = words.restored;
    const discard = document.createElement("button");
    discard.type = "button";
    discard.className = "btn btn--plain btn--small";
    discard.textContent = words.discard;
    discard.addEventListener("click", () => {
      localStorage.removeItem(key);
      fill(form, saved);
      notice.remove();
      form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
    });
    notice.append(line, discard);
    form.prepend(notice);
  };

  const start = (form) => {
    if (form.draftStarted) return;
    form.draftStarted = true;
    const key = PREFIX + location.pathname + ":" + form.dataset.draft;
    const saved = values(form);
    const draft = localStorage.getItem(key);
    // A page that came back with errors already holds what was typed.
    if (draft && draft !== JSON.stringify(saved) && !form.querySelector("[role=alert]")) {
      fill(form, JSON.parse(draft));
      offer(form, key, saved);
    }
    let timer;
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => localStorage.setItem(key, JSON.stringify(values(form))), WAIT);
    });
    form.addEventListener("submit", () => {
      clearTimeout(timer);
      localStorage.setItem(key, JSON.stringify(values(form)));
      sessionStorage.setItem(SENT, key);
    });
  };

  // Sent and answered with another page, or with the form and no error: it was saved.
  const forget = () => {
    const key = sessionStorage.getItem(SENT);
    if (!key) return;
    sessionStorage.removeItem(SENT);
    // An error page, the form with its errors, or the sign-in page after a lost session: keep the text.
    const failed = document.querySelector("form[data-draft] [role=alert], .error-page, input[name=login]");
    if (!failed) localStorage.removeItem(key);
  };

  // What did not arrive, or was refused, is not saved.
  for (const failed of ["htmx:sendError", "htmx:timeout", "htmx:responseError"])
    document.addEventListener(failed, () => sessionStorage.removeItem(SENT));

  const begin = (root) => {
    try {
      forget();
      // A form that was opened in its place is itself what was loaded.
      if (root.matches?.("form[data-draft]")) start(root);
      root.querySelectorAll("form[data-draft]").forEach(start);
    } catch {
      // Storage may be forbidden or full; the form works without.
    }
  };
  document.addEventListener("DOMContentLoaded", () => begin(document));
  document.addEventListener("htmx:load", (event) => begin(event.target));
})();
