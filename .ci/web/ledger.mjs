// Counts what was checked and keeps what was found.

const SHOWN_PER_CHECK = 25;

export class Ledger {
  #passed = 0;
  #findings = new Map();

  // One thing looked at. `problems` are sentences; none of them means that it passed.
  record(check, where, problems) {
    if (problems.length === 0) {
      this.#passed += 1;
      return;
    }
    if (!this.#findings.has(check)) this.#findings.set(check, []);
    this.#findings.get(check).push({ where, problems });
  }

  // The same for work that gives the problems; an exception is one.
  async attempt(check, where, work) {
    try {
      this.record(check, where, await work());
    } catch (error) {
      this.record(check, where, [`could not be checked: ${error.message.split("\n")[0]}`]);
    }
  }

  get failed() {
    return [...this.#findings.values()].reduce((sum, list) => sum + list.length, 0);
  }

  // Prints every finding, and the closing line `web: N passed, N failed`.
  print() {
    for (const [check, list] of this.#findings) {
      console.log(`\n${check}: ${list.length} failed`);
      for (const { where, problems } of list.slice(0, SHOWN_PER_CHECK)) {
        console.log(`  ${where}`);
        for (const problem of problems) console.log(`    ${problem}`);
      }
      const more = list.length - SHOWN_PER_CHECK;
      if (more > 0) console.log(`  … and ${more} more`);
    }
    console.log(`\nweb: ${this.#passed} passed, ${this.failed} failed`);
  }
}
