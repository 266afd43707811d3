import { expect, test } from "../fixtures";
import { signInAt } from "../sign-in";

const PAGE = "/lieu/hotel-de-ville/pilotage?jour=lundi";

test.describe("the load of a reception", () => {
  test("a director is advised, chooses a day and goes back @ssr", async ({ page, server }) => {
    await signInAt(page, server, "directeur", PAGE);
    await expect(page).toHaveURL(new RegExp(`/lieu/hotel-de-ville/pilotage\\?jour=lundi`));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Pilotage de l’accueil\u202f: Hôtel de ville$/);
    await expect(page.getByText(/^Le lundi.* guichets? de plus /)).toBeVisible();
    await expect(page.getByText("un majorant")).toBeVisible();
    await page.getByRole("navigation", { name: "Jour de la semaine" }).getByRole("link", { name: "mardi" }).click();
    await expect(page.getByText(/^Le mardi.* guichets? de plus /)).toBeVisible();
    await expect(page.getByRole("link", { name: "mardi" })).toHaveAttribute("aria-current", "true");
    await page.getByRole("link", { name: "L’accueil vu par tous" }).click();
    await expect(page).toHaveURL(/\/lieu\/hotel-de-ville\/accueil$/);
    await page.getByRole("link", { name: "Pilotage (réservé)" }).click();
    await expect(page).toHaveURL(/\/lieu\/hotel-de-ville\/pilotage$/);
  });

  test("a counter of two desks has no figures of its own @once", async ({ page, server }) => {
    await signInAt(page, server, "dgs", "/lieu/accueil-hotel-de-ville-urbanisme/pilotage");
    await expect(page.getByText("moins de trois guichets")).toBeVisible();
    await expect(page.getByText("Occupation et hygiène")).toBeVisible();
    await expect(page.getByText("Erlang")).toHaveCount(0);
    await page.goto("/lieu/clairval/pilotage");
    await expect(page.getByRole("row", { name: /^Autres points d’accueil/ })).toBeVisible();
  });

  for (const role of ["elu", "agent", "gestionnaire", "admin", "dpo"]) {
    test(`is not for ${role} @once`, async ({ page, server, complaints }) => {
      complaints.expect(/403/);
      await signInAt(page, server, role, PAGE);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Accès refusé");
    });
  }

  for (const colorScheme of ["light", "dark"] as const) {
    test(`is accessible and fits, ${colorScheme}`, async ({ page, server, axe }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await signInAt(page, server, "directeur", PAGE);
      await expect(page.getByText("Charge et guichets")).toBeVisible();
      await expect(page.getByRole("navigation", { name: "Fil d’Ariane" })).toContainText("Hôtel de ville");
      const cut = await page
        .locator(".steering .table-scroll")
        .evaluateAll((tables) => tables.filter((table) => table.scrollWidth > table.clientWidth + 1).length);
      if ((page.viewportSize()?.width ?? 0) < 600) {
        expect(cut, "tables that are cut on a phone").toBe(0);
      }
      await axe();
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(over).toBeLessThanOrEqual(0);
    });
  }

  test("a day is chosen by keyboard @once", async ({ page, server }) => {
    await signInAt(page, server, "directeur", PAGE);
    const choices = page.getByRole("navigation", { name: "Jour de la semaine" });
    await choices.getByRole("link", { name: "lundi" }).focus();
    await page.keyboard.press("Tab");
    await expect(choices.getByRole("link", { name: "mardi" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByText(/^Le mardi/).first()).toBeVisible();
  });
});
