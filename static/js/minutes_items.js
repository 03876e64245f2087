// Going from one agenda item to another while minutes are typed, with a connection and without.
//
// The page carries the words of all items. Without a connection an item is shown from them and can be typed into;
// with one it is fetched whole. That was chosen over a worker that answers for the server: nothing has to be kept
// up to date or thrown away, nobody reads another person's minutes from a cache after signing out, and a reload is
// never needed, since the page goes from item to item itself.
(() => {
  const PATIENCE = 8000;
  const pieces = () => [...document.querySelectorAll("[data-piece]")];
  const parse = (html) => new DOMParser().parseFromString(html, "text/html");
  const list = () => document.getElementById("lines");

  const replace = (old, fresh) => {
    const node = document.adoptNode(fresh);
    old.replaceWith(node);
    htmx.process(node);
  };
  // Everything that differs between items, but never what somebody is editing.
  const takePieces = (page, wanted = () => true) => {
    for (const old of pieces().filter((piece) => wanted(piece.id))) {
      const fresh = page.getElementById(old.id);
      if (fresh) replace(old, fresh);
    }
  };
  const takeTokens = (page) => {
    const token = page.querySelector("#writing [name=csrfmiddlewaretoken]")?.value;
    if (!token) return;
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
    document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
  };
  const whole = (url, options = {}) =>
    fetch(url, { redirect: "manual", signal: AbortSignal.timeout?.(PATIENCE), ...options });

  // `moved(item, isCopy)` is told where the page is now.
  window.minutesItems = (form, moved) => {
    const item = () => form.querySelector("[name=item]").value;
    const addressOf = (key) => `${form.dataset.url}?item=${encodeURIComponent(key)}`;
    let isCopy = false;

    const arrive = (key, copied) => {
      form.querySelector("[name=item]").value = key;
      isCopy = copied;
      moved(key, copied);
    };
    const remember = (key) => {
      if (key !== item()) history.pushState({}, "", addressOf(key));
    };
    const takePage = (html) => {
      const page = parse(html);
      const key = page.querySelector("#writing [name=item]")?.value;
      if (key === undefined) return false;
      remember(key);
      takePieces(page);
      takeTokens(page);
      const copies = page.getElementById("items-copy");
      if (copies) document.getElementById("items-copy").replaceWith(document.adoptNode(copies));
      arrive(key, false);
      return true;
    };
    const copyOf = (key) =>
      [...document.getElementById("items-copy").content.children].find((one) => one.dataset.item === key);
    const markInAgenda = (key) => {
      for (const row of document.querySelectorAll("#agenda li")) {
        const isIt = keyIn(row.querySelector("a")?.href ?? "") === key;
        isIt ? row.setAttribute("aria-current", "step") : row.removeAttribute("aria-current");
      }
    };
    const showCopy = (key) => {
      const copy = copyOf(key);
      if (!copy) return;
      remember(key);
      document.getElementById("shown-item").replaceChildren(...copy.querySelector("h2").cloneNode(true).childNodes);
      const lines = document.createElement("ul");
      lines.className = "lines";
      lines.id = "lines";
      lines.dataset.item = key;
      lines.dataset.piece = "";
      lines.append(...copy.querySelector("ul").cloneNode(true).children);
      list().replaceWith(lines);
      for (const id of ["removed", "next-item"]) document.getElementById(id).hidden = true;
      markInAgenda(key);
      arrive(key, true);
    };
    const keyIn = (url) => new URL(url, location.href).searchParams.get("item") ?? "";

    const open = async (url, options) => {
      try {
        const answer = await whole(url, options);
        if (answer.ok && takePage(await answer.text())) return;
      } catch { /* shown from what the page has */ }
      showCopy(options?.key ?? keyIn(url));
    };
    // The item that is shown, fetched whole once the connection is back.
    const refresh = async () => {
      const answer = await whole(addressOf(item()));
      if (answer.ok) takePage(await answer.text());
    };
    // After signing in again the tokens of the page are new; says what stands in the way otherwise.
    const renew = async () => {
      const answer = await whole(addressOf(item()));
      if (answer.ok) {
        takeTokens(parse(await answer.text()));
        return "";
      }
      if (answer.type === "opaqueredirect" || answer.status === 401) return "signedOut";
      return answer.status >= 500 || answer.status === 429 ? "trouble" : "roleEnded";
    };
    // An item that was taken off the agenda: what was typed there asks for its place.
    const showWithoutPlace = async () => {
      const answer = await whole(addressOf(item()));
      if (answer.ok) takePieces(parse(await answer.text()), (id) => ["without-place", "shown-item", "agenda"].includes(id));
    };

    document.addEventListener("click", (event) => {
      const link = event.target.closest("#agenda a[href*='item=']");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      open(link.href);
    });
    document.addEventListener("submit", (event) => {
      const next = event.target.closest("#next-item");
      if (!next) return;
      event.preventDefault();
      const body = new URLSearchParams(new FormData(next));
      open(next.action, { method: "POST", body, redirect: "follow", key: body.get("item") });
    });
    window.addEventListener("popstate", () => open(location.href));
    return { item, open, refresh, renew, showWithoutPlace, isCopy: () => isCopy };
  };
})();
