// Minutes: each line is kept in this browser until the server has it, so that a lost connection, a lost session or a
// crash loses nothing. What becomes of it is said beside the field.
(() => {
  const form = document.getElementById("writing");
  if (!form) return;
  const field = form.querySelector("[name=text]");
  const saved = document.getElementById("saved");
  const { queue, refused, drafts, uuid } = window.minutesStore(form.dataset.meeting, form.dataset.person);
  const RETRY = 4000;
  const LONGEST_RETRY = 30000;
  let sending = false;
  let retry = RETRY;
  let timer;
  let isBack = false;
  let notice = "";

  const list = () => document.getElementById("lines");
  const isBeingEdited = () => list().querySelector("form.form, details[open]") || list().contains(document.activeElement);
  const show = (state) => {
    saved.textContent = saved.dataset[state];
    saved.classList.toggle("saved--not", state !== "saved" && state !== "saving");
  };
  const settled = () => {
    if (refused.read().some((one) => one.item === items.item())) return "refusedLater";
    return isBack ? "refused" : notice || (items.isCopy() ? "copy" : "saved");
  };

  // The field is as high as its text where the stylesheet can't make it so.
  const grow = () => {
    if (CSS.supports("field-sizing", "content")) return;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
  };
  const fill = (text) => {
    field.value = text;
    grow();
  };
  const keepTyping = () => {
    grow();
    drafts.write(items.item(), field.value);
  };
  // A refused line comes back to be corrected, but never over what is being typed now.
  const putBack = () => {
    const line = refused.read().find((one) => one.item === items.item());
    if (!line || field.value) return;
    refused.drop(line);
    fill(line.text);
    isBack = true;
    keepTyping();
  };

  // What is on its way stands in the list at once.
  const showWaiting = () => {
    list().querySelectorAll(".on-its-way").forEach((row) => row.remove());
    for (const line of [...queue.read(), ...refused.read()]) {
      if (line.goesTo || line.item !== list().dataset.item) continue;
      const row = document.createElement("li");
      row.className = "note on-its-way";
      const text = document.createElement("p");
      text.dir = "auto";
      text.textContent = line.text;
      row.append(text);
      list().append(row);
    }
  };
  // What differs with each answer though nothing was changed: tokens of forms, and what this browser adds.
  const wordsOf = (html) => {
    const lines = new DOMParser().parseFromString(html, "text/html").getElementById("lines");
    lines?.querySelectorAll("[name=csrfmiddlewaretoken], [name=once], .on-its-way").forEach((one) => one.remove());
    return lines?.textContent.replace(/\s+/g, " ");
  };
  const take = (html) => {
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("lines");
    // An agenda was made since the page was opened without one.
    if (fresh?.dataset.item && !list().dataset.item && !field.value && !queue.read().length) location.reload();
    if (!fresh || fresh.dataset.item !== list().dataset.item || list().querySelector("form.form")) return false;
    list().replaceWith(document.adoptNode(fresh));
    htmx.process(list());
    if ("gone" in list().dataset) {
      notice = "otherPlace";
      items.showWithoutPlace().catch(() => {});
    }
    return true;
  };
  const put = (html) => {
    const isTaken = take(html);
    showWaiting();
    const last = isTaken && list().querySelector("li:last-child");
    if (last) window.backbone?.say(last.querySelector(".understood, .state")?.textContent.trim().replace(/\s+/g, " ") || saved.dataset.saved);
  };

  const refuse = async (line, answer) => {
    queue.drop(line);
    refused.write([...refused.read(), line]);
    putBack();
    showWaiting();
    window.backbone?.warn(await answer.text());
  };
  // A line, or that the meeting went on to another item a while ago.
  const wordsFor = (line) => (line.goesTo ? { item: line.item, ago: Math.round((Date.now() - line.at) / 1000) } : line);
  const post = (line) =>
    fetch(line.goesTo || form.dataset.url, {
      method: "POST",
      headers: { "HX-Request": "true", "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value },
      body: new URLSearchParams(wordsFor(line)),
      redirect: "manual",
    });
  // Sends one line; answers what stands in the way, or nothing. Signed in again, the page gets its new tokens here.
  const deliver = async (line) => {
    let answer = await post(line);
    if (!answer.ok && answer.status !== 422 && answer.status < 500) {
      const obstacle = await items.renew();
      if (obstacle) return obstacle;
      answer = await post(line);
    }
    if (answer.status === 422) return refuse(line, answer);
    if (!answer.ok) return answer.status >= 500 || answer.status === 429 ? "trouble" : "roleEnded";
    queue.drop(line);
    if (!line.goesTo) put(await answer.text());
  };
  const send = async () => {
    clearTimeout(timer);
    if (sending) return;
    sending = true;
    let obstacle = "";
    while (!obstacle && queue.read().length) {
      if (saved.dataset.saved === saved.textContent) show("saving");
      obstacle = await deliver(queue.read()[0]).catch(() => "waiting");
    }
    if (!obstacle && items.isCopy()) await items.refresh().catch(() => {});
    sending = false;
    show(obstacle || settled());
    if (obstacle) timer = setTimeout(send, retry);
    retry = obstacle ? Math.min(retry * 1.5, LONGEST_RETRY) : RETRY;
  };
  const sendNow = () => {
    retry = RETRY;
    if (queue.read().length || items.isCopy()) send();
  };

  // Where the page is now: its own half typed line, and what waits there.
  const items = window.minutesItems(form, (item) => {
    isBack = false;
    notice = "";
    fill(drafts.read(item));
    putBack();
    showWaiting();
    if (matchMedia("(pointer: fine)").matches) field.focus({ preventScroll: true });
  }, () => {
    showWaiting();
    if (!sending && !queue.read().length) show(settled());
  }, (address, item) => {
    queue.write([...queue.read(), { uuid: uuid(), item, goesTo: address, at: Date.now() }]);
    send();
  });

  // Each line of the field becomes a line of the minutes: Enter adds them, Shift+Enter begins another.
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  field.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text") ?? "";
    if (field.maxLength < 0 || field.value.length + text.length <= field.maxLength) return;
    event.preventDefault();
    window.backbone?.warn(field.dataset.tooLong);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const item = items.item();
    const lines = field.value.split(/\r\n|\r|\n/).map((text) => text.trim()).filter(Boolean);
    if (!lines.length) return;
    queue.write([...queue.read(), ...lines.map((text) => ({ uuid: uuid(), item, text }))]);
    fill("");
    isBack = false;
    keepTyping();
    putBack();
    showWaiting();
    send();
  });
  field.addEventListener("input", keepTyping);
  window.addEventListener("online", sendNow);
  document.addEventListener("visibilitychange", () => document.hidden || sendNow());

  // What others type appears too, unless something here is being edited.
  window.backbone.keepLooking(Number(form.dataset.look), async () => {
    if (queue.read().length || items.isComing() || isBeingEdited()) return "same";
    if (items.isCopy()) {
      const obstacle = await items.renew();
      if (obstacle) show(obstacle);
      else await items.refresh();
      return !obstacle && "changed";
    }
    const item = items.item();
    const answer = await fetch(`${form.dataset.url}?item=${encodeURIComponent(item)}`, { headers: { "HX-Request": "true" }, redirect: "manual" });
    if (!answer.ok) return false;
    const html = await answer.text();
    if (item !== items.item() || isBeingEdited()) return "same";
    if (wordsOf(html) === wordsOf(list().outerHTML)) return "same";
    take(html);
    showWaiting();
    return "changed";
  });

  document.addEventListener("htmx:afterSettle", () => {
    showWaiting();
    // Back to typing, once a line's own form has closed.
    if (document.activeElement === document.body && !list().querySelector("form.form")) field.focus({ preventScroll: true });
  });
  if (!field.value) fill(drafts.read(items.item()));
  putBack();
  showWaiting();
  if (queue.read().length) send();
  else show(settled());
  if (matchMedia("(pointer: fine)").matches) field.focus();
})();
