// What is typed into the minutes and has not reached the server, kept in this browser: through a closed tab, a lost
// session and a laptop that slept. Each line has its UUID from here on, so that sending it twice adds it once.
(() => {
  const kept = (key) => {
    let memory = [];
    let isFull = false;
    const read = () => {
      if (isFull) return memory;
      try { return JSON.parse(localStorage.getItem(key)) ?? []; } catch { return memory; }
    };
    const write = (lines) => {
      memory = lines;
      try {
        lines.length ? localStorage.setItem(key, JSON.stringify(lines)) : localStorage.removeItem(key);
        isFull = false;
      } catch {
        // Storage is full or forbidden: this page remembers as long as it is open.
        isFull = true;
      }
    };
    const drop = (line) => write(read().filter((one) => one.uuid !== line.uuid));
    return { read, write, drop };
  };
  const uuid = () => {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };
  // What stands half typed in the field, per item of the agenda.
  const drafts = (key) => ({
    read: (item) => {
      try { return localStorage.getItem(`${key}:typing:${item}`) ?? ""; } catch { return ""; }
    },
    write: (item, text) => {
      const name = `${key}:typing:${item}`;
      try { text ? localStorage.setItem(name, text) : localStorage.removeItem(name); } catch { /* works without */ }
    },
  });

  // Each person's apart: on a shared computer nobody reads or sends what somebody else typed.
  window.minutesStore = (meeting, person) => {
    const key = `minutes:${meeting}:${person}`;
    // The refused lines apart: one that the server will never take must not hold up those behind it.
    return { queue: kept(key), refused: kept(`${key}:refused`), drafts: drafts(key), uuid };
  };
})();
