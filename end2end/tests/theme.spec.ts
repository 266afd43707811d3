import { expect, test } from "../fixtures";
import { openChoices } from "../compare-bar";
import { everyPage } from "../page-contract";

test.describe("a theme", () => {
  everyPage("/theme/energie");

  test("leads to a place @ssr", async ({ page }) => {
    await page.goto("/theme/energie");
    await page.getByRole("main").locator('a[href^="/lieu/"]').first().click();
    await expect(page).toHaveURL(/\/lieu\//);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });

  test("is compared with another period by links alone @ssr", async ({ page }) => {
    await page.goto("/theme/energie");
    await openChoices(page);
    await page.getByRole("link", { name: /^Même période/ }).click();
    await expect(page).toHaveURL(/comparer=an/);
    await expect(page.locator(".compare-bar [aria-current]").first()).toContainText("Même période");
    await expect(page.locator(".comparison__sentence")).toContainText("contre");
    await openChoices(page);
    await page.getByRole("link", { name: "Trajectoire", exact: true }).click();
    await expect(page.locator(".comparison")).toHaveCount(0);
  });

  test("ranks the use that is chosen @ssr", async ({ page }) => {
    await page.goto("/theme/energie");
    const uses = page.getByRole("navigation", { name: "Usage comparé" });
    const other = uses.getByRole("link").nth(1);
    const name = await other.innerText();
    await other.click();
    await expect(page).toHaveURL(/usage=/);
    await expect(page.locator(".ranking .section-title")).toContainText(name);
  });

  test("stays where the reader was when a use is chosen @once", async ({ page }) => {
    await page.goto("/theme/energie", { waitUntil: "networkidle" });
    const uses = page.getByRole("navigation", { name: "Usage comparé" });
    await uses.scrollIntoViewIfNeeded();
    const before = await page.evaluate(() => window.scrollY);
    await uses.getByRole("link").nth(1).click();
    await expect(page).toHaveURL(/usage=/);
    expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(before / 2);
  });
});
