import { type Page, expect, test } from "./fixtures";
import type { Server } from "./server";

/** How to come to a page: its address, or a link of this kind on another page. */
export type Way = string | { from: string; link: RegExp };

const WIDTHS = [320, 390, 1024, 1920];

/** Finds the address of a page as a visitor would: by following a link. */
export async function find(server: Server, way: Way): Promise<string> {
  if (typeof way === "string") {
    return way;
  }
  const html = await (await fetch(server.url(way.from))).text();
  const addresses = [...html.matchAll(/href="([^"]+)"/g)].map((found) => found[1] ?? "");
  const address = addresses.find((address) => way.link.test(address));
  expect(address, `a link to ${way.link} on ${way.from}`).toBeDefined();
  return (address ?? "").replaceAll("&amp;", "&");
}

/** What holds for every page, whatever it says. */
export function everyPage(way: Way): void {
  test("answers in French, says that its data are invented, and fits @ssr", async ({
    page,
    server,
  }) => {
    const answer = await page.goto(await find(server, way));
    expect(answer?.status()).toBe(200);
    await expect(page.locator("html")).toHaveAttribute("lang", "fr");
    await expect(page).toHaveTitle(/\S/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("main")).toHaveCount(1);
    await expect(page.getByText("Données de démonstration").first()).toBeVisible();
    await expectNoSidewaysMove(page);
  });

  test("can be read at every width without moving sideways @once", async ({ page, server }) => {
    await page.goto(await find(server, way));
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      await expectNoSidewaysMove(page);
    }
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test(`is accessible, ${colorScheme}`, async ({ page, server, axe }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.goto(await find(server, way));
      await axe();
    });
  }
}

async function expectNoSidewaysMove(page: Page): Promise<void> {
  const { content, window } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }));
  expect(content, `width of the content in a window of ${window}`).toBeLessThanOrEqual(window);
}
