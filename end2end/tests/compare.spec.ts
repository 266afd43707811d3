import { expect, test } from "../fixtures";
import { openChoices } from "../compare-bar";
import { everyPage } from "../page-contract";

const place = "/lieu/ecole-louise-michel/comparer";

test.describe("a comparison", () => {
  everyPage(place);

  test("takes any two dates @ssr", async ({ page }) => {
    await page.goto(place);
    const last = new Date(Date.now() - 40 * 86_400_000);
    const first = new Date(last.getTime() - 20 * 86_400_000);
    const day = (date: Date) => date.toISOString().slice(0, 10);
    await page.getByLabel("Du", { exact: true }).fill(day(first));
    await page.getByLabel("au", { exact: true }).fill(day(last));
    await page.getByRole("button", { name: "Comparer" }).click();
    await expect(page).toHaveURL(new RegExp(`du=${day(first)}`));
    await expect(page.getByRole("main")).toContainText("un lundi est comparé à un lundi");
  });

  test("may take the weather out @ssr", async ({ page }) => {
    await page.goto(place);
    await openChoices(page);
    await page.getByRole("link", { name: /Corrigé du climat/ }).click();
    await expect(page).toHaveURL(/climat=corrige/);
    await expect(page.locator(".comparison__sentence")).toContainText("à météo égale");
  });

  test("may be with what the trajectory asks @ssr", async ({ page }) => {
    await page.goto(place);
    await openChoices(page);
    await page.getByRole("link", { name: "Trajectoire", exact: true }).click();
    await expect(page).toHaveURL(/comparer=trajectoire/);
    await expect(page.locator(".comparison__sentence")).toContainText("La trajectoire demande");
    await expect(page.locator(".c-comparison").filter({ visible: true })).toHaveCount(1);
  });

  test("across works says what they brought @ssr", async ({ page }) => {
    await page.goto("/lieu/ecole-simone-veil");
    await page.getByRole("link", { name: /^Avant, après/ }).first().click();
    await expect(page).toHaveURL(/comparer=avant-/);
    const effect = page.locator(".comparison .works-effect");
    await expect(effect.locator(".works-effect__figure")).toContainText("kWh évités");
    await expect(effect.locator(".works-effect__band")).toContainText("neuf fois sur dix");
  });
});
