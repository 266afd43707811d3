import { expect, test } from "../fixtures";
import { everyPage } from "../page-contract";

test.describe("a theme", () => {
  everyPage("/theme/energie");

  test("leads to a place @ssr", async ({ page }) => {
    await page.goto("/theme/energie");
    await page.getByRole("main").locator('a[href^="/lieu/"]').first().click();
    await expect(page).toHaveURL(/\/lieu\//);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });
});
