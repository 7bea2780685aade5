// Builds the style sheet and the script into the Django app and writes manifest.json:
// the SHA-256 of everything that went in and came out. `./homeward check` compares them.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const output = process.argv[2] ?? join(here, "../src/homeward/entry/web/static/homeward");
const limits = { "homeward.css": 150_000, "homeward.js": 120_000 };

function styles() {
  const { css } = sass.compile(join(here, "src/styles/homeward.scss"), {
    loadPaths: [join(here, "node_modules")],
    style: "compressed",
    sourceMap: false,
    charset: false,
    quietDeps: true,
  });
  // Leading per language; see _settings.scss.
  const marked = /line-height:1lead(text|small|head|display)/g;
  if (!marked.test(css)) throw new Error("No line-height marks found: did govuk-frontend change its type scale?");
  const led = css.replaceAll(marked, "line-height:var(--lead-$1)");
  return esbuild.transformSync(led, { loader: "css", minify: true, target: ["chrome80", "safari14.1"] }).code;
}

async function scripts() {
  const built = await esbuild.build({
    entryPoints: [join(here, "src/scripts/homeward.js")],
    absWorkingDir: here,
    bundle: true,
    minify: true,
    format: "esm",
    target: ["chrome80", "safari14.1"],
    legalComments: "none",
    sourcemap: false,
    write: false,
  });
  return built.outputFiles[0].text;
}

const digest = (bytes) => createHash("sha256").update(bytes).digest("hex");

function inputs() {
  const sources = readdirSync(join(here, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(here, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
  return ["build.mjs", "package.json", "package-lock.json", ...sources].sort();
}

const made = {
  "homeward.css": styles(),
  "homeward.js": await scripts(),
  // The licences of what is compiled in ask to travel with it.
  "licences.txt": readFileSync(join(here, "src/licences.txt"), "utf8"),
};
mkdirSync(output, { recursive: true });
for (const [name, raw] of Object.entries(made)) {
  // Manifest storage follows sourceMappingURL comments to files that are not shipped.
  const text = raw.replaceAll(/\/[/*]# sourceMappingURL=.*$/gm, "").trim() + "\n";
  if (Buffer.byteLength(text) > limits[name]) throw new Error(`${name} is larger than ${limits[name]} bytes`);
  writeFileSync(join(output, name), text);
  made[name] = text;
}
if (!process.argv[2]) {
  const manifest = {
    inputs: Object.fromEntries(inputs().map((name) => [name, digest(readFileSync(join(here, name)))])),
    outputs: Object.fromEntries(Object.entries(made).map(([name, text]) => [name, digest(text)])),
  };
  writeFileSync(join(here, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");
}
for (const [name, text] of Object.entries(made)) console.log(name, Buffer.byteLength(text), "bytes");
