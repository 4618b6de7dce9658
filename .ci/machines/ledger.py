"""Counts what passed and what failed, and prints it."""

import traceback
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
MOST_LISTED = 25


class Check:
    """One kind of check on one site: what it found wrong, and what it can say for itself."""

    def __init__(self):
        self.problems = []
        self.notes = []

    def expect(self, holds, problem):
        """Records the problem unless it holds; says whether it does."""
        if not holds:
            self.problems.append(problem)
        return bool(holds)

    def fail(self, problem):
        self.problems.append(problem)

    def note(self, text):
        self.notes.append(text)


def _told(error):
    """What an exception in a check says, and where in this folder it came up."""
    if isinstance(error, FileNotFoundError):
        return f"missing: {Path(error.filename).name}"
    places = [place for place in traceback.extract_tb(error.__traceback__) if Path(place.filename).parent == HERE]
    return f"could not be judged: {error!r} (line {places[-1].lineno} of {Path(places[-1].filename).name})"


class Ledger:
    """The checks of all sites."""

    def __init__(self):
        self.passed = 0
        self.failed = 0

    @contextmanager
    def check(self, site_name, kind):
        """Runs the block as one check. An exception fails it but does not keep the rest from being judged."""
        check = Check()
        try:
            yield check
        except Exception as error:
            check.fail(_told(error))
        if not check.problems and not check.notes:
            check.fail("nothing was looked at")
        self._print(f"{site_name}: {kind}", check)

    def _print(self, name, check):
        notes = ", ".join(check.notes)
        if not check.problems:
            self.passed += 1
            print(f"{name}: {notes}", flush=True)
            return
        self.failed += 1
        count = len(check.problems)
        print(f"{name}: FAILED, {count} problem{'s' if count > 1 else ''}{'; ' if notes else ''}{notes}")
        for problem in check.problems[:MOST_LISTED]:
            print(f"    {problem}")
        if count > MOST_LISTED:
            print(f"    and {count - MOST_LISTED} more")
        print(end="", flush=True)

    def close(self):
        """Prints the last line and gives the exit code."""
        print(f"machines: {self.passed} passed, {self.failed} failed")
        return 0 if self.passed and not self.failed else 1
