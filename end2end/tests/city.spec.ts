import { expect, test } from "../fixtures";
import { everyPage } from "../page-contract";

test.describe("the city", () => {
  everyPage("/");

  test("leads to its theme @ssr", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("main").getByRole("link", { name: /Énergie/ }).first().click();
    await expect(page).toHaveURL(/\/theme\/energie/);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });
});
