import { expect, test } from "../fixtures";
import { signInAs } from "../sign-in";

const VIEWS = ["habitants", "elus", "direction-generale", "directions", "agents"];

test.describe("pages of the audiences", () => {
  for (const view of VIEWS) {
    test(`/vue/${view} says something true @ssr`, async ({ page }) => {
      await page.goto(`/vue/${view}`);
      await expect(page.getByRole("heading", { level: 1 })).not.toBeEmpty();
      expect(await page.locator("#contenu section").count()).toBeGreaterThan(0);
    });

    test(`/vue/${view} holds on its screen and is accessible`, async ({ page, axe }) => {
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await page.goto(`/vue/${view}`);
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(wide).toBeLessThanOrEqual(0);
        await axe();
      }
    });
  }

  test("a citizen follows an indicator from their page to its feed", async ({ page, request, isMobile }) => {
    await page.goto("/");
    if (isMobile) {
      await page.getByText("Menu", { exact: true }).click();
      await page.locator(".menu").getByRole("link", { name: "Habitants" }).click();
    } else {
      await page.getByRole("navigation", { name: "Vues" }).getByRole("link", { name: "Habitants" }).click();
    }
    await expect(page).toHaveURL(/\/vue\/habitants$/);
    const feed = page.getByRole("link", { name: "Suivre les changements (Atom)" });
    const address = await feed.getAttribute("href");
    const answer = await request.get(address ?? "");
    expect(answer.headers()["content-type"]).toContain("application/atom+xml");
    await page.locator("#contenu").getByRole("link", { name: "Comment la note est calculée" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("calculée");
    await page.goto("/theme/energie");
    await page.locator(".objective-line__name").first().click();
    await expect(page).toHaveURL(/\/methode\//);
    await expect(page.locator("#contenu")).toContainText("trajectoire");
    const own = page.getByRole("link", { name: "Suivre cet indicateur (Atom)" });
    const followed = await request.get((await own.getAttribute("href")) ?? "");
    expect(followed.status()).toBe(200);
    expect(await followed.text()).toContain("<feed");
  });

  test("a role leads to its own page @once", async ({ page, server }) => {
    await signInAs(page, server, "elu");
    await page.getByRole("link", { name: /Ma vue/ }).click();
    await expect(page).toHaveURL(/\/vue\/elus$/);
  });
});
