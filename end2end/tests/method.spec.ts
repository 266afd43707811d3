import { expect, test } from "../fixtures";
import { everyPage } from "../page-contract";

test.describe("a method", () => {
  everyPage({ from: "/theme/energie", link: /^\/methode\// });

  test("names the texts its constants come from @ssr", async ({ page }) => {
    await page.goto("/methode/energie_finale_m2");
    await expect(page.getByRole("heading", { name: "Les constantes du calcul" })).toBeVisible();
    await expect(page.locator(".parameter-table")).toContainText("depuis le");
  });
});
