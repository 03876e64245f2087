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

  // `moved(item)` is told where the page is now, `shown()` that an item is there whole or cannot be fetched,
  // `unsent(address, item)` that the server did not hear that the meeting went on to an item.
  window.minutesItems = (form, moved, shown, unsent) => {
    const item = () => form.querySelector("[name=item]").value;
    const addressOf = (key) => `${form.dataset.url}?item=${encodeURIComponent(key)}`;
    // Of the item that is shown: "whole", "coming" while it is fetched, "copy" without a connection.
    let state = "whole";

    const arrive = (key) => {
      form.querySelector("[name=item]").value = key;
      moved(key);
    };
    // Only while the page is still at that item: what is typed meanwhile belongs to where it is typed.
    const takePage = (html, key) => {
      const page = parse(html);
      const found = page.querySelector("#writing [name=item]")?.value;
      if (found === undefined) return false;
      if (key !== item() || found !== key) return true;
      takePieces(page);
      takeTokens(page);
      const copies = page.getElementById("items-copy");
      if (copies) document.getElementById("items-copy").replaceWith(document.adoptNode(copies));
      state = "whole";
      shown();
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
    // At once, so that the next line that is typed goes under the item that was chosen.
    const showCopy = (key) => {
      const copy = copyOf(key);
      const lines = document.createElement("ul");
      lines.className = "lines";
      lines.id = "lines";
      lines.dataset.item = key;
      lines.dataset.piece = "";
      if (copy) {
        document.getElementById("shown-item").replaceChildren(...copy.querySelector("h2").cloneNode(true).childNodes);
        lines.append(...copy.querySelector("ul").cloneNode(true).children);
      }
      list().replaceWith(lines);
      for (const id of ["removed", "next-item"]) document.getElementById(id).hidden = true;
      markInAgenda(key);
      arrive(key);
    };
    const keyIn = (url) => new URL(url, location.href).searchParams.get("item") ?? "";

    const open = async (url, { key = keyIn(url), isBack = false, ...options } = {}) => {
      if (!isBack && key !== item()) history.pushState({}, "", addressOf(key));
      state = "coming";
      showCopy(key);
      let isHeard = false;
      try {
        const answer = await whole(url, options);
        isHeard = answer.status === 403 || answer.status === 404 || (answer.ok && takePage(await answer.text(), key));
      } catch { /* it stays as the page has it */ }
      if (options.method === "POST" && !isHeard) unsent(url, key);
      if (key !== item() || state === "whole") return;
      state = "copy";
      shown();
    };
    // The item that is shown, fetched whole once the connection is back.
    const refresh = async () => {
      const key = item();
      const answer = await whole(addressOf(key));
      if (answer.ok) takePage(await answer.text(), key);
    };
    // After signing in again the tokens of the page are new; says what stands in the way otherwise.
    const renew = async () => {
      const answer = await whole(addressOf(item()));
      if (answer.ok) {
        const page = parse(await answer.text());
        // Signed in again as somebody else: what was typed here is not theirs.
        if (page.getElementById("writing")?.dataset.person !== form.dataset.person) return "signedOut";
        takeTokens(page);
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
    // The page that names no item is at one all the same, to which the back button leads.
    if (item() && keyIn(location.href) !== item()) history.replaceState({}, "", addressOf(item()) + location.hash);
    window.addEventListener("popstate", () => {
      if (keyIn(location.href) !== item()) open(location.href, { isBack: true });
    });
    const isCopy = () => state === "copy";
    const isComing = () => state === "coming";
    return { item, refresh, renew, showWithoutPlace, isCopy, isComing };
  };
})();
