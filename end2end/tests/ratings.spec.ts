import { type Page, expect, test } from "../fixtures";
import type { Server } from "../server";

/** The address of a counter of the demo town. */
async function counter(server: Server): Promise<string> {
  const answer = await (await fetch(server.url("/api/v1/places"))).json();
  const places: { code: string; kind: string }[] = Array.isArray(answer) ? answer : answer.places;
  const found = places.find((place) => place.kind === "counter");
  expect(found, "a counter in the demo town").toBeDefined();
  return `/avis/${found?.code}`;
}

async function expectWhole(page: Page): Promise<void> {
  const over = await page.evaluate(() => ({
    across: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    down: document.documentElement.scrollHeight - document.documentElement.clientHeight,
  }));
  expect(over.across).toBeLessThanOrEqual(0);
  expect(over.down, "a screen before the public does not scroll").toBeLessThanOrEqual(0);
}

test.describe("ratings", () => {
  for (const tablet of ["", "?tablette"]) {
    test(`two touches end in thanks ${tablet} @ssr`, async ({ page, server }) => {
      const start = (await counter(server)) + tablet;
      await page.goto(start);
      await expect(page.getByText("Données de démonstration")).toBeVisible();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Comment s’est passée/);
      await page.getByRole("button", { name: "Très content" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(/apprécié/);
      await page.getByRole("button", { name: "Un accueil aimable" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Merci");
      expect(await page.context().cookies()).toEqual([]);
    });
  }

  test("who is not content is asked what was missing, and need not say @ssr", async ({ page, server }) => {
    await page.goto(await counter(server));
    await page.getByRole("button", { name: "Très mécontent" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/a manqué/);
    await page.getByRole("button", { name: "Envoyer sans préciser" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Merci");
  });

  test("a tablet comes back to the start by itself @ssr @once", async ({ page, server }) => {
    const start = `${await counter(server)}?tablette`;
    await page.goto(start);
    await page.getByRole("button", { name: "Content", exact: true }).click();
    await page.getByRole("button", { name: "Peu d’attente" }).click();
    await expect(page).toHaveURL(/merci\?tablette$/);
    await expect(page).toHaveURL(server.url(start), { timeout: 12_000 });
  });

  test("going back and touching again counts once @once", async ({ page, server }) => {
    await page.goto(await counter(server));
    await page.getByRole("button", { name: "Content", exact: true }).dblclick();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/apprécié/);
    await page.goBack();
    await page.getByRole("button", { name: "Mécontent", exact: true }).click();
    await expect(page.getByText("Votre avis est compté.")).toBeVisible();
  });

  test("the keyboard alone will do @once", async ({ page, server }) => {
    await page.goto(await counter(server));
    for (const name of ["Très content", "Des horaires pratiques"]) {
      const button = page.getByRole("button", { name });
      for (let tabs = 0; tabs < 12; tabs += 1) {
        if (await button.evaluate((element) => element === document.activeElement)) {
          break;
        }
        await page.keyboard.press("Tab");
      }
      await expect(button).toBeFocused();
      await page.keyboard.press("Enter");
    }
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Merci");
  });

  test("what is no counter has no page @once", async ({ page, server, complaints }) => {
    complaints.expect(/404/);
    const answer = await page.goto(server.url("/avis/nulle-part"));
    expect(answer?.status()).toBe(404);
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test(`screens before the public are accessible and whole, ${colorScheme}`, async ({ page, server, axe }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const start = await counter(server);
      await page.goto(start);
      await axe();
      await expectWhole(page);
      const small = await page.getByRole("button").evaluateAll((buttons) =>
        buttons.filter((button) => button.getBoundingClientRect().height < 44).length,
      );
      expect(small).toBe(0);
      await page.getByRole("button", { name: "Très mécontent" }).click();
      await axe();
      await expectWhole(page);
      await page.getByRole("button", { name: "Les locaux" }).click();
      await axe();
      await expectWhole(page);
      await page.goto(`${start}/affiche`);
      await axe();
    });
  }
});
