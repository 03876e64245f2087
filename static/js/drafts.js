// What is typed and not saved is kept in this browser until it is saved, or for a month: in a long form (data-draft="key"),
// and behind a mailed link (body data-drafts="whose") in each form that has something to type.
(() => {
  const PREFIX = "draft:";
  const SENT = "draft-sent";
  const skipped = new Set(["csrfmiddlewaretoken", "once", "revision", "take"]);
  const WAIT = 400;
  const KEPT = 30 * 24 * 3600 * 1000;
  const KINDS = "[type=text], [type=email], [type=number], [type=date], :not([type])";
  const TYPED = `textarea, input:is(${KINDS}):not([autocomplete=one-time-code])`;
  const REFUSED = "[role=alert], [aria-invalid=true], .errorlist";
  const whose = document.body.dataset.drafts;

  const isTyped = (form) => form.dataset.draft || (whose && form.method === "post" && form.querySelector(TYPED));

  // The address without the link's own part: another mail brings another link to the same form.
  const keyOf = (form) => {
    if (form.dataset.draft) return PREFIX + location.pathname + ":" + form.dataset.draft;
    const { pathname } = new URL(form.getAttribute("action") || location.href, location.href);
    const first = form.querySelector(TYPED);
    return `${PREFIX}${whose}:${pathname.replace(/^\/l\/[^/]+/, "")}:${first.id || first.name}`;
  };

  const values = (form) =>
    [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !skipped.has(name));

  const read = (key) => {
    const kept = JSON.parse(localStorage.getItem(key));
    return Array.isArray(kept) ? { pairs: kept } : kept;
  };

  const fill = (form, { pairs, revision }) => {
    const kept = new Map();
    for (const [name, text] of pairs) kept.set(name, [...(kept.get(name) ?? []), text]);
    for (const field of form.elements) {
      if (!field.name || skipped.has(field.name) || field.type === "file") continue;
      const texts = kept.get(field.name) ?? [];
      const before = field.value;
      if (field.type === "hidden") {
        // What the text was opened on goes with it, so that what somebody else saved meanwhile is not lost.
        if (field.name.startsWith("seen-") && texts.length) field.value = texts[0];
      } else if (field.type === "checkbox" || field.type === "radio") field.checked = texts.includes(field.value);
      else if (field.multiple) for (const option of field.options) option.selected = texts.includes(option.value);
      else if (texts.length) field.value = texts[0];
      if (field.type !== "hidden" && field.value !== before) show(field);
    }
    if (revision && form.elements.revision) form.elements.revision.value = revision;
  };

  const show = (field) => {
    for (let at = field.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
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

  const state = (form) => ({ pairs: values(form), revision: form.elements.revision?.value });

  const isSame = (one, other) => JSON.stringify(one.pairs) === JSON.stringify(other.pairs);

  const start = (form) => {
    if (form.draftStarted || !isTyped(form)) return;
    form.draftStarted = true;
    const key = keyOf(form);
    const saved = state(form);
    const draft = read(key);
    // A page that came back with errors already holds what was typed.
    if (draft && !isSame(draft, saved) && !form.querySelector(REFUSED)) {
      fill(form, draft);
      offer(form, key, saved);
    }
    let timer;
    const keep = () => {
      clearTimeout(timer);
      timer = undefined;
      const now = state(form);
      if (isSame(now, saved)) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify({ at: Date.now(), ...now }));
    };
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(keep, WAIT);
      // It was sent and did not arrive: what is typed on is not saved by the next page that opens.
      if (sessionStorage.getItem(SENT) === key) sessionStorage.removeItem(SENT);
    });
    form.addEventListener("submit", () => {
      keep();
      sessionStorage.setItem(SENT, key);
    });
    // Another button of the page was pressed, or a phone drops the page, before the pause was over.
    const leave = () => timer && keep();
    window.addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", leave);
  };

  // Sent and answered with another page, or with the form and no error: it was saved.
  const forget = () => {
    const key = sessionStorage.getItem(SENT);
    if (!key) return;
    sessionStorage.removeItem(SENT);
    // An error page, the form with its errors, what was typed on a page of its own, or the sign-in page after a lost
    // session: keep the text.
    const failed = document.querySelector(
      `form[data-draft] [role=alert], .error-page, input[name=login], #typed, [data-drafts] main :is(${REFUSED})`,
    );
    if (!failed) localStorage.removeItem(key);
  };

  const forgetOld = () => {
    const gone = document.body.dataset.draftsGone;
    for (const key of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
      const kept = read(key);
      if (gone && key.startsWith(`${PREFIX}${gone}:`)) localStorage.removeItem(key);
      else if (!kept.at) localStorage.setItem(key, JSON.stringify({ at: Date.now(), ...kept }));
      else if (kept.at < Date.now() - KEPT) localStorage.removeItem(key);
    }
  };

  // What did not arrive, or was refused, is not saved.
  for (const failed of ["htmx:sendError", "htmx:timeout", "htmx:responseError"])
    document.addEventListener(failed, () => sessionStorage.removeItem(SENT));

  const begin = (root) => {
    try {
      forget();
      // A form that was opened in its place is itself what was loaded.
      if (root.matches?.("form")) start(root);
      root.querySelectorAll("form").forEach(start);
    } catch {
      // Storage may be forbidden or full; the form works without.
    }
  };
  document.addEventListener("DOMContentLoaded", () => {
    begin(document);
    try {
      forgetOld();
    } catch {
      // As above.
    }
  });
  document.addEventListener("htmx:load", (event) => begin(event.target));
})();
