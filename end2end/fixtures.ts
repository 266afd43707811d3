import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect } from "@playwright/test";
import { Complaints } from "./complaints";
import { Server } from "./server";

export { expect, type Page } from "@playwright/test";

/** Every rule of WCAG 2.2 up to AA that a machine can check, and good practice. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

interface EachTest {
  /** What the page complained about; the test fails if anything is left at its end. */
  complaints: Complaints;
  /** Fails on any violation of the accessibility rules in the page as it is now. */
  axe: () => Promise<void>;
}

interface EachWorker {
  /** A real server with a demo town of its own. */
  server: Server;
}

export const test = base.extend<EachTest, EachWorker>({
  server: [
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: async ({ server }, use) => use(server.url()),
  complaints: [
    async ({ page, javaScriptEnabled }, use) => {
      const complaints = new Complaints(page);
      if (javaScriptEnabled === false) {
        // What wakes a page is fetched and rightly left alone.
        complaints.expect(/preloaded using link preload but not used/);
      }
      await use(complaints);
      expect(complaints.unexpected(), "what the page complained about").toEqual([]);
    },
    { auto: true },
  ],
  axe: async ({ page }, use) => {
    await use(async () => {
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      const found = violations.map(({ id, help, nodes }) => ({
        id,
        help,
        where: nodes.map((node) => node.target.join(" ")),
      }));
      expect(found, "accessibility violations").toEqual([]);
    });
  },
});
