// Looks again and again for what others did, while the page is in sight: every few seconds, less often when nothing
// happens for minutes, and ever more rarely while there is no answer. Coming back to the page looks at once.
(() => {
  const LONGEST = 60000;
  const QUIET_LOOKS = 100;
  const QUIET_FACTOR = 4;

  // `look` answers "changed", "same", or false when it had no answer; the answer is when to look again.
  const keepLooking = (every, look) => {
    let wait = every;
    let quiet = 0;
    let timer;
    let looking = false;
    const run = async () => {
      clearTimeout(timer);
      if (looking) return;
      looking = true;
      if (!document.hidden) {
        const found = await look().catch(() => false);
        quiet = found === "same" ? quiet + 1 : 0;
        wait = found ? every * (quiet > QUIET_LOOKS ? QUIET_FACTOR : 1) : Math.min(wait * 2, LONGEST);
      }
      looking = false;
      timer = setTimeout(run, wait);
    };
    const now = () => {
      if (document.hidden) return;
      wait = every;
      quiet = 0;
      run();
    };
    document.addEventListener("visibilitychange", now);
    window.addEventListener("online", now);
    timer = setTimeout(run, every);
  };
  window.backbone = { ...window.backbone, keepLooking };
})();
