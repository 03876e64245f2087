// Shows how far files are on their way; what did not arrive stays chosen, with words that say so.
(() => {
  const parts = (form) => ({
    bar: form.querySelector("progress"),
    words: form.querySelector("[data-upload-words]"),
    input: form.querySelector("input[type=file]"),
  });
  const tell = (form, text) => {
    const { bar, words } = parts(form);
    bar.hidden = true;
    words.textContent = text;
    words.hidden = !text;
  };
  const uploading = (event) => event.target.closest?.("[data-upload]");
  const tooLarge = (form) =>
    [...parts(form).input.files].filter((file) => file.size > Number(form.dataset.most)).map((file) => file.name);

  document.addEventListener("change", (event) => {
    const form = uploading(event);
    if (!form) return;
    const names = tooLarge(form);
    tell(form, names.length ? `${form.dataset.large} ${names.join(", ")}` : "");
  });
  document.addEventListener("htmx:xhr:progress", (event) => {
    const form = uploading(event);
    if (!form || !event.detail.lengthComputable) return;
    const { bar } = parts(form);
    tell(form, "");
    bar.hidden = false;
    bar.value = event.detail.loaded / event.detail.total;
  });
  document.addEventListener("htmx:responseError", (event) => {
    const form = uploading(event);
    if (form) tell(form, event.detail.xhr.getResponseHeader("Content-Type")?.startsWith("text/plain")
      ? event.detail.xhr.responseText : document.getElementById("announcements").dataset.refused);
  });
  for (const lost of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(lost, (event) => {
      const form = uploading(event);
      if (form) tell(form, document.getElementById("announcements").dataset.offline);
    });
  }
})();
