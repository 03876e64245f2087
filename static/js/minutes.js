// Minutes: each line gets its UUID here and waits in this browser until the server has it, so that a lost
// connection, a lost session or a crash loses nothing, and sending twice adds nothing.
(() => {
  const form = document.getElementById("writing");
  if (!form) return;
  const field = form.querySelector("[name=text]");
  // Not form.elements.item: that is a method of every collection.
  const item = form.querySelector("[name=item]").value;
  const saved = document.getElementById("saved");
  const token = () => form.querySelector("[name=csrfmiddlewaretoken]").value;
  const KEY = `minutes:${form.dataset.meeting}`;
  const DRAFT = `${KEY}:typing:${item}`;
  const RETRY = 4000;
  const LOOK = 15000;
  let sending = false;
  let isBack = false;

  const kept = (key) => {
    let memory = [];
    const read = () => {
      try { return JSON.parse(localStorage.getItem(key)) ?? memory; } catch { return memory; }
    };
    const write = (lines) => {
      memory = lines;
      try { lines.length ? localStorage.setItem(key, JSON.stringify(lines)) : localStorage.removeItem(key); } catch { /* kept in memory */ }
    };
    const drop = (line) => write(read().filter((one) => one.uuid !== line.uuid));
    return { read, write, drop };
  };
  const { read, write, drop } = kept(KEY);
  // Apart from the queue: a line that the server will never take must not hold up those behind it.
  const refused = kept(`${KEY}:refused`);
  const keepTyping = () => {
    try { field.value ? localStorage.setItem(DRAFT, field.value) : localStorage.removeItem(DRAFT); } catch { /* works without */ }
  };
  const uuid = () => {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };
  // A refused line comes back to be corrected, but never over what is being typed now.
  const putBack = () => {
    const line = refused.read().find((one) => one.item === item);
    if (!line || field.value) return;
    refused.drop(line);
    field.value = line.text;
    isBack = true;
    keepTyping();
  };
  const show = (state) => {
    saved.textContent = saved.dataset[state];
    saved.classList.toggle("saved--not", state !== "saved");
  };
  const showSettled = () => show(refused.read().some((one) => one.item === item) ? "refusedLater" : isBack ? "refused" : "saved");
  const list = () => document.getElementById("lines");

  // What is on its way stands in the list at once.
  const showWaiting = () => {
    list().querySelectorAll(".on-its-way").forEach((row) => row.remove());
    for (const line of [...read(), ...refused.read()]) {
      if (line.item !== list().dataset.item) continue;
      const row = document.createElement("li");
      row.className = "note on-its-way";
      const text = document.createElement("p");
      text.dir = "auto";
      text.textContent = line.text;
      row.append(text);
      list().append(row);
    }
  };
  const put = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const fresh = page.getElementById("lines");
    if (!fresh || fresh.dataset.item !== list().dataset.item || list().querySelector("form.form")) return showWaiting();
    const place = list();
    place.replaceWith(document.adoptNode(fresh));
    htmx.process(list());
    showWaiting();
    const last = list().querySelector("li:last-child");
    if (last) window.backbone?.say(last.querySelector(".understood, .state")?.textContent.trim().replace(/\s+/g, " ") || saved.dataset.saved);
  };

  const send = async () => {
    const [line] = read();
    if (sending) return;
    if (!line) return showSettled();
    sending = true;
    show("saving");
    let again = RETRY;
    try {
      const answer = await fetch(form.dataset.url, {
        method: "POST",
        headers: { "HX-Request": "true", "X-CSRFToken": token() },
        body: new URLSearchParams(line),
        redirect: "manual",
      });
      if (answer.ok) {
        drop(line);
        put(await answer.text());
        again = 0;
      } else if (answer.status === 422) {
        drop(line);
        refused.write([...refused.read(), line]);
        putBack();
        showWaiting();
        window.backbone?.warn(await answer.text());
        again = 0;
      } else {
        show(answer.status >= 500 ? "waiting" : "signedOut");
      }
    } catch {
      show("waiting");
    }
    sending = false;
    if (again) setTimeout(send, again);
    else send();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (!text) return;
    write([...read(), { uuid: uuid(), item, text }]);
    field.value = "";
    isBack = false;
    keepTyping();
    putBack();
    showWaiting();
    send();
  });
  field.addEventListener("input", keepTyping);
  window.addEventListener("online", send);

  // What others type appears too, unless something here is being edited.
  setInterval(async () => {
    if (document.hidden || read().length || list().querySelector("form.form, details[open]") || list().contains(document.activeElement)) return;
    try {
      const answer = await fetch(`${form.dataset.url}?item=${encodeURIComponent(item)}`, { headers: { "HX-Request": "true" }, redirect: "manual" });
      const html = answer.ok ? await answer.text() : "";
      if (html && !list().querySelector("form.form")) {
        const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("lines");
        if (fresh && fresh.dataset.item === list().dataset.item) {
          list().replaceWith(document.adoptNode(fresh));
          htmx.process(list());
          showWaiting();
        }
      }
    } catch { /* the next look will do */ }
  }, LOOK);

  document.addEventListener("htmx:afterSettle", () => {
    showWaiting();
    // Back to typing, once a line's own form has closed.
    if (document.activeElement === document.body && !list().querySelector("form.form")) field.focus({ preventScroll: true });
  });
  try {
    const draft = localStorage.getItem(DRAFT);
    if (draft && !field.value) field.value = draft;
  } catch { /* works without */ }
  putBack();
  showWaiting();
  if (read().length) send();
  else showSettled();
  if (matchMedia("(pointer: fine)").matches) field.focus();
})();
