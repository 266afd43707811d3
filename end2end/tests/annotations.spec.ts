import { expect, test } from "../fixtures";
import { signInAs } from "../sign-in";

/** No other test writes on the curves of this building. */
const PLACE = "gymnase-du-canal";

test.describe("annotations", () => {
  test("a director marks a day on the curves of a building, and takes it back", async ({ page, server, axe }, info) => {
    const what = `Réglage ${info.project.name} ${Date.now() % 100_000}`;
    await signInAs(page, server, "directeur");
    await page.goto(`/admin/annotations?lieu=${PLACE}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Annotations");
    await axe();
    await page.getByLabel("Le", { exact: true }).fill("2026-02-03");
    await page.getByLabel("Quoi").fill(what);
    await page.getByRole("button", { name: "Annoter" }).click();
    await expect(page.getByRole("status")).toHaveText("L’annotation est sur les courbes.");
    await page.goto(`/lieu/${PLACE}`);
    await expect(page.locator(".event-line__name", { hasText: what })).toBeVisible();
    await page.goto(`/admin/annotations?lieu=${PLACE}`);
    await page.getByRole("button", { name: new RegExp(what) }).click();
    await expect(page.getByRole("status")).toHaveText("L’annotation est retirée.");
    await expect(page.locator("#contenu")).not.toContainText(what);
  });
});
