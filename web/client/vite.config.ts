/** How the client is built: one small entry each for desk, reader and screen; hashed names; nothing inline, so that a strict
 *  content security policy holds. The server reads `web/static/manifest.json` to find what an entry needs. */
import { defineConfig } from "vitest/config";

const ENTRIES = {
  desk: "src/entries/desk.tsx",
  reader: "src/entries/reader.tsx",
  screen: "src/entries/screen.ts",
};

export default defineConfig({
  base: "/static/",
  publicDir: false,
  json: { stringify: true },
  build: {
    outDir: "../static",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: ["chrome111", "firefox114", "safari16.4"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    cssCodeSplit: true,
    reportCompressedSize: false,
    rolldownOptions: { input: ENTRIES },
  },
  test: { include: ["tests/**/*.test.ts"], environment: "node" },
});
