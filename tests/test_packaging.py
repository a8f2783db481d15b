"""Do the files that install the project agree with one another?"""

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

import firsthand

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements-build.lock", "requirements.lock", "requirements-dev.lock")
PIN = re.compile(r"^([a-z0-9-]+)==([^\s;]+)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def pins(lock: str) -> set[tuple[str, str]]:
    return {(m[1], m[2]) for m in PIN.finditer((ROOT / lock).read_text("utf-8"))}


def project() -> dict[str, object]:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert isinstance(table, dict)
    return table


def test_every_file_tells_the_same_version() -> None:
    cited = re.search(r"^version: (\S+)$", (ROOT / "CITATION.cff").read_text("utf-8"), re.MULTILINE)
    assert cited is not None
    assert (
        project()["version"] == firsthand.__version__ == metadata.version("firsthand") == cited[1]
    )


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_host_and_no_path(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert re.findall(r"://|file:|index-url|find-links|(?<!\w)/\w+|@", text) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_version_has_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert len(blocks) == len(pins(lock)) > 0
    assert [block.splitlines()[0] for block in blocks if not HASH.search(block)] == []


def test_the_development_lock_holds_the_other_two() -> None:
    assert pins("requirements.lock") <= pins("requirements-dev.lock")
    assert pins("requirements-build.lock") <= pins("requirements-dev.lock")


def test_every_base_dependency_is_locked() -> None:
    dependencies = project()["dependencies"]
    assert isinstance(dependencies, list)
    wanted = {re.split(r"[^a-z0-9-]", name, maxsplit=1)[0] for name in dependencies}
    assert wanted <= {name for name, _ in pins("requirements.lock")}
