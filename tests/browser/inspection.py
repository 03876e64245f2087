"""Looks at a page as it stands in Chromium: for everybody, in both schemes, on a phone, and without its scripts."""

from axe_playwright_python.sync_playwright import Axe

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
# The markup is the same in both schemes: in the dark only what colours decide is asked again.
COLOURS = "axe.run({runOnly: ['color-contrast', 'link-in-text-block'], resultTypes: ['violations'], iframes: false})"
# What a page has and a mail has not: it is read inside the page of a mail program.
OF_A_PAGE = {"landmark-one-main", "page-has-heading-one", "region"}
# Mails stand in sandboxed frames in which no script runs: they are looked at by themselves.
EVERYTHING = {"resultTypes": ["violations"], "iframes": False}

WIDER_THAN_PHONE = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const scrolls = (e) => e && (getComputedStyle(e).overflowX !== "visible" || scrolls(e.parentElement));
  const out = [...document.querySelectorAll("main *")].filter(
    (e) => e.getBoundingClientRect().right > wide + 1 && !scrolls(e.parentElement));
  return [`scrolls sideways: ${out.slice(0, 3).map((e) => e.outerHTML.slice(0, 90)).join(" | ")}`];
}"""

# One name for the page, and nothing that only a script could do: whatever asks by htmx is a form, a link or one
# of their buttons, what refreshes itself has a link beside it, and no button stands alone outside a dialog.
STRUCTURE = """() => {
  const found = [], first = (e) => e.outerHTML.slice(0, 120);
  const visible = [...document.querySelectorAll("h1")].filter((e) => e.checkVisibility());
  if (visible.length !== 1) found.push(`${visible.length} headings of the first level`);
  if (!document.documentElement.lang) found.push("no language");
  if (!/\\S.* · \\S/.test(document.title)) found.push(`title "${document.title}"`);
  for (const e of document.querySelectorAll("[hx-get],[hx-post],[hx-put],[hx-delete],[hx-patch]")) {
    const plain = e.matches("form[method], a[href], input, select, textarea") || (e.matches("button") && e.form);
    if (!plain && !e.querySelector("a[href], form")) found.push(`only by script: ${first(e)}`);
  }
  for (const e of document.querySelectorAll("button"))
    if ((!e.form || e.type === "button") && !e.closest("dialog") && !e.popoverTargetElement) found.push(`dead without scripts: ${first(e)}`);
  for (const e of document.querySelectorAll("[style], style, script:not([src])"))
    if (!e.closest("svg") && e.id !== "axe") found.push(`inline: ${first(e)}`);
  // A phone leaves out empty cells; one with white space is not :empty, and its label would stand over nothing.
  for (const e of document.querySelectorAll("table.stack td"))
    if (!e.children.length && e.textContent && !e.textContent.trim()) found.push(`white space only: ${first(e)}`);
  for (const e of document.querySelectorAll("form"))
    if (![...e.elements].some((b) => b.type === "submit")) found.push(`no button: ${first(e)}`);
  return found;
}"""


class Inspection:
    """Collects what is wrong, page by page, in `found`."""

    def __init__(self, page):
        self.page, self.found, self.logged, self.seen = page, {}, [], set()
        page.on("console", lambda message: message.type == "error" and self.logged.append(message.text))
        page.on("pageerror", lambda error: self.logged.append(str(error)))

    def look(self, name, address, *, status=200):
        """Open the address and look at what came; an error page announces itself on the console."""
        self.logged.clear()
        self.by_daylight()
        answer = self.page.goto(address)
        if self.page.url in self.seen:  # led on to a page that was looked at before
            return
        self.seen.add(self.page.url)
        if "sandbox" in answer.headers.get("content-security-policy", ""):
            raise AssertionError(f"{name} is sandboxed: axe would wait for ever in it")
        wrong = [] if answer.status == status else [f"status {answer.status}"]
        wrong += self.problems()
        wrong += [text for text in self.logged if status == 200 or "Failed to load resource" not in text]
        if wrong:
            self.found[name] = wrong

    def by_daylight(self):
        """As a page stands on a desk, in the light scheme."""
        self.page.set_viewport_size(DESK)
        self.page.emulate_media(color_scheme="light", reduced_motion="reduce")

    def report(self):
        """What is wrong, page by page, to be read."""
        return "\n".join(f"{name}\n    " + "\n    ".join(wrong) for name, wrong in self.found.items())

    def problems(self, is_mail=False):
        """What is wrong with the page, or the mail, that is open."""
        wrong = [] if is_mail else self.page.evaluate(STRUCTURE)
        results = Axe().run(self.page, options=EVERYTHING).response
        wrong += violations("light", results, OF_A_PAGE if is_mail else ())
        self.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        wrong += violations("dark", self.page.evaluate(COLOURS))
        self.page.set_viewport_size(PHONE)
        return wrong + self.page.evaluate(WIDER_THAN_PHONE)


def violations(scheme, results, apart_from=()):
    """axe's findings in one line each."""
    return [
        f"{scheme}: {rule['id']}: {'; '.join(node['html'][:120] + ' ' + violation_words(node) for node in rule['nodes'][:3])}"
        for rule in results["violations"]
        if rule["id"] not in apart_from
    ]


def violation_words(node):
    """The colours, where it is about colours."""
    data = [check.get("data") for check in node["any"] if isinstance(check.get("data"), dict)]
    return " ".join(
        f"{d['fgColor']} on {d['bgColor']} = {d['contrastRatio']}" for d in data if d.get("fgColor")
    )
