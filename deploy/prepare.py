"""Makes the virtual environment Sheaf runs and is tested in, from the pinned requirements, with hashes checked.

Needs nothing but Python 3.11: run as `python prepare.py VENV`. Knows nothing of the browser client; `hatch_build.py` builds that.
"""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "deploy" / "requirements-dev.txt"
NO_VENV = (
    "This Python cannot make a virtual environment: its `venv` and `ensurepip` modules are missing. "
    "On Debian and Ubuntu: apt-get install python3-venv, then run make again."
)


def run(*command: str | Path) -> None:
    print("  " + " ".join(Path(part).name if part is command[0] else str(part) for part in command), flush=True)
    subprocess.run([str(part) for part in command], check=True, cwd=ROOT)


def make_environment(target: Path) -> Path:
    """The environment's Python. An environment that is there already is kept."""
    python = target / "bin" / "python"
    if not python.exists():
        try:
            venv.create(target, with_pip=True)
        except (ImportError, subprocess.CalledProcessError):
            shutil.rmtree(target, ignore_errors=True)
            install_venv_module()
            venv.create(target, with_pip=True)
    return python


def install_venv_module() -> None:
    """Debian splits `ensurepip` off; as root it can be had at once, otherwise the person is told how. Exits when it cannot."""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        sys.exit(NO_VENV)
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    run(apt, "update", "-qq")
    run(apt, "install", "-y", "-qq", package)


def main() -> None:
    target = (ROOT / sys.argv[1]) if len(sys.argv) > 1 else ROOT / ".venv"
    print("Setting up Sheaf (once; a minute or two):", flush=True)
    python = make_environment(target)
    pip = (python, "-m", "pip", "--quiet", "--disable-pip-version-check")
    run(*pip, "install", "--require-hashes", "-r", REQUIREMENTS.relative_to(ROOT))
    os.environ["SHEAF_SKIP_CLIENT_BUILD"] = "1"  # make builds it as a step of its own, with its sources as prerequisites
    run(*pip, "install", "--no-deps", "--no-build-isolation", "-e", ".")


if __name__ == "__main__":
    main()
