"""What a fresh machine lacks: .venv, the locked packages, WeasyPrint's libraries and fonts and, for the tests, Chromium.

Runs on the system's Python with nothing but its standard library: `python3 backbone/embedded/install.py [--tests [--clock]]`.
Nothing is fetched when nothing is missing, so a machine without a network starts too.
"""

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "installed"
ON_MAC = sys.platform == "darwin"

LIBRARIES = {
    "libpango-1.0": "libpango-1.0-0",
    "libpangoft2-1.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset": "libharfbuzz-subset0",
}
# Without it WeasyPrint subsets fonts in Python: slower, otherwise the same. Older systems have no such package.
OPTIONAL = {"libharfbuzz-subset"}
# What prints the scripts that no wheel of ours brings (backbone/paper/scripts.py), each with a letter to know it by.
FONTS = {
    "fonts-noto-core": ("0995", "Bengali, Ethiopic, Hebrew and others"),
    "fonts-noto-cjk": ("4e00", "Chinese, Japanese and Korean"),
    "fonts-noto-color-emoji": ("1f389", "emoji"),
}
# Chromium without its window takes a third of the processor time; Debian has it as a package of its own.
HEADLESS = "chromium-headless-shell"
CHROMIUMS = [
    HEADLESS,
    "chrome-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
]
MAC_CHROMIUMS = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
]


def main(arguments: list) -> None:
    """Bring in what is missing; ends with words and code 1 when it cannot."""
    _check_python()
    if not _works(PYTHON):
        _make_venv()
    if _installed() != _wanted():
        _install_packages()
    _install_libraries()
    _install_fonts()
    if "--tests" in arguments:
        _install_chromium()
        _install_pooler()
    if "--clock" in arguments:
        _install_clock()


def _check_python():
    if sys.hexversion < 0x030B0000:
        sys.exit(
            f"Backbone needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}."
            " Name another: make start PYTHON=python3.12"
        )


def _works(python):
    return python.exists() and _quiet([python, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"])


def _make_venv():
    _say("Making .venv …")
    shutil.rmtree(VENV, ignore_errors=True)
    if _venv_works():
        return
    version = f"python3.{sys.version_info.minor}-venv"
    if shutil.which("uv") and _run(["uv", "venv", "--quiet", "--python", sys.executable, VENV]):
        return
    if not (_apt([version]) or _apt(["python3-venv"])) or not _venv_works():
        sys.exit(
            f"Python cannot make virtual environments here. Install its part for that: {_apt_words([version])}"
        )


def _venv_works():
    return _quiet([sys.executable, "-m", "venv", "--clear", VENV])


def _wanted():
    return hashlib.sha256(LOCK.read_bytes()).hexdigest()


def _installed():
    return STAMP.read_text().strip() if STAMP.exists() else None


def _install_packages():
    _say("Installing the packages of requirements.lock …")
    STAMP.unlink(missing_ok=True)
    locked = ["--require-hashes", "--quiet", "-r", LOCK]
    uv = _uv()
    done = uv and _run([*uv, "pip", "install", "--python", PYTHON, *locked])
    # pip reads settings that uv does not, such as a company's mirror in pip.conf.
    if not done and not (_has_pip() and _run([PYTHON, "-m", "pip", "install", *locked])):
        sys.exit("The packages could not be installed; the lines above say why. Is there a network?")
    STAMP.write_text(_wanted() + "\n")


def _uv():
    if shutil.which("uv") and _quiet(["uv", "--version"]):
        return ["uv"]
    if not (VENV / "bin" / "uv").exists() and not (
        _has_pip() and _run([PYTHON, "-m", "pip", "install", "--quiet", "uv"])
    ):
        return None
    return [VENV / "bin" / "uv"]


def _has_pip():
    return _quiet([PYTHON, "-m", "pip", "--version"])


def _install_libraries():
    missing = [name for name in LIBRARIES if not _loads(name)]
    if not missing:
        return
    _say(f"Installing the libraries that make PDFs ({', '.join(missing)}) …")
    if ON_MAC:
        _brew(["pango"])
    else:
        for name in missing:
            _apt([LIBRARIES[name]])
    still = [name for name in LIBRARIES if name not in OPTIONAL and not _loads(name)]
    if still:
        words = "brew install pango" if ON_MAC else _apt_words([LIBRARIES[name] for name in still])
        sys.exit(f"PDFs need the libraries {', '.join(still)}. Install them, then start again:\n  {words}")


def _loads(name):
    if ON_MAC:
        return any(
            Path(folder, f"{name}.dylib").exists() for folder in ("/opt/homebrew/lib", "/usr/local/lib")
        )
    try:
        ctypes.CDLL(f"{name}.so.0")
    except OSError:
        return False
    return True


def _install_fonts():
    """Once, and never a reason not to start: without them such letters print as boxes."""
    asked = VENV / "asked-for-fonts"
    missing = [] if asked.exists() else missing_fonts()
    if not missing:
        return
    asked.touch()
    if not ON_MAC and _as_root() != ["sudo"]:
        _say(f"Installing fonts for PDFs ({', '.join(missing)}) …")
        _apt(missing, run=_quiet)
    for name in missing_fonts():
        more = "fonts of Noto for them" if ON_MAC else _apt_words([name])
        _say(f"PDFs print boxes for {FONTS[name][1]} until there is a font: {more}")


def missing_fonts() -> list:
    """The packages of fonts that this system lacks, as far as it can be asked."""
    if not shutil.which("fc-list"):
        return []
    return [name for name, (letter, _words) in FONTS.items() if not _has_font(letter)]


def _has_font(letter):
    asked = ["fc-list", f":charset={letter}", "family"]
    return bool(subprocess.run(asked, capture_output=True).stdout.strip())


def find_chromium() -> "str | None":
    """The browser that the tests drive: named in CHROMIUM, on the path, or Playwright's own (then "")."""
    places = [os.environ.get("CHROMIUM"), *map(shutil.which, CHROMIUMS), *MAC_CHROMIUMS]
    found = next((place for place in places if place and os.access(place, os.X_OK)), None)
    return found or ("" if _playwright_has_chromium() else None)


def _playwright_has_chromium():
    caches = [
        os.environ.get("PLAYWRIGHT_BROWSERS_PATH"),
        "~/.cache/ms-playwright",
        "~/Library/Caches/ms-playwright",
    ]
    return any(any(Path(cache).expanduser().glob("chromium*-*")) for cache in caches if cache)


def _install_chromium():
    if not (find_chromium() or "").endswith("headless-shell"):
        _install_headless()
    if find_chromium() is not None:
        return
    _say("Installing Chromium for the browser tests …")
    if not ON_MAC:
        _apt(["chromium"])
    # Ubuntu's package is only a pointer to a snap, and macOS has none: Playwright brings its own.
    if find_chromium() is None:
        _run([PYTHON, "-m", "playwright", "install", "chromium"])
    if find_chromium() is None:
        sys.exit(
            f"The browser tests need Chromium. Install it, or name one in CHROMIUM:\n  {_apt_words(['chromium'])}"
        )


def _install_headless():
    """Once, where it is to be had: any Chromium will do."""
    asked = VENV / "asked-for-headless"
    if ON_MAC or os.environ.get("CHROMIUM") or asked.exists() or _as_root() == ["sudo"]:
        return
    asked.touch()
    _say("Installing Chromium without a window for the browser tests …")
    _apt([HEADLESS], run=_quiet)


def _install_pooler():
    """For the tests behind PgBouncer, where nobody is asked for a password and no service of it would start."""
    if ON_MAC or shutil.which("pgbouncer") or _as_root() != []:
        return
    _say("Installing PgBouncer for the tests behind a pooler …")
    _apt(["pgbouncer"], run=_quiet)


def _install_clock():
    """Where it is to be had: without it only Python's clock is set."""
    if not any(Path("/usr").glob("lib*/**/faketime/libfaketime.so.1")):
        _say("Installing the library that sets the tests' clock …")
        _apt(["libfaketime"], run=_quiet)


def _apt(packages, run=None):
    """Install packages as root or through sudo; whether that worked."""
    run = run or _run
    root = _as_root()
    if not shutil.which("apt-get") or root is None:
        return False
    install = [
        *root,
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "install",
        "-y",
        "-qq",
        "-oAcquire::http::Timeout=30",
        "--no-install-recommends",
    ]
    return _quiet([*install, *packages]) or (
        run([*root, "apt-get", "update", "-qq"]) and run([*install, *packages])
    )


def _as_root():
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    if _quiet(["sudo", "-n", "true"]):
        return ["sudo", "-n"]
    return ["sudo"] if sys.stdin.isatty() else None


def _apt_words(packages):
    return f"sudo apt-get install {' '.join(packages)}   (or what your system calls them)"


def _brew(packages):
    return bool(shutil.which("brew")) and _run(["brew", "install", "--quiet", *packages])


def _run(argv):
    return subprocess.run([str(part) for part in argv]).returncode == 0


def _quiet(argv):
    return subprocess.run([str(part) for part in argv], capture_output=True).returncode == 0


def _say(words):
    print(words, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
