// The room view follows the meeting by itself: the item, its lines, who is here.
(() => {
  const EVERY = 4000;
  const shown = () => document.getElementById("room-view");
  const state = (words) => {
    document.getElementById("room-view-state").textContent = words;
  };
  window.backbone.keepLooking(EVERY, async () => {
    try {
      const answer = await fetch(shown().dataset.url, { headers: { "HX-Request": "true" }, redirect: "manual" });
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = document.adoptNode(page.getElementById("room-view"));
      state("");
      if (fresh.isEqualNode(shown())) return "same";
      shown().replaceWith(fresh);
      return "changed";
    } catch {
      state(document.getElementById("room-view-state").dataset.away);
      return false;
    }
  });
})();
