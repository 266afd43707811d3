import { defineConfig, devices } from "@playwright/test";
import { report } from "./environment";

/** Chromium fetches lists and updates at start: a closed network makes it wait. */
const launchOptions = {
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
};

/**
 * Tags choose where a test runs: `@ssr` also without JavaScript, `@once` on the
 * desktop alone because the screen does not matter; all others on every screen.
 */
export default defineConfig({
  testDir: "tests",
  globalSetup: "./demo-town.ts",
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  // A test that passes when repeated is a defect to find.
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  outputDir: "test-results",
  reporter: [["list"], ["json", { outputFile: report }]],
  use: {
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    // Recording every test costs a fifth of the run: say `--trace on` for the one that fails.
    screenshot: "only-on-failure",
    launchOptions,
  },
  projects: [
    {
      name: "no-js",
      grep: /@ssr/,
      use: { ...devices["Desktop Chrome"], launchOptions, javaScriptEnabled: false },
    },
    {
      name: "desktop",
      use: { ...devices["Desktop Chrome"], launchOptions, viewport: { width: 1440, height: 900 } },
    },
    {
      name: "phone",
      grepInvert: /@once/,
      use: {
        launchOptions,
        viewport: { width: 390, height: 844 },
        deviceScaleFactor: 2,
        hasTouch: true,
        isMobile: true,
      },
    },
    {
      name: "tablet",
      grepInvert: /@once/,
      use: { launchOptions, viewport: { width: 1024, height: 768 }, hasTouch: true },
    },
    {
      name: "lobby",
      grepInvert: /@once/,
      use: { launchOptions, viewport: { width: 1920, height: 1080 } },
    },
  ],
});
