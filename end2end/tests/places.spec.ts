import { expect, test } from "../fixtures";
import { account, signIn } from "../sign-in";

test.describe("the tree of places", () => {
  test("a place is found, added, corrected and closed @ssr @once", async ({ page, server, complaints }) => {
    complaints.expect(/422/);
    const code = `essai-${process.pid}-${Date.now()}`;
    await signIn(page, account(server, "admin"));
    await page.locator("#contenu").getByRole("link", { name: "Administration" }).click();
    await page.locator("#contenu").getByRole("link", { name: "Lieux" }).click();
    await page.getByLabel("Nom ou code").fill("gymnase des tilleuls");
    await page.getByRole("button", { name: "Chercher" }).click();
    await expect(page.getByRole("link", { name: /Gymnase des Tilleuls/i }).first()).toBeVisible();
    await page.goto("/admin/lieux");
    await page.getByRole("link", { name: /^Ajouter un lieu dans/ }).click();
    await page.getByLabel("Code").fill(code);
    await page.getByLabel("Type").fill("site");
    await page.getByLabel("Nom").fill("Salle d’essai");
    await page.getByLabel("Attributs").fill("floor_area_m2 = beaucoup");
    await page.getByRole("button", { name: "Ajouter ce lieu" }).click();
    await expect(page.getByText("Ligne 1")).toBeVisible();
    await page.getByLabel("Attributs").fill("floor_area_m2 = 120");
    await page.getByRole("button", { name: "Ajouter ce lieu" }).click();
    await expect(page.getByText("Le lieu est ajouté.")).toBeVisible();
    await page.getByLabel("Nom").fill("Salle des essais");
    await page.getByLabel("Fermé à partir du").fill("2030-12-31");
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await expect(page.getByText("Le lieu est enregistré.")).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Salle des essais");
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test(`its pages are accessible, ${colorScheme}`, async ({ page, server, axe }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await signIn(page, account(server, "gestionnaire"));
      for (const path of ["/admin", "/admin/lieux", "/admin/lieux?mots=ecole", "/admin/lieux/gymnase-des-tilleuls", "/admin/lieux/gymnase-des-tilleuls/ajouter"]) {
        await page.goto(path);
        await axe();
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(over, path).toBeLessThanOrEqual(0);
      }
    });
  }
});
