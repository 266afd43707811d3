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

  test("lists its places as ways to them @ssr", async ({ page }) => {
    await page.goto("/");
    const map = page.locator(".city-map");
    await map.getByText("Voir la liste").click();
    await map.getByRole("link", { name: "École Jean-Zay", exact: true }).click();
    await expect(page).toHaveURL(/\/lieu\/ecole-jean-zay$/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("École Jean-Zay");
  });
});
