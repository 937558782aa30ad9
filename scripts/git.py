"""What we ask git: files of a revision, tags of releases, whether the tree is clean, when it was committed."""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from scripts.problems import InputError

RELEASE_TAG: Final = re.compile(r"^v(\d+)\.(\d+)\.(\d+)$")


class GitError(InputError):
    """git refuses; the message is its own."""


def is_revision(root: Path, name: str) -> bool:
    """Whether git knows a commit of this name in the repository at ``root``."""
    command = ["git", "-C", str(root), "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def extract(root: Path, revision: str, paths: tuple[str, ...], target: Path) -> None:
    """Write those of ``paths`` that the revision has into the folder ``target``."""
    there = set(_git(root, "ls-tree", "--name-only", revision).splitlines())
    wanted = [path for path in paths if path in there]
    if not wanted:
        return
    command = ["git", "-C", str(root), "archive", "--format=tar", revision, *wanted]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        raise GitError(done.stderr.decode("utf-8", errors="replace").strip())
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(target, filter="data")


def release_tags(root: Path) -> tuple[str, ...]:
    """The tags ``vX.Y.Z`` behind the present commit or on it, the newest version last; none outside a repository."""
    command = ["git", "-C", str(root), "tag", "--merged", "HEAD", "--list", "v*"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    tags = [
        (tuple(int(part) for part in found.groups()), tag) for tag in done.stdout.split() if (found := RELEASE_TAG.match(tag))
    ]
    return tuple(tag for _, tag in sorted(tags))


def tags_here(root: Path) -> frozenset[str]:
    """The tags of the present commit."""
    return frozenset(_git(root, "tag", "--points-at", "HEAD").split())


def uncommitted(root: Path) -> tuple[str, ...]:
    """The files that are changed, new or gone since the present commit, as git's short status names them."""
    return tuple(_git(root, "status", "--porcelain").splitlines())


def committed_at(root: Path) -> datetime:
    """The moment of the present commit, in UTC."""
    return datetime.fromtimestamp(int(_git(root, "log", "-1", "--format=%ct")), UTC)


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise GitError(done.stderr.strip())
    return done.stdout
