"""The Chromium that browser tests drive: one that is there, or one that gets installed. `python -m tests.browser.chromium`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FLAGS = (
    "--headless=new",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    *(("--no-sandbox",) if os.geteuid() == 0 else ()),
)


def find() -> str | None:
    """The path of a Chromium on this machine: SHEAF_CHROMIUM, one on PATH, or Playwright's own."""
    named = os.environ.get("SHEAF_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    return found or _playwrights()


def _playwrights() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> None:
    """Debian's package where apt can be used, else Playwright's download."""
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get") and _is_debian():
        subprocess.run([*sudo, "apt-get", "update", "-qq"], check=False)
        subprocess.run([*sudo, "apt-get", "install", "-y", "-qq", "chromium"], check=False)
    if find() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"], check=False)


def _is_debian() -> bool:
    """Ubuntu's chromium package is a snap, which needs a running snapd; there Playwright's own is the better one."""
    release = Path("/etc/os-release")
    return release.exists() and "\nID=debian" in "\n" + release.read_text()


def main() -> None:
    if find() is None:
        print("Installing Chromium for the browser tests…", flush=True)
        install()
    path = find()
    if path is None:
        sys.exit("The browser tests need Chromium, and it could not be installed. Install it, or name it in SHEAF_CHROMIUM.")
    print(f"Chromium: {path}")


if __name__ == "__main__":
    main()
