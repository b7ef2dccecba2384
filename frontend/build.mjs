/* Bundles styles, scripts and fonts into the folder that the pages are served from.

   Run after `npm ci --ignore-scripts`. What comes out: files named by their content, so that a
   browser may keep them for ever; `manifest.json`, which tells the pages those names; each
   text also compressed beforehand; and, under `charts/`, the fonts that charts are drawn with. */
import { createHash } from "node:crypto";
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import subsetFont from "subset-font";

const here = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(path.dirname(createRequire(import.meta.url).resolve("esbuild/package.json")), "..");
const final = path.resolve(here, "../src/lumbung/kit/static/dist");
const fresh = `${final}.new`;

// Every sign that a chart may print, so that its file carries a font of a few kilobytes.
const CHART_SIGNS = [
  ...Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)),
  ..."−–—·…’“”°²³×±≥≤%‰éèêëüöäáàíóúñç",
].join("");

function digest(bytes) {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 12);
}

async function bundle() {
  const built = await esbuild.build({
    absWorkingDir: here,
    entryPoints: ["styles/lumbung.css", "scripts/lumbung.js", "scripts/desk.js", "scripts/explore.js"],
    entryNames: "[name].[hash]",
    assetNames: "[name].[hash]",
    outdir: fresh,
    bundle: true,
    minify: true,
    metafile: true,
    target: ["chrome109", "firefox115", "safari16"],
    loader: { ".woff2": "file" },
    legalComments: "none",
  });
  const names = {};
  for (const [output, { entryPoint }] of Object.entries(built.metafile.outputs)) {
    const name = path.basename(output);
    const plain = entryPoint ? path.basename(entryPoint) : name.replace(/\.[^.]+(\.\w+)$/, "$1");
    names[plain] = name;
  }
  return names;
}

async function mark() {
  const bytes = await readFile(path.join(here, "mark.svg"));
  const name = `mark.${digest(bytes)}.svg`;
  await writeFile(path.join(fresh, name), bytes);
  return name;
}

async function chartFonts() {
  const folder = path.join(fresh, "charts");
  await mkdir(folder);
  for (const weight of ["400Regular", "600SemiBold", "700Bold"]) {
    const file = path.join(
      modules,
      `@expo-google-fonts/plus-jakarta-sans/${weight}/PlusJakartaSans_${weight}.ttf`,
    );
    await cp(file, path.join(folder, path.basename(file)));
  }
  const whole = path.join(
    modules,
    "@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2",
  );
  const small = await subsetFont(await readFile(whole), CHART_SIGNS, {
    targetFormat: "woff2",
    variationAxes: { wght: { min: 400, max: 700, default: 400 } },
  });
  await writeFile(path.join(folder, "chart.woff2"), small);
}

async function licences() {
  const parts = [
    ["Plus Jakarta Sans (SIL Open Font License 1.1)", "@expo-google-fonts/plus-jakarta-sans/LICENSE_FONT"],
    ["Pico CSS (MIT)", "@picocss/pico/LICENSE.md"],
    ["htmx (0BSD)", "htmx.org/LICENSE"],
  ];
  const texts = await Promise.all(
    parts.map(async ([title, file]) => `${title}\n\n${await readFile(path.join(modules, file), "utf8")}`),
  );
  await writeFile(path.join(fresh, "licences.txt"), texts.join(`\n${"-".repeat(80)}\n\n`));
}

async function compress() {
  for (const name of await readdir(fresh)) {
    if (!/\.(css|js|svg)$/.test(name)) continue;
    const bytes = await readFile(path.join(fresh, name));
    const best = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
    await writeFile(path.join(fresh, `${name}.br`), brotliCompressSync(bytes, best));
    await writeFile(path.join(fresh, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  }
}

await rm(fresh, { recursive: true, force: true });
await mkdir(fresh, { recursive: true });
const names = await bundle();
names["mark.svg"] = await mark();
await chartFonts();
await licences();
await compress();
await writeFile(path.join(fresh, "manifest.json"), `${JSON.stringify(names, null, 2)}\n`);
// The new folder takes the old one's place whole: a broken build leaves the pages as they were.
await rm(final, { recursive: true, force: true });
await rename(fresh, final);
